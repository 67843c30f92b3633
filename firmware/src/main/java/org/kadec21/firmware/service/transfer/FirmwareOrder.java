package org.kadec21.firmware.service.transfer;

import org.kadec21.firmware.service.Answer;
import org.kadec21.firmware.service.Answer.Cause;
import org.kadec21.firmware.service.Arguments;
import org.kadec21.firmware.service.Order;
import org.kadec21.firmware.service.ServiceLine;
import org.kadec21.firmware.transfer.Admission;
import org.kadec21.firmware.transfer.Announcement;
import org.kadec21.firmware.transfer.Installation;
import org.kadec21.firmware.transfer.PartialImage;
import org.kadec21.firmware.transfer.TransferDesk;
import org.kadec21.firmware.transfer.TransferRefusal;
import org.kadec21.firmware.update.Slot;
import org.kadec21.hal.LinkException;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The order `firmware`: what is installed, and how another image comes over the service port
/// (`docs/flashing-protocol.md`).
public final class FirmwareOrder implements Order {

    /// For the answer to reach whoever ordered a restart.
    public static final Duration BEFORE_RESTART = Duration.ofSeconds(1);

    private static final Pattern RECEIVE =
            Pattern.compile(
                    "receive ([a-z]{1,16}) ([1-9][0-9]{0,8}) ([0-9a-f]{64})(?: from"
                            + " ([0-9]{1,9}))?");
    private static final Pattern INSTALL = Pattern.compile("install ([a-z]{1,16}) ([0-9a-f]{64})");

    private final TransferDesk desk;
    private final PartialImage partial;

    public FirmwareOrder(TransferDesk desk) {
        this.desk = desk;
        this.partial = desk.partial();
    }

    @Override
    public String name() {
        return "firmware";
    }

    @Override
    public List<String> forms() {
        return List.of(
                "firmware status",
                "firmware receive BOARD BYTES SHA256 [from OFFSET]",
                "firmware install BOARD SHA256",
                "firmware discard",
                "firmware restart");
    }

    @Override
    public String purpose() {
        return "what is installed, and another image by YMODEM";
    }

    @Override
    public Answer carryOut(Arguments arguments, ServiceLine line) throws LinkException {
        String words = String.join(" ", arguments.words());
        Matcher receive = RECEIVE.matcher(words);
        Matcher install = INSTALL.matcher(words);
        if (receive.matches()) {
            return receive(receive, line);
        }
        if (install.matches()) {
            return install(install.group(1), install.group(2));
        }
        return switch (words) {
            case "", "status" -> status(line);
            case "discard" -> discard();
            case "restart" -> restart();
            default ->
                    new Answer.Refused(
                            Cause.USAGE,
                            "expected one of: "
                                    + String.join("; ", forms())
                                    + "; an image's SHA-256 is what 'sha256sum' shows");
        };
    }

    private Answer status(ServiceLine line) throws LinkException {
        for (String text : new FirmwareStatus(desk).lines()) {
            line.say(text);
        }
        return new Answer.Done("");
    }

    private Answer receive(Matcher words, ServiceLine line) throws LinkException {
        String board = words.group(1);
        int bytes = Integer.parseInt(words.group(2));
        String sha256 = words.group(3);
        Optional<Integer> from = Optional.ofNullable(words.group(4)).map(Integer::valueOf);
        Optional<TransferRefusal> refusal = new Admission(desk).refusal(board, bytes, sha256, from);
        if (refusal.isPresent()) {
            return refused(refusal.get());
        }
        if (from.orElse(0) == 0) {
            partial.begin(Announcement.overPort(board, bytes, sha256, desk.board().time().now()));
        }
        int rest = bytes - partial.length();
        if (rest > 0) {
            line.news("send " + rest + " bytes by YMODEM");
            Reception reception =
                    new Delivery(line.link(), desk.board().time(), partial::keep).receive(rest);
            line.say(""); // ends a line that the transfer's last signs may have begun
            desk.board()
                    .journal()
                    .event("transfer.paused", "board", board, "bytes", partial.length());
            if (!partial.isComplete()) {
                return unfinished(reception);
            }
        }
        return new Answer.Done(
                bytes + " bytes are here; 'firmware install " + board + " " + sha256 + "' follows");
    }

    private Answer unfinished(Reception reception) {
        String kept = "; " + partial.length() + " bytes are kept";
        return new Answer.Refused(
                Cause.UNAVAILABLE,
                switch (reception) {
                    case Reception.Failed(String sentence) -> sentence + kept;
                    case Reception.Cancelled _ ->
                            "expected the whole image, but the sender stopped" + kept;
                    case Reception.Complete _ -> "expected the whole image" + kept;
                });
    }

    private Answer discard() {
        partial.discard();
        return new Answer.Done("nothing is kept");
    }

    private Answer restart() {
        if (desk.restart().isEmpty()) {
            return new Answer.Refused(
                    Cause.UNAVAILABLE,
                    "expected a boot loader that starts the unit again, but there is none; stop"
                            + " and start it by hand");
        }
        Runnable restart = desk.restart().get();
        desk.board()
                .tasks()
                .start(
                        "restart",
                        () -> {
                            desk.board()
                                    .tasks()
                                    .sleepUntil(desk.board().time().after(BEFORE_RESTART));
                            restart.run();
                        });
        return new Answer.Done("the unit restarts");
    }

    private Answer install(String board, String sha256) {
        if (!desk.slots().containsKey(board)) {
            return refused(new Admission(desk).noSuchBoard(board));
        }
        return switch (new Installation(desk).install(board, sha256)) {
            case Installation.Result.Installed(Slot slot, String version) -> {
                partial.discard();
                yield new Answer.Done(
                        "installed " + version + " in slot " + slot.word() + ", which starts next");
            }
            case Installation.Result.Refused(TransferRefusal refusal) -> {
                if (refusal.kind() == TransferRefusal.Kind.UNUSABLE) {
                    partial.discard();
                }
                yield refused(refusal);
            }
        };
    }

    private static Answer refused(TransferRefusal refusal) {
        return new Answer.Refused(
                switch (refusal.kind()) {
                    case CONFIGURATION -> Cause.CONFIGURATION;
                    case MISTAKEN, UNUSABLE -> Cause.BAD_DATA;
                    case NOT_NOW -> Cause.DEFERRED;
                },
                refusal.sentence());
    }
}
