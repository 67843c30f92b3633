package org.kadec21.firmware.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.kadec21.firmware.store.Flashes;
import org.kadec21.firmware.store.RecordedJournal;
import org.kadec21.firmware.update.Sha256;
import org.kadec21.hal.PowerOffException;
import org.kadec21.simulation.flash.SimulatedFlash;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

class PartialImageTest {

    private static final Instant NOW = Instant.parse("2012-07-01T00:00:00Z");
    private static final byte[] IMAGE =
            "an image in three parts".getBytes(StandardCharsets.US_ASCII);
    private static final Announcement ANNOUNCED =
            Announcement.overPort("communication", IMAGE.length, Sha256.hex(IMAGE), NOW);

    private static final Instant EXPIRES = NOW.plus(Duration.ofDays(30));
    private static final Announcement BY_MAIL =
            new Announcement(
                    "communication",
                    IMAGE.length,
                    Sha256.hex(IMAGE),
                    NOW,
                    new Announcement.Way.Mail(8, EXPIRES, 9));

    private final SimulatedFlash flash = Flashes.empty();
    private final RecordedJournal journal = new RecordedJournal();

    @Test
    void isNoneOnANewFlash() {
        PartialImage image = recover();

        assertThat(image.image()).isEmpty();
        assertThat(image.length()).isZero();
        assertThat(flash.list()).isEmpty();
    }

    @Test
    void holdsWhatWasKeptAcrossABoot() {
        PartialImage image = recover();
        image.begin(ANNOUNCED);
        image.keep(part(0, 9));
        image.keep(part(9, 15));

        PartialImage again = recover();

        assertThat(again.image()).contains(ANNOUNCED);
        assertThat(again.length()).isEqualTo(15);
        assertThat(again.isComplete()).isFalse();
        assertThat(again.sha256()).isEqualTo(Sha256.hex(part(0, 15)));
        again.keep(part(15, IMAGE.length));
        assertThat(again.isComplete()).isTrue();
        assertThat(again.bytes()).isEqualTo(IMAGE);
    }

    @Test
    void isASoundPrefixAfterAPowerCutAtAnyOperation() {
        SimulatedFlash whole = Flashes.empty();
        lifeOn(whole);
        for (long at = 1; at <= whole.operations(); at++) {
            SimulatedFlash cut = Flashes.ofSize(1 << 20, at);
            cut.cutAt(at);
            int acknowledged = lifeOn(cut);
            cut.powerOn();

            PartialImage image = PartialImage.recover(cut, journal, NOW);

            assertThat(image.length()).as("cut at %d", at).isGreaterThanOrEqualTo(acknowledged);
            assertThat(image.bytes()).isEqualTo(part(0, image.length()));
        }
    }

    @Test
    void putsPartsInOrderThatCameByMailInAnyOrder() {
        PartialImage image = recover();
        image.begin(BY_MAIL);
        image.keep(18, part(18, IMAGE.length));
        image.keep(0, part(0, 9));

        PartialImage again = recover();

        assertThat(again.image()).contains(BY_MAIL);
        assertThat(again.has(0)).isTrue();
        assertThat(again.has(9)).isFalse();
        assertThat(again.isComplete()).isFalse();
        again.keep(9, part(9, 18));
        assertThat(again.isComplete()).isTrue();
        assertThat(recover().bytes()).isEqualTo(IMAGE);
    }

    @Test
    void takesNoPartTwiceAndNoneThatIsCutOtherwise() {
        PartialImage image = recover();
        image.begin(BY_MAIL);
        image.keep(0, part(0, 9));

        assertThatThrownBy(() -> image.keep(0, part(0, 9)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> image.keep(10, part(10, 19)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> image.keep(18, part(14, 23)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(image.length()).isEqualTo(9);
    }

    @Test
    void keepsWhatCameByMailUntilItExpires() {
        recover().begin(BY_MAIL);

        assertThat(PartialImage.recover(flash, journal, EXPIRES.minusSeconds(1)).image())
                .contains(BY_MAIL);
        assertThat(PartialImage.recover(flash, journal, EXPIRES).image()).isEmpty();
    }

    @Test
    void isThrownAwayWhenItIsDamaged() {
        PartialImage image = recover();
        image.begin(ANNOUNCED);
        image.keep(part(0, 9));
        image.keep(part(9, 15));
        String file = flash.list().getFirst();
        flash.flipBit(file, flash.size(file) - 40, 3);

        assertThat(recover().image()).isEmpty();
        assertThat(flash.list()).isEmpty();
        assertThat(journal.lines()).anyMatch(line -> line.startsWith("transfer.dropped"));
    }

    @Test
    void isThrownAwayWhenNobodyCompletesIt() {
        recover().begin(ANNOUNCED);

        assertThat(PartialImage.recover(flash, journal, NOW.plus(Announcement.KEPT)).image())
                .isEmpty();
        assertThat(flash.list()).isEmpty();
    }

    @Test
    void saysWhenTheFlashIsFull() {
        SimulatedFlash small = Flashes.ofSize(200, 1);
        PartialImage image = PartialImage.recover(small, journal, NOW);
        image.begin(Announcement.overPort("communication", 120, ANNOUNCED.sha256(), NOW));

        assertThat(image.keep(new byte[100]).orElseThrow())
                .startsWith("expected room for 120 more bytes, but the flash is full");
        assertThat(image.length()).isZero();
    }

    /// Acknowledged bytes when the power went.
    private static int lifeOn(SimulatedFlash flash) {
        int acknowledged = 0;
        try {
            PartialImage image = PartialImage.recover(flash, new RecordedJournal(), NOW);
            image.begin(ANNOUNCED);
            for (int at = 0; at < IMAGE.length; at += 9) {
                image.keep(part(at, Math.min(IMAGE.length, at + 9)));
                acknowledged = image.length();
            }
        } catch (PowerOffException off) {
            return acknowledged;
        }
        return acknowledged;
    }

    private static byte[] part(int from, int to) {
        return Arrays.copyOfRange(IMAGE, from, to);
    }

    private PartialImage recover() {
        return PartialImage.recover(flash, journal, NOW);
    }
}
