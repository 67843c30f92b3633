package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kadec21.worlds.LegacyUnit.AUTUMN_2008;
import static org.kadec21.worlds.LegacyUnit.table;
import static org.kadec21.worlds.LegacyUnit.visit;

import org.junit.jupiter.api.Test;
import org.kadec21.firmware.boot.Wiring;
import org.kadec21.firmware.config.FirmwareProfile;
import org.kadec21.firmware.update.Slot;
import org.kadec21.firmware.update.Trial;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Signal;

import java.time.Duration;

/// Images that hang on the air, on a board with a watchdog.
class HangingImageTest {

    private static final String RESET = "the watchdog resets the unit";

    /// Five starts, each of which the watchdog ends after seven hours.
    private static final Duration TRIAL = Duration.ofHours(36);

    private static final int ALWAYS = Integer.MAX_VALUE;

    private int hangs;

    @Test
    void anImageThatHangsOnTrialIsResetAndRolledBack() throws Exception {
        LabImages images = new LabImages(AUTUMN_2008.start());
        try (Lab lab = LegacyUnit.lab(images, FirmwareProfile.SUBMISSION_2)) {
            lab.runFor(Duration.ofHours(1));
            visit(lab, images, FirmwareProfile.LEGACY_1, 2);
            lab.world.alter(wiring -> isLegacy(wiring) ? hanging(wiring, ALWAYS) : wiring);

            lab.runFor(TRIAL);

            assertThat(resets(lab)).isEqualTo(Trial.MOST_BOOTS);
            assertThat(table(lab).start()).contains(Slot.A);
            assertThat(lab.unit.settle(Duration.ofDays(2))).isTrue();
            lab.requireAllDelivered();
            assertThat(lab.kinds()).contains("report");
        }
    }

    @Test
    void aProvenImageThatHangsOnceGoesOnAfterAReset() throws Exception {
        LabImages images = new LabImages(AUTUMN_2008.start());
        try (Lab lab = LegacyUnit.lab(images, FirmwareProfile.SUBMISSION_2)) {
            lab.runFor(Duration.ofHours(1));
            assertThat(lab.journalled("firmware.confirmed")).isEqualTo(1);
            lab.world.alter(wiring -> hanging(wiring, 1));
            lab.world.cutPower("to run the code that hangs");

            lab.runFor(Duration.ofDays(2));

            assertThat(resets(lab)).isEqualTo(1);
            assertThat(table(lab).isConfirmed(Slot.A)).isTrue();
            assertThat(lab.unit.settle(Duration.ofDays(1))).isTrue();
            lab.requireAllDelivered();
            assertThat(lab.kinds()).contains("report");
        }
    }

    @Test
    void aUnitWithNothingToDoIsNotReset() throws Exception {
        LabImages images = new LabImages(AUTUMN_2008.start());
        try (Lab lab = LegacyUnit.lab(images, FirmwareProfile.SUBMISSION_2)) {
            lab.runFor(Duration.ofDays(40));

            assertThat(lab.unit.boots()).isEqualTo(1);
        }
    }

    private static boolean isLegacy(Wiring wiring) {
        return !wiring.config().firmware().auth();
    }

    /// The same unit, but that it never comes back from its first calls.
    private Wiring hanging(Wiring wiring, int calls) {
        Signal never = wiring.board().tasks().signal("what never comes");
        return wiring.through((policy, sockets, overall) -> {
            if (hangs++ < calls) {
                never.await(Deadline.never());
            }
            return wiring.submissions().open(policy, sockets, overall);
        });
    }

    private static long resets(Lab lab) {
        return lab.journal.stream().filter(line -> line.contains(RESET)).count();
    }
}
