package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kadec21.worlds.LegacyUnit.AUTUMN_2008;
import static org.kadec21.worlds.LegacyUnit.BLOCKED_FROM;
import static org.kadec21.worlds.LegacyUnit.carrier;
import static org.kadec21.worlds.LegacyUnit.table;
import static org.kadec21.worlds.LegacyUnit.visit;

import org.junit.jupiter.api.Test;
import org.kadec21.firmware.config.FirmwareProfile;
import org.kadec21.firmware.update.Slot;

import java.time.Duration;
import java.util.List;

/// New images whose first calls fail: is it the image, the server or the network?
class ImageTrialTest {

    private static final List<Integer> MAIL = List.of(25, 465, 587);
    private static final List<Integer> EVERYTHING = List.of(25, 110, 465, 587);
    private static final String WITNESS = ", witness: \"pop.provider.test:110\"";

    /// More than an image has starts, and together more than its running time.
    private static final int LIVES = 8;

    private static final Duration LIFE = Duration.ofHours(14);

    @Test
    void anImageForTheBlockedPortIsRolledBackSinceItsServerAnswersOnAnotherOne() throws Exception {
        LabImages images = new LabImages(BLOCKED_FROM);
        try (Lab lab = LegacyUnit.lab(images, FirmwareProfile.SUBMISSION_2)) {
            lab.runFor(Duration.ofHours(13));

            visit(lab, images, FirmwareProfile.LEGACY_1, 2);
            lab.runFor(Duration.ofHours(9));

            assertThat(lab.journalled("firmware.confirmed")).isEqualTo(1);
            assertThat(table(lab).start()).contains(Slot.A);
            assertThat(table(lab).rollbackIndex()).isEqualTo(1);
            assertThat(lab.kinds()).contains("report");
        }
    }

    @Test
    void aDeadNetworkSpeaksNeitherForAnImageNorAgainstIt() throws Exception {
        LabImages images = new LabImages(AUTUMN_2008.start());
        try (Lab lab = LegacyUnit.lab(images, FirmwareProfile.LEGACY_1)) {
            lab.world.obeyImages(booted -> LegacyUnit.file(booted, yaml -> yaml, WITNESS));

            waitInVain(lab, images, EVERYTHING);
        }
    }

    @Test
    void aServerThatIsDownSpeaksNeitherForAnImageNorAgainstIt() throws Exception {
        LabImages images = new LabImages(AUTUMN_2008.start());
        try (Lab lab = LegacyUnit.lab(images, FirmwareProfile.LEGACY_1)) {
            waitInVain(lab, images, MAIL);
        }
    }

    /// The new image lives for days without reaching anybody, and is confirmed once it does.
    private static void waitInVain(Lab lab, LabImages images, List<Integer> dead) throws Exception {
        lab.runFor(Duration.ofHours(1));
        assertThat(lab.journalled("firmware.confirmed")).isEqualTo(1);
        visit(lab, images, FirmwareProfile.SUBMISSION_2, 2);
        lab.world.carrier().change(carrier(dead));
        for (int life = 0; life < LIVES; life++) {
            lab.world.cutPower("a bad mast");
            lab.runFor(LIFE);
        }
        assertThat(table(lab).start()).contains(Slot.B);
        assertThat(table(lab).isConfirmed(Slot.B)).isFalse();
        assertThat(table(lab).rollbackIndex()).isEqualTo(1);

        lab.world.carrier().change(carrier(List.of()));

        assertThat(lab.unit.settle(Duration.ofDays(2))).isTrue();
        lab.requireAllDelivered();
        assertThat(table(lab).isConfirmed(Slot.B)).isTrue();
        assertThat(table(lab).rollbackIndex()).isEqualTo(2);
    }
}
