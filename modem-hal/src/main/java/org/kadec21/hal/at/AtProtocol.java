package org.kadec21.hal.at;

import org.kadec21.hal.Deadline;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The AT dialogue without its I/O: events in, actions out, and [#wakeAt()] says when to come back
/// without one. The same events at the same times give the same actions.
///
/// The line begins in quarantine, since nobody knows in what state a module was left; it returns
/// there after every unanswered command. A command started in quarantine waits until [Resync] has
/// finished, within a limit of its own.
///
/// Behind the `CONNECT` of a command that dials, what comes is data and no line, until
/// [Event.DataEnded]; the very next byte already.
final class AtProtocol {

    private static final String MARKS = ">@";

    /// u-blox wants 50 ms between `@` and the payload (SARA-R4 AT manual, +USOWR).
    private static final Duration AT_SIGN_SETTLE = Duration.ofMillis(50);

    private final UrcTable urcs;
    private final Tokenizer tokenizer = new Tokenizer();
    private final Masking masking = new Masking();
    private final List<Action> actions = new ArrayList<>();
    private Phase phase = new Phase.Idle();
    private boolean inStep;
    private String stuck = "";
    private int owedProbes;
    private boolean maybeAtPrompt;
    private Optional<String> urcAwaitingPayload = Optional.empty();
    private Deadline payloadDue = Deadline.never();
    private long unknownLines;

    AtProtocol(UrcTable urcs) {
        this.urcs = urcs;
    }

    /// What happens to the dialogue.
    sealed interface Event {
        /// The user of the port wants a command executed; only when none is in flight.
        ///
        /// @param inStepBy how long a line in quarantine is given to come into step
        record Started(Command command, Deadline inStepBy, Deadline deadline) implements Event {}

        /// Bytes came from the module.
        record Received(byte[] bytes) implements Event {}

        /// Nothing but time passing.
        record Woken() implements Event {}

        /// The user of the port wants these bytes on the line outside of any command; the line is
        /// in quarantine from here on.
        record Interjected(String bytes) implements Event {}

        /// The call is over, or its data are of no use any more: the line is in quarantine.
        record DataEnded() implements Event {}

        /// The port died.
        record Lost(String reason) implements Event {}
    }

    /// What is to be done about it.
    sealed interface Action {
        /// Write to the module.
        record Write(byte[] bytes, String shown) implements Action {}

        /// Show in the trace.
        record Heard(String shown) implements Action {}

        /// Hand to the listener.
        record Deliver(Urc urc) implements Action {}

        /// The command in flight has ended.
        record Finish(Reply reply) implements Action {}

        /// Hand these bytes of data mode over.
        record Data(byte[] bytes) implements Action {}
    }

    /// What the line is busy with.
    private sealed interface Phase {
        record Idle() implements Phase {}

        record Resyncing(Resync resync, Exchange next, Deadline until) implements Phase {}

        record Busy(Exchange exchange) implements Phase {}

        /// Behind a `CONNECT`: nothing that comes is a line.
        record InData() implements Phase {}

        record Lost(String reason) implements Phase {}
    }

    List<Action> on(Event event, Deadline now) {
        switch (event) {
            case Event.Started(Command command, Deadline inStepBy, Deadline deadline) ->
                    start(new Exchange(command, deadline), inStepBy.earlier(deadline), now);
            case Event.Received(byte[] bytes) -> receive(ByteBuffer.wrap(bytes), now);
            case Event.Woken() -> {}
            case Event.Interjected(String bytes) -> interject(bytes);
            case Event.DataEnded() -> endData();
            case Event.Lost(String reason) -> lose(reason);
        }
        advance(now);
        List<Action> result = List.copyOf(actions);
        actions.clear();
        return result;
    }

    /// When [Event.Woken] is due at the latest.
    Deadline wakeAt() {
        return switch (phase) {
            case Phase.Idle(), Phase.InData(), Phase.Lost(_) -> Deadline.never();
            case Phase.Resyncing(Resync resync, _, Deadline until) -> resync.wake().earlier(until);
            case Phase.Busy(Exchange exchange) -> exchange.deadline().earlier(payloadDue);
        };
    }

    boolean isInStep() {
        return inStep;
    }

    /// Lines that were neither an answer nor a known URC: noise, news of an unknown kind, and
    /// replies that came too late.
    long unknownLines() {
        return unknownLines;
    }

    private void start(Exchange exchange, Deadline inStepBy, Deadline now) {
        switch (phase) {
            case Phase.Lost(String reason) ->
                    actions.add(new Action.Finish(new Reply.Dead(reason)));
            case Phase.InData() ->
                    actions.add(
                            new Action.Finish(
                                    new Reply.DataMode(
                                            "expected the port free for "
                                                    + exchange.command()
                                                    + ", it is in a data call")));
            case Phase.Busy _, Phase.Resyncing _ ->
                    throw new IllegalStateException("a command is in flight");
            case Phase.Idle() -> {
                exchange.command().secrets().forEach(masking::hide);
                if (inStep) {
                    begin(exchange);
                } else {
                    tokenizer.clearLine();
                    tokenizer.enter(new Mode.Prompt(MARKS));
                    phase =
                            new Phase.Resyncing(
                                    new Resync(stuck, owedProbes, maybeAtPrompt, now),
                                    exchange,
                                    inStepBy);
                }
            }
        }
    }

    private void begin(Exchange exchange) {
        Command command = exchange.command();
        tokenizer.enter(modeFor(command));
        payloadDue = Deadline.never();
        phase = new Phase.Busy(exchange);
        write(command.text() + "\r");
    }

    private static Mode modeFor(Command command) {
        if (command.payload().isPresent()) {
            return new Mode.Prompt(MARKS);
        }
        return command.answer() instanceof Answer.Quoted(String prefix, int lengthField)
                ? new Mode.Quoted(prefix, lengthField)
                : new Mode.Lines();
    }

    private void endData() {
        if (phase instanceof Phase.InData) {
            phase = new Phase.Idle();
            inStep = false;
            tokenizer.clearLine();
            tokenizer.enter(new Mode.Lines());
        }
    }

    private void interject(String bytes) {
        inStep = false;
        write(bytes);
    }

    private void lose(String reason) {
        boolean waiting = phase instanceof Phase.Busy || phase instanceof Phase.Resyncing;
        phase = new Phase.Lost(reason);
        inStep = false;
        if (waiting) {
            actions.add(new Action.Finish(new Reply.Dead(reason)));
        }
    }

    private void write(String text) {
        String shown = masking.mask(text.strip()).replace(Resync.ESC, "<ESC>");
        actions.add(new Action.Write(text.getBytes(StandardCharsets.ISO_8859_1), shown));
    }

    // time

    private void advance(Deadline now) {
        switch (phase) {
            case Phase.Idle(), Phase.InData(), Phase.Lost(_) -> {}
            case Phase.Resyncing resyncing -> advance(resyncing, now);
            case Phase.Busy(Exchange exchange) -> {
                if (now.compareTo(payloadDue) >= 0) {
                    sendPayload(exchange);
                }
                if (now.compareTo(exchange.deadline()) >= 0) {
                    giveUp(
                            exchange,
                            new Reply.Silence(
                                    "expected a final result code to "
                                            + exchange.command()
                                            + ", none came in time"));
                }
            }
        }
    }

    private void advance(Phase.Resyncing resyncing, Deadline now) {
        Resync resync = resyncing.resync();
        if (now.compareTo(resyncing.until()) >= 0) {
            giveUp(
                    resync,
                    new Reply.OutOfStep(
                            "expected an answer to AT in step before "
                                    + resyncing.next().command()
                                    + ", none came in time"));
            return;
        }
        resync.due(now).ifPresent(this::write);
        if (resync.isInStep()) {
            inStep = true;
            owedProbes = 0;
            maybeAtPrompt = false;
            begin(resyncing.next());
        }
    }

    private void sendPayload(Exchange exchange) {
        payloadDue = Deadline.never();
        exchange.takePayload()
                .ifPresent(bytes ->
                        actions.add(new Action.Write(bytes, "<" + bytes.length + " bytes>")));
    }

    /// Answers that are still owed must not be taken for those of the next attempt.
    private void giveUp(Resync resync, Reply reply) {
        owedProbes = resync.owed();
        finish(reply);
    }

    private void giveUp(Exchange exchange, Reply reply) {
        inStep = false;
        stuck = exchange.command().text();
        maybeAtPrompt = exchange.mayBeAtPrompt();
        finish(reply);
    }

    private void finish(Reply reply) {
        tokenizer.enter(new Mode.Lines());
        urcAwaitingPayload = Optional.empty();
        phase = new Phase.Idle();
        actions.add(new Action.Finish(reply));
    }

    // what the module says

    private void receive(ByteBuffer input, Deadline now) {
        Optional<Token> token = tokenizer.next(input);
        while (token.isPresent()) {
            take(token.get(), now);
            token = tokenizer.next(input);
        }
        if (tokenizer.hearsPpp()) {
            tokenizer.dropLine();
            takePpp();
        }
    }

    private void takePpp() {
        actions.add(new Action.Heard("<PPP frames>"));
        if (phase instanceof Phase.Resyncing(Resync resync, Exchange next, _)) {
            giveUp(
                    resync,
                    new Reply.DataMode(
                            "expected an answer to AT in step before "
                                    + next.command()
                                    + ", PPP frames came"));
        }
    }

    private void take(Token token, Deadline now) {
        switch (token) {
            case Token.Line(String text) when PppFrames.areIn(text) -> takePpp();
            case Token.Line(String text) -> {
                actions.add(new Action.Heard(masking.mask(text)));
                takeLine(text, now);
            }
            case Token.Prompt(char mark) -> {
                actions.add(new Action.Heard(String.valueOf(mark)));
                takePrompt(mark, now);
            }
            case Token.Payload(byte[] bytes) -> {
                actions.add(new Action.Heard("<" + bytes.length + " bytes>"));
                takePayload(bytes);
            }
            case Token.Raw(byte[] bytes) -> actions.add(new Action.Data(bytes));
            case Token.Overlong(int bytes) -> {
                actions.add(new Action.Heard("<line of " + bytes + " bytes>"));
                unknownLines++;
            }
        }
    }

    private void takeLine(String line, Deadline now) {
        Optional<String> glued = gluedToOk(line);
        if (glued.isPresent()) {
            takeLine("OK", now);
            takeLine(glued.get(), now);
            return;
        }
        switch (phase) {
            case Phase.Idle(), Phase.InData(), Phase.Lost(_) -> unsolicited(line);
            case Phase.Resyncing(Resync resync, _, _) -> {
                if (!resync.heard(line, now)) {
                    unsolicited(line);
                }
            }
            case Phase.Busy(Exchange exchange) -> takeReplyLine(exchange, line);
        }
    }

    /// `OK+QIURC: ...`: a URC without the line end between.
    private Optional<String> gluedToOk(String line) {
        String rest = line.startsWith("OK") ? line.substring(2).strip() : "";
        return !rest.isEmpty() && urcs.knows(rest) ? Optional.of(rest) : Optional.empty();
    }

    private void takeReplyLine(Exchange exchange, String line) {
        if (urcs.isBanner(line)) {
            giveUp(
                    exchange,
                    new Reply.Restarted(
                            "expected a reply to "
                                    + exchange.command()
                                    + ", the module restarted: "
                                    + line));
            unsolicited(line);
            return;
        }
        switch (exchange.meaningOf(line)) {
            case Exchange.Meaning.Echo() -> {}
            case Exchange.Meaning.Mine() -> exchange.keep(line);
            case Exchange.Meaning.MineUnlessUrc() -> {
                if (urcs.knows(line)) {
                    unsolicited(line);
                } else {
                    exchange.keep(line);
                }
            }
            case Exchange.Meaning.Announcing(int length) -> {
                exchange.keep(line);
                tokenizer.enter(new Mode.Binary(length));
            }
            case Exchange.Meaning.Final(Reply reply) -> {
                finish(reply);
                if (reply instanceof Reply.Connect) {
                    phase = new Phase.InData();
                    tokenizer.enter(new Mode.Data());
                }
            }
            case Exchange.Meaning.Broken(String reason) ->
                    giveUp(exchange, new Reply.Unreadable(reason));
            case Exchange.Meaning.Foreign() -> unsolicited(line);
        }
    }

    private void takePrompt(char mark, Deadline now) {
        switch (phase) {
            case Phase.Idle(), Phase.InData(), Phase.Lost(_) -> unknownLines++;
            case Phase.Resyncing(Resync resync, _, _) -> resync.prompted(now);
            case Phase.Busy(Exchange exchange) -> {
                tokenizer.enter(new Mode.Lines());
                if (mark == '@') {
                    payloadDue = now.plus(AT_SIGN_SETTLE);
                } else {
                    sendPayload(exchange);
                }
            }
        }
    }

    private void takePayload(byte[] bytes) {
        if (urcAwaitingPayload.isPresent()) {
            actions.add(new Action.Deliver(new Urc(urcAwaitingPayload.get(), bytes)));
            urcAwaitingPayload = Optional.empty();
            restoreMode();
        } else if (phase instanceof Phase.Busy(Exchange exchange)) {
            exchange.keep(bytes);
        }
    }

    private void unsolicited(String line) {
        if (!urcs.knows(line)) {
            unknownLines++;
            return;
        }
        if (urcs.isBanner(line)) {
            inStep = false;
            owedProbes = 0;
        }
        int length = urcs.payloadLength(line);
        if (length > 0 && length <= Exchange.PAYLOAD_BYTES) {
            urcAwaitingPayload = Optional.of(line);
            tokenizer.enter(new Mode.Binary(length));
        } else {
            actions.add(new Action.Deliver(new Urc(line)));
        }
    }

    private void restoreMode() {
        boolean promptMayCome =
                switch (phase) {
                    case Phase.Idle(), Phase.InData(), Phase.Lost(_) -> false;
                    case Phase.Resyncing _ -> true;
                    case Phase.Busy(Exchange exchange) -> exchange.mayBeAtPrompt();
                };
        tokenizer.enter(promptMayCome ? new Mode.Prompt(MARKS) : new Mode.Lines());
    }
}
