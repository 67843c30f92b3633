package org.kadec21.firmware.instruction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kadec21.submission.Outcome.Deferred;

import java.util.Optional;

/// The power is cut at every single flash operation of an instruction's life: there is never half a
/// setting, its number never falls back, and its end is the same and told once.
class InstructionPowerCutTest {

    private static final Operator CONTROL = Operator.named("control");
    private static final String OLD = "mail.provider.test";
    private static final String NEW = "new.provider.test";
    private static final Optional<Deferred> REFUSED = Optional.of(DeskLab.REFUSED);
    private static final int WINDOWS = 7;

    /// The default profile cuts at each third operation, the full one at those in between.
    private static final int STRIDE = 3;

    @Test
    void anInstructionThatWorksSurvivesACutAtEveryThirdOperation() {
        cuts(1, STRIDE, Optional.empty(), InstructionPowerCutTest::isConfirmed);
    }

    @Test
    void anInstructionThatDoesNotWorkIsTakenBackWithACutAtEveryThirdOperation() {
        cuts(1, STRIDE, REFUSED, InstructionPowerCutTest::isTakenBack);
    }

    @Test
    @Tag("full")
    void anInstructionThatWorksSurvivesACutAnywhere() {
        cuts(2, STRIDE, Optional.empty(), InstructionPowerCutTest::isConfirmed);
        cuts(3, STRIDE, Optional.empty(), InstructionPowerCutTest::isConfirmed);
    }

    @Test
    @Tag("full")
    void anInstructionThatDoesNotWorkIsTakenBackWithACutAnywhere() {
        cuts(2, STRIDE, REFUSED, InstructionPowerCutTest::isTakenBack);
        cuts(3, STRIDE, REFUSED, InstructionPowerCutTest::isTakenBack);
    }

    private static void isConfirmed(DeskLab lab) {
        assertThat(lab.server()).isEqualTo(NEW);
        assertThat(lab.reports()).containsExactly("instruction.7.trial", "instruction.7.confirmed");
    }

    private static void isTakenBack(DeskLab lab) {
        assertThat(lab.server()).isEqualTo(OLD);
        assertThat(lab.reports())
                .containsExactly("instruction.7.trial", "instruction.7.taken-back");
    }

    @FunctionalInterface
    private interface End {
        void check(DeskLab lab);
    }

    private static void cuts(int first, int stride, Optional<Deferred> newServer, End end) {
        long operations = live(Long.MAX_VALUE, newServer, end);
        assertThat(operations).isGreaterThan(20);
        for (long cut = first; cut <= operations; cut += stride) {
            try {
                live(cut, newServer, end);
            } catch (AssertionError e) {
                throw new AssertionError("cut at flash operation " + cut, e);
            }
        }
    }

    /// @return the flash operations it took
    private static long live(long cut, Optional<Deferred> newServer, End end) {
        try (DeskLab lab = new DeskLab()) {
            lab.flash.cutAt(cut);
            lab.arrives(CONTROL.signed(Operator.moving(7, NEW)));
            bootUp(lab, 0);
            int sequence = 0;
            for (int window = 0; window < WINDOWS; window++) {
                int restarts = lab.restarts;
                if (lab.server().equals(NEW) && newServer.isPresent()) {
                    lab.window(newServer.get());
                } else {
                    lab.window();
                }
                if (!lab.isAlive() || lab.restarts > restarts) {
                    sequence = bootUp(lab, sequence);
                }
            }
            bootUp(lab, sequence);

            assertThat(lab.sequence()).isEqualTo(7);
            assertThat(lab.life().settings().state().trial()).isEmpty();
            assertThat(lab.mailsInBox()).isZero();
            end.check(lab);
            return lab.flash.operations();
        }
    }

    /// @return the sequence number by then
    private static int bootUp(DeskLab lab, int before) {
        do {
            lab.boot();
        } while (!lab.isAlive());
        assertThat(lab.server()).isIn(OLD, NEW);
        assertThat(lab.sequence()).isGreaterThanOrEqualTo(before);
        return lab.sequence();
    }
}
