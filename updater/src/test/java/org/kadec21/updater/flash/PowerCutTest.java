package org.kadec21.updater.flash;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kadec21.updater.Golden;
import org.kadec21.updater.flash.TearingFlash.Contents;
import org.kadec21.updater.flash.TearingFlash.Names;
import org.kadec21.updater.flash.TearingFlash.PowerCutException;
import org.kadec21.updater.image.FirmwareImage;
import org.kadec21.updater.image.Sha256;

import java.io.IOException;

/// The power goes before every single operation on the flash, with every way that what was not
/// forced can turn out, and again while the second attempt is made. The unit always starts a whole
/// image, the old one or the new one, and its mail is untouched.
class PowerCutTest {

    private static final FirmwareImage OLD = Golden.image(Golden.OLD_BAND);
    private static final FirmwareImage NEW = Golden.image(Golden.DUAL_BAND);
    private static final String OUTBOX = "outbox.00000001";
    private static final byte[] MAIL = {1, 2, 3};
    private static final int CHUNK_BYTES = 500;

    private TearingFlash running;

    @BeforeEach
    void aUnitRunsTheOldImageAndHoldsAMail() throws IOException {
        TearingFlash flash = new TearingFlash();
        flash.create(OUTBOX);
        flash.append(OUTBOX, MAIL);
        flash.force(OUTBOX);
        store(flash).write(SlotTable.empty("communication", "A", "dual-band", 1, 0));
        install(flash, OLD);
        running = flash.afterCut(Contents.LOST, Names.LOST);
    }

    @Test
    void aCutBeforeEveryOperationLeavesAUnitThatStarts() throws IOException {
        int operations = operationsOf(running);
        for (int first = 0; first <= operations; first++) {
            for (Contents contents : Contents.values()) {
                for (Names names : Names.values()) {
                    TearingFlash found = cut(running, first, contents, names);
                    requireStartable(found);
                    cutAgain(found);
                }
            }
        }

        assertThat(operations).isGreaterThan(15);
    }

    @Test
    void anInstallationThatReportedSuccessSurvivesTheCutRightAfterIt() throws IOException {
        TearingFlash flash = running.afterCut(Contents.KEPT, Names.KEPT);
        install(flash, NEW);

        assertThat(starting(flash.afterCut(Contents.LOST, Names.LOST))).isEqualTo(sha256(NEW));
    }

    @Test
    void aCutWhileTheSlotOfAnOlderImageIsReusedLeavesAUnitThatStarts() throws IOException {
        install(running, NEW);
        int operations = operationsOf(running, OLD);
        for (int first = 0; first <= operations; first++) {
            for (Contents contents : Contents.values()) {
                for (Names names : Names.values()) {
                    TearingFlash flash = running.afterCut(Contents.KEPT, Names.KEPT);
                    flash.cutAfter(first);
                    attempt(flash, OLD);
                    requireStartable(flash.afterCut(contents, names));
                }
            }
        }
    }

    /// Each attempt must do what the one before could not.
    private static void cutAgain(TearingFlash found) throws IOException {
        int operations = operationsOf(found);
        for (int second = 0; second <= operations; second++) {
            TearingFlash again = cut(found, second, Contents.HALF, Names.KEPT);
            requireStartable(again);
            requireStartable(cut(found, second, Contents.LOST, Names.LOST));
            install(again, NEW);
            assertThat(starting(again)).isEqualTo(sha256(NEW));
        }
    }

    private static TearingFlash cut(
            TearingFlash before, int operations, Contents contents, Names names)
            throws IOException {
        TearingFlash flash = before.afterCut(Contents.KEPT, Names.KEPT);
        flash.cutAfter(operations);
        attempt(flash, NEW);
        return flash.afterCut(contents, names);
    }

    private static void attempt(TearingFlash flash, FirmwareImage image) throws IOException {
        try {
            install(flash, image);
        } catch (PowerCutException cut) {
            assertThat(flash.list()).contains(OUTBOX);
        }
    }

    private static int operationsOf(TearingFlash flash) throws IOException {
        return operationsOf(flash, NEW);
    }

    private static int operationsOf(TearingFlash flash, FirmwareImage image) throws IOException {
        TearingFlash copy = flash.afterCut(Contents.KEPT, Names.KEPT);
        install(copy, image);
        return copy.operations();
    }

    private static void requireStartable(TearingFlash flash) throws IOException {
        assertThat(starting(flash)).isIn(sha256(OLD), sha256(NEW));
        assertThat(flash.read(OUTBOX)).isEqualTo(MAIL);
    }

    /// What a boot loader would start, by nothing but the table and the file.
    private static String starting(TearingFlash flash) throws IOException {
        SlotTable table = store(flash).table("communication").orElseThrow();
        Slot slot = table.start().orElseThrow();
        String file = Sha256.hex(flash.read("image-communication-" + slot.word() + ".jar"));
        assertThat(file).isEqualTo(table.in(slot).orElseThrow().sha256());
        return file;
    }

    private static void install(TearingFlash flash, FirmwareImage image) throws IOException {
        SlotStore store = store(flash);
        SlotTable table = store.table("communication").orElseThrow();
        Installer installer = new Installer(store);
        if (!installer.isInstalled(table, image)) {
            installer.install(table, image, written -> {});
        }
    }

    private static SlotStore store(TearingFlash flash) {
        return new SlotStore(flash, CHUNK_BYTES);
    }

    private static String sha256(FirmwareImage image) {
        return Sha256.hex(image.bytes());
    }
}
