package org.kadec21.firmware.comms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.firmware.notice.Notices;
import org.kadec21.submission.Limits;
import org.kadec21.submission.Protection;
import org.kadec21.submission.Protection.PassedOver;
import org.kadec21.submission.SubmissionPolicy;
import org.kadec21.submission.SubmissionPolicy.Auth;
import org.kadec21.submission.SubmissionPolicy.Tls;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class LoginWatchTest {

    private static final SubmissionPolicy SERVER =
            new SubmissionPolicy(
                    "mail.test",
                    587,
                    "unit.test",
                    new Auth.None(),
                    new Tls(Tls.Mode.OFF, List.of()),
                    Limits.standard());

    private final List<String> events = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();
    private final LoginWatch watch =
            new LoginWatch(
                    (event, fields) -> events.add(event + " " + List.of(fields)),
                    new Notices() {
                        @Override
                        public void trouble(String line) {
                            troubles.add(line);
                        }
                    });

    @Test
    void tellsOnceThatAMechanismWasRefused() {
        saw("PLAIN", new PassedOver("CRAM-MD5", "refused: 534 5.7.9 too weak"));
        saw("PLAIN", new PassedOver("CRAM-MD5", "refused: 534 5.7.9 too weak"));

        assertThat(events)
                .containsExactly(
                        "auth.fallback [server, mail.test:587, used, PLAIN, passed_over, CRAM-MD5:"
                                + " refused: 534 5.7.9 too weak]");
        assertThat(troubles).hasSize(1).first().asString().contains("mail.test:587 by PLAIN");
    }

    @Test
    void tellsThatTheMechanismOfLastTimeIsNoLongerOffered() {
        saw("CRAM-MD5");
        saw("PLAIN", new PassedOver("CRAM-MD5", "not offered"));

        assertThat(events).hasSize(1);
    }

    @Test
    void saysNothingOfAServerThatNeverOfferedMore() {
        saw("PLAIN", new PassedOver("SCRAM-SHA-256", "not offered"));
        saw("PLAIN", new PassedOver("SCRAM-SHA-256", "not offered"));

        assertThat(events).isEmpty();
        assertThat(troubles).isEmpty();
    }

    private void saw(String used, PassedOver... passedOver) {
        watch.saw(
                SERVER,
                new Protection(
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(used),
                        Optional.empty(),
                        List.of(passedOver)));
    }
}
