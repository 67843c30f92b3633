package org.kadec21.firmware.instruction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kadec21.firmware.transfer.Announcement;
import org.kadec21.firmware.transfer.Parts;
import org.kadec21.firmware.update.Sha256;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// An image that comes by mail: its parts, its end, and everything that can be wrong with them.
class ImageByMailTest {

    private static final Operator CONTROL = Operator.named("control");
    private static final Operator STRANGER = Operator.named("watch");
    private static final byte[] OLD = SignedImages.image(1);
    private static final byte[] NEW = SignedImages.image(2);
    private static final byte[] NEWER = SignedImages.image(3);
    private static final int PART = 500;
    private static final Parts PARTS = new Parts(NEW.length, PART);

    private final DeskLab lab = new DeskLab().onImage(OLD).boot();

    @AfterEach
    void end() {
        lab.close();
    }

    @Test
    void arrivesIsInstalledAndConfirmed() {
        all(8, NEW).forEach(lab::arrives);
        lab.window();

        assertThat(lab.imageRestarts).isZero();
        lab.window();
        assertThat(lab.mailsInBox()).isZero();
        assertThat(lab.imageRestarts).isEqualTo(1);
        assertThat(lab.starting().version()).isEqualTo("2.2.0");
        assertThat(lab.partial().image()).isEmpty();

        lab.boot().window();
        assertThat(lab.starting().confirmed()).isTrue();
        lab.window();
        assertThat(lab.reports())
                .containsExactly("instruction.8.image-installed", "instruction.8.image-confirmed");
    }

    @Test
    void itsPartsMayComeInAnyOrderOverManyLooks() {
        List<byte[]> shuffled = new ArrayList<>(all(8, NEW));
        Collections.shuffle(shuffled, new Random(4));
        for (byte[] part : shuffled) {
            lab.arrives(part);
            lab.window();
            assertThat(lab.mailsInBox()).isZero();
        }
        lab.window();

        assertThat(lab.starting().version()).isEqualTo("2.2.0");
        List<String> told = lab.reports();
        assertThat(told).startsWith("instruction.8.parts-1", "instruction.8.parts-2");
        assertThat(told).contains("instruction.8.image-installed");
        assertThat(told).doesNotHaveDuplicates().hasSize(PARTS.count());
    }

    @Test
    void whatRolledBackIsTold() {
        settle(8, NEW);
        lab.boot();
        for (int call = 0; call < 4; call++) {
            lab.window(DeskLab.SILENT);
        }
        assertThat(lab.isRestartWanted()).isTrue();

        lab.boot().window();

        assertThat(lab.starting().version()).isEqualTo("2.1.0");
        assertThat(lab.reports())
                .containsExactly("instruction.8.image-installed", "instruction.8.image-taken-back");
        assertThat(lab.troubles)
                .anyMatch(line ->
                        line.startsWith(
                                "image 8 image-taken-back: What ran before runs again: 4 of its"
                                        + " submissions failed"));
    }

    @Test
    void nothingIsFetchedWhileItIsOnTrial() {
        settle(8, NEW);
        lab.boot();
        lab.arrives(CONTROL.signed(Operator.moving(9, "new.provider.test")));
        lab.window(DeskLab.SILENT);
        assertThat(lab.mailsInBox()).isEqualTo(1);

        lab.window();
        lab.window();

        assertThat(lab.mailsInBox()).isZero();
        assertThat(lab.boot().server()).isEqualTo("new.provider.test");
    }

    @Test
    void aChangeOfSettingsGoesAheadOfThePartsAndTheyGoOn() {
        List<byte[]> parts = all(8, NEW);
        lab.arrives(parts.getFirst());
        lab.window();
        parts.stream().skip(1).forEach(lab::arrives);
        lab.arrives(CONTROL.signed(Operator.moving(9, "new.provider.test")));
        lab.window();
        assertThat(lab.restarts).isEqualTo(1);

        lab.boot().window();
        lab.window();
        lab.window();

        assertThat(lab.starting().version()).isEqualTo("2.2.0");
        assertThat(lab.sequence()).isEqualTo(9);
    }

    @Test
    void aReplayChangesNothing() {
        settle(8, NEW);
        lab.boot().window();
        all(8, NEW).forEach(lab::arrives);
        lab.window();
        lab.window();

        assertThat(lab.mailsInBox()).isZero();
        assertThat(lab.partial().image()).isEmpty();
        assertThat(lab.imageRestarts).isEqualTo(1);
        assertThat(lab.reports()).filteredOn(id -> id.contains("refused")).hasSize(1);
        assertThat(lab.troubles)
                .contains(
                        "instruction 8 was refused: expected a sequence number above 8, came 8: it"
                                + " was taken already, or a later one was");
    }

