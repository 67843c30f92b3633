package org.kadec21.simulation.provider;

import org.kadec21.simulation.provider.dialogue.Action;
import org.kadec21.simulation.provider.dialogue.Dialogue;
import org.kadec21.simulation.provider.dialogue.Event;
import org.kadec21.simulation.provider.policy.Outage;
import org.kadec21.simulation.provider.policy.ProviderPolicy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Ends a customer's dialogue as soon as an outage has begun.
///
/// @param pop3 whether the dialogue is POP3, else SMTP
record OutageGate(ProviderPolicy policy, boolean pop3, Dialogue inner) implements Dialogue {

    @Override
    public List<Action> on(Event event, Instant now) {
        Optional<Outage> outage = policy.outageAt(now);
        if (outage.isEmpty()) {
            return inner.on(event, now);
        }
        Action note = Action.Note.of("outage", "until", outage.get().until().toString());
        return switch (outage.get().manner()) {
            case UNREACHABLE -> List.of(note, new Action.HangUp());
            case ANNOUNCED -> List.of(note, new Action.Send(farewell()), new Action.HangUp());
        };
    }

    private byte[] farewell() {
        String line =
                pop3
                        ? "-ERR [SYS/TEMP] Maintenance, come back later.\r\n"
                        : "421 4.3.2 " + policy.hostName() + " Maintenance, come back later\r\n";
        return line.getBytes(StandardCharsets.US_ASCII);
    }
}
