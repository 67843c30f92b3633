package org.kadec21.simulation.provider.dialogue;

import org.kadec21.simulation.provider.mailbox.IncomingMail;

import java.time.Duration;
import java.util.List;

/// What a dialogue wants done, in this order, before its next event.
public sealed interface Action {

    /// Hand these octets to the peer.
    record Send(byte[] octets) implements Action {}

    /// Everything from now on is TLS; nothing was kept of what came in front of the handshake.
    record StartTls() implements Action {}

    /// The provider has taken responsibility for this mail.
    record Store(IncomingMail mail) implements Action {}

    /// Delete these mails of a mailbox, named by their unique ids.
    record Purge(String address, List<String> uniqueIds) implements Action {}

    /// Do nothing and read nothing for this long.
    record Pause(Duration span) implements Action {}

    /// There is more to say than is to be in memory at once: hand over what has been said, then
    /// come back with [Event.Continued] before reading on. Nothing follows it.
    record Yield() implements Action {}

    /// End the connection; no further action or event follows.
    record HangUp() implements Action {}

    /// Tell the journal; `fields` as in [org.kadec21.hal.Journal#event].
    record Note(String event, List<Object> fields) implements Action {

        public static Note of(String event, Object... fields) {
            return new Note(event, List.of(fields));
        }
    }
}