    @Test
    void theSamePartTwiceIsOne() {
        byte[] part = all(8, NEW).getFirst();
        lab.arrives(part);
        lab.window();
        lab.arrives(part);
        lab.window();

        assertThat(lab.mailsInBox()).isZero();
        assertThat(lab.partial().length()).isEqualTo(PART);
        assertThat(lab.reports()).containsExactly("instruction.8.parts-1");
    }

    @Test
    void partsOfTwoImagesUnderOneNumberDoNotMix() {
        lab.arrives(all(8, NEW).getFirst());
        lab.window();
        lab.arrives(all(8, NEWER).get(1));
        lab.window();

        assertThat(lab.partial().length()).isEqualTo(PART);
        assertThat(lab.troubles)
                .anyMatch(line ->
                        line.contains("expected a part of the image that arrives under this"));
    }

    @Test
    void aLaterImageTakesThePlaceOfOneThatIsHalfThere() {
        lab.arrives(all(8, NEW).getFirst());
        lab.window();
        all(9, NEWER).forEach(lab::arrives);
        lab.arrives(all(8, NEW).get(1));
        lab.window();
        lab.window();

        assertThat(lab.mailsInBox()).isZero();
        assertThat(lab.starting().version()).isEqualTo("2.3.0");
        assertThat(lab.sequence()).isEqualTo(9);
        assertThat(lab.troubles).contains("image 8 is given up, image 9 arrives instead");
    }

    @Test
    void aMissingPartIsWaitedForAndNamed() {
        List<byte[]> parts = all(8, NEW);
        parts.remove(2);
        parts.forEach(lab::arrives);
        lab.window();
        lab.window();

        assertThat(lab.imageRestarts).isZero();
        assertThat(lab.starting().version()).isEqualTo("2.1.0");
        assertThat(lab.everything()).contains("To come: 3.");

        lab.arrives(all(8, NEW).get(2));
        lab.window();
        assertThat(lab.starting().version()).isEqualTo("2.2.0");
    }

    @Test
    void anAlteredAForeignAHalfAndAnOversizedPartChangeNothing() {
        byte[] part = all(8, NEW).getFirst();
        byte[] altered = part.clone();
        int middle = new String(part, StandardCharsets.US_ASCII).indexOf("UEsD") + 200;
        altered[middle] = (byte) (altered[middle] == 'A' ? 'B' : 'A');
        lab.arrives(altered);
        lab.arrives(STRANGER.part(8, NEW, PART, 1));
        lab.arrives(Arrays.copyOf(part, part.length / 2));
        lab.arrives(Arrays.copyOf(part, 70_000));
        lab.window();

        lab.arrives(CONTROL.part(8, NEW, PART, 1, "n2-other", "2014-01-01T00:00:00Z"));
        lab.arrives(CONTROL.part(8, NEW, PART, 1, "n2-test", "2013-01-02T00:00:00Z"));
        lab.window();
        lab.window();

        assertThat(lab.mailsInBox()).isZero();
        assertThat(lab.partial().image()).isEmpty();
        assertThat(lab.sequence()).isZero();
        assertThat(lab.troubles).hasSize(6).allMatch(line -> line.contains("was refused:"));
    }

    @Test
    void anAttachmentOfAnotherSizeThanThePartIsRefused() {
        String text =
                Operator.text(8, "")
                        .replace(
                                "changes:\n",
                                "image: {board: communication, bytes: 900, sha256: \""
                                        + "0".repeat(64)
                                        + "\", part-bytes: 500, part: 2}\n");
        lab.arrives(CONTROL.wrongPart(text, new byte[500]));
        lab.arrives(CONTROL.signed(text));
        lab.window();

        assertThat(lab.partial().image()).isEmpty();
        assertThat(lab.troubles)
                .contains(
                        "instruction 8 was refused: expected one attachment with the 400 bytes of"
                                + " part 2, came one of 500",
                        "instruction 8 was refused: expected one attachment with the 400 bytes of"
                                + " part 2, came none");
    }

