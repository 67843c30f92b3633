package org.kadec21.updating;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kadec21.firmware.update.BoardRevision;
import org.kadec21.firmware.update.FittedModule;
import org.kadec21.updater.image.FirmwareImage;
import org.kadec21.updater.image.RefusedException.Reason;

import java.util.SplittableRandom;

/// The updater's own code and the unit's, over a simulated service port, with the unit's power cut
/// anywhere. What the unit starts and the alarm that waits are checked at each of its boots.
class PortTransferTest {

    private static final int SMALL_BYTES = 10;
    private static final int RELEASE_BYTES = 900_000;
    private static final int BLOCK_BYTES = 1024;
    private static final int RANDOM_CUTS = 1000;

    /// At most so many bytes from one cut to the next: what a boot, a login and four blocks take.
    private static final int LONGEST_LIFE = 5000;

    private static final int STRIDE = 97;

    private static byte[] old;
    private static FirmwareImage small;

    @BeforeAll
    static void makeImages() throws Exception {
        old = SignedImages.image(1, 10);
        small = Mast.verified(SignedImages.image(2, SMALL_BYTES));
    }

    @Test
    void anImageArrivesAndStartsNext() throws Exception {
        try (Mast mast = new Mast(1, old)) {
            Mast.Outcome outcome = mast.install(small);

            assertThat(outcome.failure).isEmpty();
            assertThat(outcome.refusal).isEmpty();
            assertThat(outcome.installed.orElseThrow().installed()).isTrue();
            assertThat(mast.starting()).isEqualTo(small.bytes());
            assertThat(outcome.progress)
                    .startsWith(0, 1024)
                    .endsWith(small.bytes().length)
                    .isSorted();
            assertThat(mast.boots()).isEqualTo(1);
            assertThat(mast.flash().list()).noneMatch(name -> name.startsWith("transfer"));
        }
    }

    @Test
    void whatIsInstalledAlreadyIsNotSentAgain() throws Exception {
        try (Mast mast = new Mast(1, old)) {
            Mast.Outcome outcome = mast.install(Mast.verified(old));

            assertThat(outcome.installed.orElseThrow().installed()).isFalse();
            assertThat(outcome.progress).isEmpty();
        }
    }

    @Test
    void aLowBatteryIsRefusedBeforeAnythingIsSent() throws Exception {
        try (Mast mast = new Mast(1, old)) {
            mast.setSupply(11_400);

            Mast.Outcome outcome = mast.install(small);

            assertThat(outcome.refusal.orElseThrow().reason()).isEqualTo(Reason.BATTERY_LOW);
            assertThat(outcome.refusal.get().sentence())
                    .isEqualTo(
                            "expected a supply of at least 11500 mV, but the unit's shows 11400"
                                    + " mV: it might not last; charge or exchange the battery"
                                    + " first");
            assertThat(outcome.progress).isEmpty();
        }
    }

    @Test
    void anImageExchangedWhileItIsTransferredIsNotInstalled() throws Exception {
        try (Mast mast = new Mast(1, old)) {
            Mast.Outcome outcome = mast.install(small, () -> old);

            assertThat(outcome.refusal.orElseThrow().reason()).isEqualTo(Reason.EXCHANGED);
            assertThat(mast.starting()).isEqualTo(old);
            assertThat(mast.flash().list()).noneMatch(name -> name.startsWith("transfer"));
        }
    }

    @Test
    void anImageForAnotherBoardIsRefusedBeforeAnythingIsSent() throws Exception {
        FirmwareImage other =
                Mast.verified(
                        SignedImages.image(
                                2,
                                10,
                                new BoardRevision("communication", "C"),
                                FittedModule.DUAL_BAND));
        try (Mast mast = new Mast(1, old)) {
            Mast.Outcome outcome = mast.install(other);

            assertThat(outcome.refusal.orElseThrow().reason()).isEqualTo(Reason.WRONG_BOARD);
            assertThat(outcome.progress).isEmpty();
        }
    }

    @Test
    void anOldBandImageIsRefusedOnADualBandModule() throws Exception {
        FirmwareImage other =
                Mast.verified(SignedImages.image(2, 10, SignedImages.BOARD, FittedModule.OLD_BAND));
        try (Mast mast = new Mast(1, old)) {
            Mast.Outcome outcome = mast.install(other);

            assertThat(outcome.refusal.orElseThrow().reason()).isEqualTo(Reason.WRONG_BAND);
            assertThat(outcome.progress).isEmpty();
        }
    }

