package org.kadec21.hal.at;

import org.kadec21.hal.Deadline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An [AtProtocol] with a hand-wound clock, and everything it wants done.
final class ProtocolRig {

    static final UrcTable URCS =
            UrcTable.of(List.of("+CREG:", "+QIOPEN:"))
                    .withPayload("+QIURC:", 2)
                    .withBanners(List.of("RDY"));

    final AtProtocol protocol = new AtProtocol(URCS);
    final List<String> written = new ArrayList<>();
    final List<String> shown = new ArrayList<>();
    final List<Urc> urcs = new ArrayList<>();
    final StringBuilder data = new StringBuilder();
    Optional<Reply> reply = Optional.empty();
    private Deadline now = Deadline.at(0);

    /// A rig whose line is already in step.
    static ProtocolRig inStep() {
        ProtocolRig rig = new ProtocolRig();
        rig.start(Command.of("AT"), Duration.ofSeconds(60));
        rig.hear("\\r\\n+CMEE: 1\\r\\n\\r\\nOK\\r\\n");
        rig.hear("\\r\\nOK\\r\\n");
        rig.written.clear();
        rig.shown.clear();
        return rig;
    }

    void start(Command command, Duration patience) {
        start(command, patience, patience);
    }

    /// @param intoStep how long a line in quarantine is given to come into step
    void start(Command command, Duration intoStep, Duration patience) {
        reply = Optional.empty();
        on(new AtProtocol.Event.Started(command, now.plus(intoStep), now.plus(patience)));
    }

    void hear(String escaped) {
        hear(Escapes.bytes(escaped));
    }

    void hear(byte[] bytes) {
        on(new AtProtocol.Event.Received(bytes));
    }

    void on(AtProtocol.Event event) {
        for (AtProtocol.Action action : protocol.on(event, now)) {
            switch (action) {
                case AtProtocol.Action.Write(byte[] bytes, String text) -> {
                    written.add(Escapes.text(bytes));
                    shown.add("> " + text);
                }
                case AtProtocol.Action.Heard(String text) -> shown.add("< " + text);
                case AtProtocol.Action.Deliver(Urc urc) -> urcs.add(urc);
                case AtProtocol.Action.Finish(Reply finished) -> reply = Optional.of(finished);
                case AtProtocol.Action.Data(byte[] bytes) -> data.append(Escapes.text(bytes));
            }
        }
    }

    /// Lets time pass, waking the protocol whenever it asks for it.
    void pass(Duration span) {
        Deadline end = now.plus(span);
        while (protocol.wakeAt().compareTo(end) <= 0) {
            now = protocol.wakeAt().compareTo(now) > 0 ? protocol.wakeAt() : now;
            on(new AtProtocol.Event.Woken());
        }
        now = end;
    }

    /// The reply in one line: its kind, lines and payload.
    String outcome() {
        return switch (reply.orElseThrow()) {
            case Reply.Ok(List<String> lines, byte[] payload) ->
                    ("OK " + lines + " " + Escapes.text(payload)).strip();
            case Reply.Connect(String rate) -> ("CONNECT " + rate).strip();
            case Reply.Refusal refusal -> refusal.getClass().getSimpleName() + " " + refusal.text();
            case Reply.Unanswered unanswered -> unanswered.getClass().getSimpleName();
        };
    }
}
