package org.kadec21.modem.dialect;

import org.kadec21.hal.at.Answer;
import org.kadec21.hal.at.Command;
import org.kadec21.hal.at.Fields;
import org.kadec21.hal.at.Reply;
import org.kadec21.modem.dialect.DialectPack.Announcement;

import java.util.List;
import java.util.Optional;

/// How one vendor's modules move the bytes of a connection: `send`, `read` and `close` of its pack.
final class SocketCommands {

    /// The module says that there is no connection.
    static final int GONE = -1;

    private final DialectPack pack;
    private final int sendBytes;
    private final int readBytes;
    private final List<String> full;
    private final Optional<Announcement> taken;
    private final Announcement payload;
    private final List<Integer> emptyErrors;

    SocketCommands(DialectPack pack) {
        this.pack = pack;
        sendBytes = pack.bytes("send");
        readBytes = pack.bytes("read");
        full = pack.find("send.full").stream().toList();
        taken = pack.announcement("send.taken");
        payload = pack.announcement("read.payload").orElseThrow();
        emptyErrors = pack.numbers("read.empty");
    }

    DialectPack pack() {
        return pack;
    }

    /// Most payload bytes of one [#send].
    int sendBytes() {
        return sendBytes;
    }

    Command send(int id, byte[] bytes) {
        Blanks blanks = Blanks.id(id).with("length", bytes.length);
        Command command = Command.of(blanks.fill(pack.text("send"))).sending(bytes);
        Optional<String> done = pack.find("send.done").map(blanks::fill);
        if (done.isPresent()) {
            return command.endingWith(List.of(done.get()), full);
        }
        return taken.isPresent()
                ? command.answeredBy(new Answer.Prefixed(taken.get().prefix(), 1, _ -> true))
                : command;
    }

    /// How many of the `offered` bytes a successful send took; [#GONE] when there is no connection.
    int accepted(Reply.Ok reply, int offered) {
        return taken.map(count -> {
                    int said = Fields.of(reply.last()).number(count.field()).orElse(0);
                    return Math.clamp(said, GONE, offered);
                })
                .orElse(offered);
    }

    /// Whether a refused send means that the buffer is full and nothing was taken.
    boolean isFull(Reply.Refusal refusal) {
        return full.contains(refusal.text());
    }

    /// Reads what the module holds, with an announced payload; an empty one when it holds nothing.
    Command read(int id) {
        String text = Blanks.id(id).with("length", readBytes).fill(pack.text("read"));
        Answer answer =
                pack.find("read.quoted").isPresent()
                        ? new Answer.Quoted(payload.prefix(), payload.field())
                        : new Answer.Announced(payload.prefix(), payload.field());
        return Command.of(text).answeredBy(answer);
    }

    /// Whether a refused read means that there is nothing to read. The number counts, or its
    /// meaning in words.
    boolean isEmpty(Reply.Refusal refusal) {
        return refusal instanceof Reply.CmeError error
                && emptyErrors.stream()
                        .anyMatch(number ->
                                error.code().orElse(-1) == number
                                        || pack.find("error." + number)
                                                .filter(error.text()::endsWith)
                                                .isPresent());
    }

    Command close(int id) {
        return pack.command("close", Blanks.id(id));
    }
}
