package org.kadec21.simulation.provider;

import org.kadec21.simulation.provider.dialogue.Action;
import org.kadec21.simulation.provider.dialogue.Dialogue;
import org.kadec21.simulation.provider.dialogue.Event;
import org.kadec21.simulation.provider.policy.Service;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/// All that is said to a client who cannot be served: why, and goodbye, whatever happens first.
record Farewell(byte[] words) implements Dialogue {

    /// For a client of `service`, in the words of its protocol (RFC 5321 3.8, RFC 3206, RFC 9110
    /// 15.6.4).
    ///
    /// @param enhanced the code that SMTP has for it
    /// @param reason without a full stop
    static Farewell of(Service service, String hostName, String enhanced, String reason) {
        String words;
        if (service.isMemberPage()) {
            words =
                    "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain\r\n"
                            + "Content-Length: "
                            + (reason.length() + 2)
                            + "\r\nRetry-After: 60\r\nConnection: close\r\n\r\n"
                            + reason
                            + "\r\n";
        } else if (service.isPop3()) {
            words = "-ERR [SYS/TEMP] " + reason + ", come back later.\r\n";
        } else {
            words = "421 " + enhanced + " " + hostName + " Error: " + reason + "\r\n";
        }
        return new Farewell(words.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public List<Action> on(Event event, Instant now) {
        return List.of(new Action.Send(words), new Action.HangUp());
    }
}
