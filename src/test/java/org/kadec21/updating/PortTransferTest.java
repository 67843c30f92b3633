package org.kadec21.updating;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kadec21.firmware.transfer.PartialImage;
import org.kadec21.simulation.flash.SimulatedFlash;
import org.kadec21.updater.image.FirmwareImage;
import org.kadec21.updater.image.RefusedException.Reason;

import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/// The updater's own code and the unit's, over a simulated service port, with the unit's power cut
/// anywhere. What the unit starts and the alarm that waits are checked at each of its boots.
class PortTransferTest {

    private static final int SMALL_BYTES = 10;
    private static final int BLOCK_BYTES = 1024;

    /// No release is as small as that.
    private static final int RELEASE_BLOCKS = 1000;

    private static final int RANDOM_CUTS = 1000;

    /// Recovering megabytes is not done at each block; an odd number, so that it is done before and
    /// behind an answer.
    private static final int RESUMED_AT_EACH = 5;

    /// Bytes of the line that a cut costs: boot, login and status, and half a block that goes
    /// again.
    private static final int LOST_PER_CUT = 600;

    private static final int STRIDE = 97;

    private static byte[] old;
    private static SequencedMap<String, byte[]> unit;
    private static FirmwareImage small;

    @BeforeAll
    static void makeImages() throws Exception {
        old = SignedImages.image(1, 10);
        unit = Mast.equipped(old);
        small = Mast.verified(SignedImages.image(2, SMALL_BYTES));
    }

    @Test
    void anImageArrivesAndStartsNext() throws Exception {
        try (Mast mast = new Mast(1, unit)) {
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
        try (Mast mast = new Mast(1, unit)) {
            Mast.Outcome outcome = mast.install(Mast.verified(old));

            assertThat(outcome.installed.orElseThrow().installed()).isFalse();
            assertThat(outcome.progress).isEmpty();
        }
    }

    @Test
    void theUnitRefusesWhatItsOwnKeysDoNotCover() throws Exception {
        try (Mast mast = new Mast(1, unit)) {
            mast.exchangeKeys("revoked " + small.declaration().keyId() + " laptop stolen\n");

            Mast.Outcome outcome = mast.install(small);

            assertThat(outcome.refusal.orElseThrow().reason()).isEqualTo(Reason.REVOKED_KEY);
            assertThat(outcome.refusal.get().sentence()).startsWith("the unit: expected ");
            assertThat(mast.starting()).isEqualTo(old);
        }
    }

    @Test
    void aUnitWithoutAKeyListSaysWhatIsMissingBeforeAnythingIsSent() throws Exception {
        try (Mast mast = new Mast(1, unit)) {
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
        try (Mast mast = new Mast(1, unit)) {
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

    /// One transfer, with a look at each moment at what a unit would find that loses its power.
    @Test
    @Tag("full")
    void theReleaseImageSurvivesACutAtEachBlock() throws Exception {
        FirmwareImage release = Mast.verified(SignedImages.release(2));
        AtomicInteger looks = new AtomicInteger();
        try (Mast mast = new Mast(7, unit)) {
            mast.fuse()
                    .lookAtEachBlock(() -> {
                        int look = looks.incrementAndGet();
                        SimulatedFlash found = mast.flash().afterCut(new SplittableRandom(look));
                        requireBootable(found, mast.flash());
                        if (look % RESUMED_AT_EACH == 0) {
                            requireResumable(
                                    found, Math.min(look * BLOCK_BYTES, release.bytes().length));
                        }
                    });

            assertThat(mast.install(release).installed).isPresent();

            assertThat(looks.get())
                    .isGreaterThan(RELEASE_BLOCKS)
                    .isGreaterThanOrEqualTo(release.bytes().length / BLOCK_BYTES);
            assertThat(mast.starting()).isEqualTo(release.bytes());
        }
    }

    /// All in one transfer, which is resumed from where each cut left it.
    @Test
    @Tag("full")
    void theReleaseImageSurvivesAThousandCutsAnywhere() throws Exception {
        FirmwareImage release = Mast.verified(SignedImages.release(2));
        int longestLife = 2 * (release.bytes().length / RANDOM_CUTS + LOST_PER_CUT);
        SplittableRandom chance = new SplittableRandom(7);
        try (Mast mast = new Mast(7, unit)) {
            FusedLink.Fuse fuse = mast.fuse();
            fuse.blowBehindEach(() ->
                    fuse.cuts() < RANDOM_CUTS ? 1 + chance.nextInt(longestLife) : FusedLink.NEVER);

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

    /// What was answered does not hang on anything that could be lost.
    private static void requireBootable(SimulatedFlash found, SimulatedFlash running) {
        assertThat(found.list()).isEqualTo(running.list());
        assertThat(found.list()).allMatch(name -> found.size(name) == running.size(name));
        assertThat(Mast.starting(found)).isEqualTo(old);
        Mast.requireTheAlarm(found);
    }

    private static void requireResumable(SimulatedFlash found, int taken) {
        PartialImage partial = PartialImage.recover(found, (event, fields) -> {}, Mast.NOW);
        assertThat(partial.length()).isEqualTo(taken);
    }

    private static void survivesACutAtOperation(long at) throws Exception {
        try (Mast mast = new Mast(at, unit)) {
            mast.flash().cutAt(at);

            Mast.Outcome outcome = mast.install(small);

            requireInstalled(mast, outcome);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("cut at flash operation " + at, e);
        }
    }

    private static void survivesACutBehindEach(int stride) throws Exception {
        long bytes;
        try (Mast mast = new Mast(1, unit)) {
            mast.install(small);
            bytes = mast.fuse().bytes();
        }
        assertThat(bytes).isGreaterThan(small.bytes().length);
        for (long behind = 0; behind < bytes; behind += stride) {
            try (Mast mast = new Mast(behind, unit)) {
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
