package org.kadec21.firmware.comms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.firmware.store.Flashes;
import org.kadec21.firmware.store.StateStore;
import org.kadec21.hal.Time;
import org.kadec21.submission.Limits;
import org.kadec21.submission.SubmissionPolicy;
import org.kadec21.submission.SubmissionPolicy.Tls;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

class TlsMemoryTest {

    private static final Instant TODAY = Instant.parse("2013-01-01T00:00:00Z");
    private static final Duration LIFETIME = Duration.ofDays(180);

    private final SettableTime time = new SettableTime();
    private final StateStore state = StateStore.open(Flashes.empty(), (event, fields) -> {});
    private final TlsMemory memory = new TlsMemory(state, time, LIFETIME);

    @Test
    void holdsAServerToTlsUntilTheLifetimeIsOver() {
        memory.saw(policy());

        time.now = TODAY.plus(LIFETIME).minusSeconds(1);
        assertThat(memory.hardened(policy()).tls().mode()).isEqualTo(Tls.Mode.REQUIRED);

        time.now = TODAY.plus(LIFETIME);
        assertThat(memory.hardened(policy()).tls().mode()).isEqualTo(Tls.Mode.OPTIONAL);
    }

    @Test
    void whatWasSeenByAClockInTheFutureIsForgottenALifetimeFromNow() {
        time.now = Instant.parse("2080-01-01T00:00:00Z");
        memory.saw(policy());

        time.now = TODAY;
        assertThat(memory.hardened(policy()).tls().mode()).isEqualTo(Tls.Mode.REQUIRED);

        time.now = TODAY.plus(LIFETIME);
        assertThat(memory.hardened(policy()).tls().mode()).isEqualTo(Tls.Mode.OPTIONAL);
    }

    @Test
    void aClockThatSomebodySetsForwardEndsNoMemory() {
        memory.saw(policy());

        time.now = TODAY.plus(LIFETIME.multipliedBy(3));
        memory.clockSet(LIFETIME.multipliedBy(3));

        assertThat(memory.hardened(policy()).tls().mode()).isEqualTo(Tls.Mode.REQUIRED);
        time.now = time.now.plus(LIFETIME);
        assertThat(memory.hardened(policy()).tls().mode()).isEqualTo(Tls.Mode.OPTIONAL);
    }

    private static SubmissionPolicy policy() {
        return new SubmissionPolicy(
                "mail.provider.test",
                587,
                "n2-test",
                new SubmissionPolicy.Auth.None(),
                new Tls(Tls.Mode.OPTIONAL, List.of()),
                Limits.standard());
    }

    private static final class SettableTime implements Time {

        private Instant now = TODAY;

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public long nanos() {
            return 0;
        }
    }
}
