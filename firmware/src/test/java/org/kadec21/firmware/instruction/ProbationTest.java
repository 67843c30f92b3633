package org.kadec21.firmware.instruction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.firmware.instruction.Probation.Evidence;
import org.kadec21.firmware.instruction.Probation.Verdict;

import java.time.Duration;

class ProbationTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void staysOnceAServerHasTakenAMail() {
        assertThat(new Probation(2).after(new Evidence.Delivered(), HOUR))
                .isEqualTo(new Verdict.Stays());
    }

    @Test
    void isTakenBackWithTheThirdFailure() {
        Evidence failed = new Evidence.Failed("no answer");

        assertThat(Probation.BEGINNING.after(failed, HOUR))
                .isEqualTo(new Verdict.GoesOn(new Probation(1)));
        assertThat(new Probation(1).after(failed, HOUR))
                .isEqualTo(new Verdict.GoesOn(new Probation(2)));
        assertThat(new Probation(2).after(failed, HOUR))
                .isEqualTo(
                        new Verdict.TakenBack("3 calls failed, the last one because: no answer"));
    }

    @Test
    void callsThatShowNothingCountForNothing() {
        assertThat(new Probation(2).after(new Evidence.Nothing(), HOUR))
                .isEqualTo(new Verdict.GoesOn(new Probation(2)));
    }

    @Test
    void isTakenBackAfterAWeekWithoutAnyDelivery() {
        assertThat(Probation.BEGINNING.after(new Evidence.Nothing(), Duration.ofDays(7)))
                .isEqualTo(new Verdict.TakenBack("they had not proven themselves within 7 days"));
    }

    @Test
    void aClockThatWasSetBackEndsNothing() {
        assertThat(Probation.BEGINNING.after(new Evidence.Nothing(), Duration.ofDays(-400)))
                .isEqualTo(new Verdict.GoesOn(Probation.BEGINNING));
    }
}
