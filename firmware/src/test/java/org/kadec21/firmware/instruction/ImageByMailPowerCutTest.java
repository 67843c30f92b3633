package org.kadec21.firmware.instruction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/// The power is cut at every single flash operation of an image's way from the mailbox into a slot:
/// what starts is always one of the two images, each mail goes, and its end is the same and told.
class ImageByMailPowerCutTest {

    private static final Operator CONTROL = Operator.named("control");
    private static final byte[] OLD = SignedImages.image(1);
    private static final byte[] NEW = SignedImages.image(2);
    private static final byte[] WRONG = SignedImages.ofTheOldBand(2);
    private static final int PART = 1200;
    private static final int WINDOWS = 9;

    /// The default profile cuts at each tenth operation, the full one at those in between.
    private static final int STRIDE = 10;

    @Test
    void anImageIsInstalledAndConfirmedWithACutAtEveryTenthOperation() {
        cuts(1, NEW, ImageByMailPowerCutTest::isConfirmed);
    }

    @Test
    void anImageForOtherHardwareIsRefusedWithACutAtEveryTenthOperation() {
        cuts(1, WRONG, ImageByMailPowerCutTest::isRefused);
    }

    @Test
    @Tag("full")
    void anImageIsInstalledAndConfirmedWithACutAnywhere() {
        for (int first = 2; first <= STRIDE; first++) {
            cuts(first, NEW, ImageByMailPowerCutTest::isConfirmed);
        }
    }

    @Test
    @Tag("full")
    void anImageForOtherHardwareIsRefusedWithACutAnywhere() {
        for (int first = 2; first <= STRIDE; first++) {
            cuts(first, WRONG, ImageByMailPowerCutTest::isRefused);
        }
    }

    private static void isConfirmed(DeskLab lab) {
        assertThat(lab.starting().version()).isEqualTo("2.2.0");
        assertThat(lab.starting().confirmed()).isTrue();
        assertThat(lab.reports())
                .contains("instruction.8.image-confirmed")
                .doesNotContain("instruction.8.image-given-up");
    }

    private static void isRefused(DeskLab lab) {
        assertThat(lab.starting().version()).isEqualTo("2.1.0");
        assertThat(lab.starting().confirmed()).isTrue();
        assertThat(lab.reports())
                .contains("instruction.8.image-refused")
                .doesNotContain("instruction.8.image-given-up");
    }

    @FunctionalInterface
    private interface End {
        void check(DeskLab lab);
    }

    private static void cuts(int first, byte[] image, End end) {
        List<byte[]> mails = new ArrayList<>();
        for (int number = 1; number <= Math.ceilDiv(image.length, PART); number++) {
            mails.add(CONTROL.part(8, image, PART, number));
        }
        long operations = live(Long.MAX_VALUE, mails, end);
        assertThat(operations).isGreaterThan(40);
        for (long cut = first; cut <= operations; cut += STRIDE) {
            try {
                live(cut, mails, end);
            } catch (AssertionError e) {
                throw new AssertionError("cut at flash operation " + cut, e);
            }
        }
    }

    /// @return the flash operations it took
    private static long live(long cut, List<byte[]> mails, End end) {
        try (DeskLab lab = new DeskLab().onImage(OLD)) {
            long before = lab.flash.operations();
            if (cut < Long.MAX_VALUE) {
                lab.flash.cutAt(before + cut);
            }
            mails.forEach(lab::arrives);
            bootUp(lab);
            for (int window = 0; window < WINDOWS; window++) {
                int restarts = lab.imageRestarts;
                lab.window();
                if (!lab.isAlive() || lab.imageRestarts > restarts) {
                    bootUp(lab);
                }
            }

            assertThat(lab.mailsInBox()).isZero();
            assertThat(lab.partial().image()).isEmpty();
            assertThat(lab.sequence()).isEqualTo(8);
            assertThat(lab.cuts).isEqualTo(cut == Long.MAX_VALUE ? 0 : 1);
            end.check(lab);
            return lab.flash.operations() - before;
        }
    }

    private static void bootUp(DeskLab lab) {
        do {
            lab.boot();
        } while (!lab.isAlive());
        assertThat(lab.starting().version()).isIn("2.1.0", "2.2.0");
    }
}