    @Test
    void theUnitRefusesWhatItsOwnKeysDoNotCover() throws Exception {
        try (Mast mast = new Mast(1, old)) {
            mast.exchangeKeys("revoked " + small.declaration().keyId() + " laptop stolen\n");

            Mast.Outcome outcome = mast.install(small);

            assertThat(outcome.refusal.orElseThrow().reason()).isEqualTo(Reason.REVOKED_KEY);
            assertThat(outcome.refusal.get().sentence()).startsWith("the unit: expected ");
            assertThat(mast.starting()).isEqualTo(old);
        }
    }

    @Test
    void aUnitWithoutAKeyListSaysWhatIsMissingBeforeAnythingIsSent() throws Exception {
        try (Mast mast = new Mast(1, old)) {
            mast.loseKeys();

            Mast.Outcome outcome = mast.install(small);

            assertThat(outcome.failure.orElseThrow())
                    .hasMessageContaining("put 'update: {keys: FILE}' into it");
            assertThat(outcome.progress).isEmpty();
            assertThat(mast.starting()).isEqualTo(old);
        }
    }

    @Test
    void itSurvivesACutAtEachFlashOperation() throws Exception {
        long before;
        long operations;
        try (Mast mast = new Mast(1, old)) {
            before = mast.flash().operations();
            mast.install(small);
            operations = mast.flash().operations();
        }
        assertThat(operations - before).isGreaterThan(15);
        for (long at = before + 1; at <= operations; at++) {
            survivesACutAtOperation(at);
        }
    }

    @Test
    void itSurvivesACutBehindSomeOfTheBytes() throws Exception {
        survivesACutBehindEach(STRIDE);
    }

    @Test
    @Tag("full")
    void itSurvivesACutBehindEachByte() throws Exception {
        survivesACutBehindEach(1);
    }

    /// All in one transfer, which is resumed from where each cut left it.
    @Test
    @Tag("full")
    void theReleaseImageSurvivesACutAtEachBlock() throws Exception {
        FirmwareImage release = Mast.verified(SignedImages.image(2, RELEASE_BYTES));
        try (Mast mast = new Mast(7, old)) {
            mast.fuse().blowAtEachBlock();

            Mast.Outcome outcome = mast.install(release);

            assertThat(outcome.installed).isPresent();
            assertThat(mast.fuse().cuts())
                    .isGreaterThanOrEqualTo(release.bytes().length / BLOCK_BYTES)
                    .isEqualTo(mast.boots() - 1);
            assertThat(mast.starting()).isEqualTo(release.bytes());
            mast.requireTheAlarm();
        }
    }

    @Test
    @Tag("full")
    void theReleaseImageSurvivesAThousandCutsAnywhere() throws Exception {
        FirmwareImage release = Mast.verified(SignedImages.image(2, RELEASE_BYTES));
        SplittableRandom chance = new SplittableRandom(7);
        try (Mast mast = new Mast(7, old)) {
            FusedLink.Fuse fuse = mast.fuse();
            fuse.blowBehindEach(() ->
                    fuse.cuts() < RANDOM_CUTS ? 1 + chance.nextInt(LONGEST_LIFE) : FusedLink.NEVER);

            Mast.Outcome outcome = mast.install(release);
            while (outcome.installed.isEmpty()) {
                assertThat(outcome.failure).isPresent();
                outcome = mast.install(release);
            }

            assertThat(fuse.cuts()).isEqualTo(RANDOM_CUTS).isEqualTo(mast.boots() - 1);
            assertThat(mast.starting()).isEqualTo(release.bytes());
            mast.requireTheAlarm();
        }
    }

    private static void survivesACutAtOperation(long at) throws Exception {
        try (Mast mast = new Mast(at, old)) {
            mast.flash().cutAt(at);

            Mast.Outcome outcome = mast.install(small);

            requireInstalled(mast, outcome);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("cut at flash operation " + at, e);
        }
    }

    private static void survivesACutBehindEach(int stride) throws Exception {
        long bytes;
        try (Mast mast = new Mast(1, old)) {
            mast.install(small);
            bytes = mast.fuse().bytes();
        }
        assertThat(bytes).isGreaterThan(small.bytes().length);
        for (long behind = 0; behind < bytes; behind += stride) {
            try (Mast mast = new Mast(behind, old)) {
                mast.fuse().blowAt(behind);

                requireInstalled(mast, mast.install(small));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("cut behind byte " + behind + " of the line", e);
            }
        }
    }

    private static void requireInstalled(Mast mast, Mast.Outcome outcome) throws Exception {
        assertThat(mast.boots()).isEqualTo(2);
        if (outcome.installed.isEmpty()) {
            // the answer to the last order went with the power: who types it again is told
            assertThat(outcome.failure).isPresent();
            assertThat(mast.install(small).failure).isEmpty();
        }
        assertThat(mast.starting()).isEqualTo(small.bytes());
        mast.requireTheAlarm();
    }
}
