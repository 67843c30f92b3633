package org.kadec21.updating;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kadec21.firmware.update.FittedModule;
import org.kadec21.firmware.update.ImageVerdict;
import org.kadec21.firmware.update.KeyList;
import org.kadec21.firmware.update.Slot;
import org.kadec21.firmware.update.SlotContent;
import org.kadec21.firmware.update.SlotTable;
import org.kadec21.firmware.update.Slots;
import org.kadec21.simulation.flash.SimulatedFlash;
import org.kadec21.updater.image.FirmwareImage;
import org.kadec21.updater.image.RefusedException;
import org.kadec21.updater.image.TrustedKeys;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// The image that is released, with one bit altered in each stretch of 64 KiB, and at a hundred
/// seeded places: updater, unit and boot loader refuse it. Small images are altered at each bit in
/// the tests of those three.
@Tag("full")
class AlteredReleaseTest {

    private static final int STRETCH_BYTES = 64 * 1024;
    private static final int RANDOM_PLACES = 100;
    private static final int FLASH_BYTES = 16 << 20;

    private final SplittableRandom chance = new SplittableRandom(11);

    @Test
    void aReleaseWithOneBitAlteredIsRefusedEverywhere() throws Exception {
        byte[] release = SignedImages.release(2);
        TrustedKeys trusted = TrustedKeys.read(SignedImages.keyList());
        SimulatedFlash flash = new SimulatedFlash(FLASH_BYTES, chance);
        Slots slots = installed(flash, release);
        String slot = Slots.fileName(SignedImages.BOARD.kind(), Slot.A);

        for (int at : places(release.length)) {
            int bit = chance.nextInt(Byte.SIZE);
            release[at] ^= (byte) (1 << bit);
            flash.flipBit(slot, at, bit);

            assertThat(isTaken(release, trusted)).as("the updater, byte %d", at).isFalse();
            assertThat(slots.check(release, keys(), Mast.NOW))
                    .as("the unit, byte %d", at)
                    .isInstanceOf(ImageVerdict.Refused.class);
            assertThat(slots.content(Slot.A))
                    .as("the boot loader, byte %d", at)
                    .isInstanceOf(SlotContent.Damaged.class);

            release[at] ^= (byte) (1 << bit);
            flash.flipBit(slot, at, bit);
        }
        assertThat(isTaken(release, trusted)).isTrue();
        assertThat(slots.content(Slot.A)).isInstanceOf(SlotContent.Sound.class);
    }

    private int[] places(int length) {
        return IntStream.concat(
                        IntStream.rangeClosed(0, (length - 1) / STRETCH_BYTES)
                                .map(stretch -> within(stretch, length)),
                        IntStream.range(0, RANDOM_PLACES).map(place -> chance.nextInt(length)))
                .toArray();
    }

    private int within(int stretch, int length) {
        int from = stretch * STRETCH_BYTES;
        return from + chance.nextInt(Math.min(STRETCH_BYTES, length - from));
    }

    private static Slots installed(SimulatedFlash flash, byte[] release) throws Exception {
        Slots slots =
                Slots.prepare(
                        flash,
                        (event, fields) -> {},
                        SlotTable.empty(SignedImages.BOARD, FittedModule.DUAL_BAND));
        switch (slots.check(release, keys(), Mast.NOW)) {
            case ImageVerdict.Genuine genuine -> slots.install(genuine.file(), release);
            case ImageVerdict.Refused refused ->
                    throw new AssertionError(refused.refusal().sentence());
        }
        return slots;
    }

    private static boolean isTaken(byte[] image, TrustedKeys trusted) {
        try {
            FirmwareImage.verified(image, trusted, Mast.NOW);
            return true;
        } catch (RefusedException refused) {
            return false;
        }
    }

    private static KeyList keys() throws Exception {
        return KeyList.read(SignedImages.keyList());
    }
}