    @Test
    void whatTheUnitWouldNotInstallIsRefusedWithTheReason() {
        refuses(8, SignedImages.ofTheOldBand(2), "wrong-band");
        refuses(9, SignedImages.ofAStranger(2), "unknown-key");
        refuses(10, SignedImages.expired(2), "expired");
        refuses(11, Arrays.copyOf(NEW, NEW.length - 1), "truncated");
        byte[] changed = NEW.clone();
        changed[NEW.length / 2] ^= 1;
        refuses(12, changed, "changed");

        lab.window();
        assertThat(lab.starting().version()).isEqualTo("2.1.0");
        assertThat(lab.imageRestarts).isZero();
        assertThat(lab.sequence()).isEqualTo(12);
    }

    @Test
    void anOlderImageThanTheOneThatProvedItselfIsRefused() {
        settle(8, NEWER);
        lab.boot().window();

        refuses(9, NEW, "downgraded");
    }

    @Test
    void aLowBatteryIsWaitedFor() {
        List<byte[]> parts = all(8, NEW);
        byte[] last = parts.removeLast();
        parts.forEach(lab::arrives);
        lab.window();
        lab.supplyMillivolts = 11_000;
        lab.arrives(last);
        lab.window();
        assertThat(lab.mailsInBox()).as("parts are left there").isEqualTo(1);

        lab.supplyMillivolts = 12_000;
        lab.window();
        assertThat(lab.starting().version()).isEqualTo("2.2.0");
    }

    @Test
    void itExpiresWithAWordWhenItIsNotCompleteByThen() {
        lab.arrives(CONTROL.part(8, NEW, PART, 1, "n2-test", "2013-01-10T00:00:00Z"));
        lab.window();
        lab.window(Duration.ofDays(10));
        lab.window();

        assertThat(lab.partial().image()).isEmpty();
        assertThat(lab.reports())
                .containsExactly("instruction.8.parts-1", "instruction.8.image-given-up");
    }

    @Test
    void itIsNotKeptForEver() {
        lab.arrives(all(8, NEW).getFirst());
        lab.window();
        lab.window(Announcement.KEPT_BY_MAIL);
        lab.window();

        assertThat(lab.partial().image()).isEmpty();
        assertThat(lab.reports()).contains("instruction.8.image-given-up");
    }

    @Test
    void aTransferOverTheServicePortGoesFirst() {
        lab.partial()
                .begin(
                        Announcement.overPort(
                                "communication",
                                NEWER.length,
                                Sha256.hex(NEWER),
                                lab.world.time().now()));
        all(8, NEW).forEach(lab::arrives);
        lab.window();
        assertThat(lab.mailsInBox()).isEqualTo(PARTS.count());

        lab.partial().discard();
        lab.window();
        lab.window();
        assertThat(lab.starting().version()).isEqualTo("2.2.0");
    }

    @Test
    void whatIsDiscardedOnSiteIsToldAndMayComeAgain() {
        lab.arrives(all(8, NEW).getFirst());
        lab.window();
        lab.partial().discard();
        lab.window();
        assertThat(lab.reports()).contains("instruction.8.image-given-up");

        settle(8, NEW);
        assertThat(lab.starting().version()).isEqualTo("2.2.0");
    }

    @Test
    void anImageThatDoesNotFitTheFlashWaits() {
        byte[] large = new byte[3 << 20];
        lab.arrives(CONTROL.part(8, large, 20_000, 1));
        lab.window();

        assertThat(lab.partial().image()).isEmpty();
        assertThat(lab.mailsInBox()).isEqualTo(1);
        assertThat(lab.reports()).containsExactly("instruction.8.waits");
        assertThat(lab.troubles)
                .anyMatch(line -> line.startsWith("part 1 of image 8 waits: expected"));
    }

    private void refuses(int sequence, byte[] image, String reason) {
        settle(sequence, image);

        assertThat(lab.partial().image()).isEmpty();
        assertThat(lab.troubles)
                .last()
                .asString()
                .startsWith("image " + sequence + " image-refused: The unit refused it: " + reason);
        assertThat(lab.reports()).contains("instruction." + sequence + ".image-refused");
    }

    private void settle(int sequence, byte[] image) {
        all(sequence, image).forEach(lab::arrives);
        lab.window();
        lab.window();
        assertThat(lab.mailsInBox()).isZero();
    }

    private static List<byte[]> all(int sequence, byte[] image) {
        List<byte[]> mails = new ArrayList<>();
        for (int number = 1; number <= new Parts(image.length, PART).count(); number++) {
            mails.add(CONTROL.part(sequence, image, PART, number));
        }
        return mails;
    }
}
