package org.kadec21.updating;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kadec21.firmware.update.FittedModule;
import org.kadec21.firmware.update.ImageFile;
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
import org.kadec21.updating.JarMap.Entry;
import org.kadec21.updating.JarMap.Span;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The image that is released, altered in each part that it has: updater, unit and boot loader
/// refuse it. Small images of the same form are altered at each bit in the tests of those three.
@Tag("full")
class AlteredReleaseTest {

    private static final int MANY = 1000;
    private static final String SECTION_END = "\r\n\r\n";
    private static final int SIGNED_TEXTS = 2;
    private static final int SIGNATURE_FILES = 3;
    private static final int SEALED = 10;
    private static final int STRETCH_BYTES = 64 * 1024;
    private static final int FLASH_BYTES = 16 << 20;

    /// Of the directory's records one in so many: what is wrong there is found late.
    private static final int RECORDS = 8;

    private final SplittableRandom chance = new SplittableRandom(11);
    private final byte[] release = SignedImages.release(2);
    private final JarMap map = JarMap.of(release);
    private final TrustedKeys trusted = TrustedKeys.read(SignedImages.keyList());
    private final KeyList keys = KeyList.read(SignedImages.keyList());

    AlteredReleaseTest() throws Exception {}

    @BeforeEach
    void theReleaseIsTakenAsItIs() {
        assertThat(map.entries()).hasSizeGreaterThan(MANY);
        assertThat(isTakenByUpdater()).isTrue();
        assertThat(isTakenByUnit()).isTrue();
    }

    @Test
    void everyByteOfWhatIsThereOnceCounts() {
        Entry manifest = map.entries().get(0);
        Entry signatureFile = map.entries().get(1);
        Entry signature = map.entries().get(2);
        Entry last = map.entries().getLast();

        Stream.of(
                        manifest.header(),
                        sections(manifest).getFirst(),
                        signatureFile.header(),
                        sections(signatureFile).getFirst(),
                        signature.header(),
                        signature.content(),
                        last.header(),
                        map.end())
                .flatMapToInt(span -> IntStream.range(span.from(), span.to()))
                .forEach(this::assertRefusedWithAnotherBitAt);
    }

    /// Of each entry one place: in its header, its first byte, one within, its last byte, in turn.
    @Test
    void eachEntrysHeaderOrContentCounts() {
        List<Entry> classes = classes().toList();
        for (int i = 0; i < classes.size(); i++) {
            Entry entry = classes.get(i);
            assertRefusedWithAnotherBitAt(
                    switch (i % 4) {
                        case 0 -> within(entry.header());
                        case 1 -> entry.content().from();
                        case 2 -> within(entry.content());
                        default -> entry.content().to() - 1;
                    });
        }
    }

    @Test
    void whatManifestAndSignatureFileSayOfEachEntryCounts() {
        for (Entry file : map.entries().subList(0, SIGNED_TEXTS)) {
            List<Span> sections = sections(file);

            assertThat(sections).hasSize(1 + (int) classes().count());
            sections.forEach(section -> assertRefusedWithAnotherBitAt(within(section)));
        }
    }

    @Test
    void theDirectoryCounts() {
        for (int i = 0; i < map.entries().size(); i += RECORDS) {
            assertRefusedWithAnotherBitAt(within(map.entries().get(i).record()));
        }
    }

    @Test
    void aClassAlteredTogetherWithItsChecksumsIsNotTheOneThatWasSigned() {
        List<Entry> classes = classes().toList();
        for (int i = 0; i < SEALED; i++) {
            Entry entry = classes.get(chance.nextInt(classes.size()));
            int at = within(entry.content());
            int bit = chance.nextInt(Byte.SIZE);
            flip(at, bit);
            entry.seal(release);

            assertRefused(entry.name() + ", sealed anew");

            flip(at, bit);
            entry.seal(release);
        }
        assertThat(isTakenByUpdater()).isTrue();
    }

    @Test
    void aBitAlteredInAnyStretchOfASlotIsDamageToTheBootLoader() {
        SimulatedFlash flash = new SimulatedFlash(FLASH_BYTES, chance);
        Slots slots = installed(flash);
        String slot = Slots.fileName(SignedImages.BOARD.kind(), Slot.A);

        for (int from = 0; from < release.length; from += STRETCH_BYTES) {
            int at = within(new Span(from, Math.min(release.length, from + STRETCH_BYTES)));
            int bit = chance.nextInt(Byte.SIZE);
            flash.flipBit(slot, at, bit);

            assertThat(slots.content(Slot.A))
                    .as("byte %d", at)
                    .isInstanceOf(SlotContent.Damaged.class);

            flash.flipBit(slot, at, bit);
        }
        assertThat(slots.content(Slot.A)).isInstanceOf(SlotContent.Sound.class);
    }

    private void assertRefusedWithAnotherBitAt(int at) {
        int bit = chance.nextInt(Byte.SIZE);
        flip(at, bit);
        assertRefused("byte " + at);
        flip(at, bit);
    }

    private void assertRefused(String what) {
        assertThat(isTakenByUpdater()).as("the updater takes %s", what).isFalse();
        assertThat(isTakenByUnit()).as("the unit takes %s", what).isFalse();
    }

    private boolean isTakenByUpdater() {
        try {
            FirmwareImage.verified(release, trusted, Mast.NOW);
            return true;
        } catch (RefusedException refused) {
            return false;
        }
    }

    private boolean isTakenByUnit() {
        return ImageFile.verify(release, keys, Mast.NOW) instanceof ImageVerdict.Genuine;
    }

    private void flip(int at, int bit) {
        release[at] ^= (byte) (1 << bit);
    }

    private Stream<Entry> classes() {
        return map.entries().stream().skip(SIGNATURE_FILES);
    }

    private int within(Span span) {
        return span.from() + chance.nextInt(span.length());
    }

    /// What a manifest or signature file says of itself, then of each entry.
    private List<Span> sections(Entry file) {
        String text =
                new String(release, file.content().from(), file.content().length(), ISO_8859_1);
        List<Span> sections = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int to = text.indexOf(SECTION_END, from) + SECTION_END.length();
            sections.add(new Span(file.content().from() + from, file.content().from() + to));
            from = to;
        }
        return sections;
    }

    private Slots installed(SimulatedFlash flash) {
        Slots slots =
                Slots.prepare(
                        flash,
                        (event, fields) -> {},
                        SlotTable.empty(SignedImages.BOARD, FittedModule.DUAL_BAND));
        switch (slots.check(release, keys, Mast.NOW)) {
            case ImageVerdict.Genuine genuine -> slots.install(genuine.file(), release);
            case ImageVerdict.Refused refused ->
                    throw new AssertionError(refused.refusal().sentence());
        }
        return slots;
    }
}
