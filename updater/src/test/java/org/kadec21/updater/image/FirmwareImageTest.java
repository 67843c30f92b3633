package org.kadec21.updater.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.kadec21.updater.Golden;
import org.kadec21.updater.image.RefusedException.Reason;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

class FirmwareImageTest {

    private static final byte[] IMAGE = Golden.bytes(Golden.DUAL_BAND);
    private static final int DIRECTORY_END_BYTES = 22;

    @Test
    void theGoldenImageDeclaresWhereItMayRun() {
        Declaration declaration = Golden.image(Golden.DUAL_BAND).declaration();

        assertThat(declaration)
                .isEqualTo(
                        new Declaration(
                                "2.1.0",
                                "dual-band-2",
                                List.of("communication/A", "communication/B"),
                                List.of("dual-band"),
                                1,
                                2,
                                Instant.parse("2030-01-01T00:00:00Z"),
                                Golden.KEY_ID));
    }

    @Test
    void anImageWithAnyBitChangedIsRefused() {
        List<String> taken = new ArrayList<>();
        for (int at = 0; at < IMAGE.length; at++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                byte[] changed = IMAGE.clone();
                changed[at] ^= (byte) (1 << bit);
                if (isTaken(changed)) {
                    taken.add("byte " + at + " bit " + bit);
                }
            }
        }

        assertThat(taken).isEmpty();
    }

    @Test
    void anImageCutShortAnywhereIsTruncated() {
        for (int length = 0; length < IMAGE.length; length++) {
            assertThat(refusal(Arrays.copyOf(IMAGE, length)).reason())
                    .describedAs("%d bytes", length)
                    .isEqualTo(Reason.TRUNCATED);
        }
    }

    @Test
    void anImageWithSomethingInsertedAnywhereIsRefused() {
        for (int at = 0; at <= IMAGE.length; at++) {
            byte[] longer = Arrays.copyOf(IMAGE, IMAGE.length + 1);
            System.arraycopy(IMAGE, at, longer, at + 1, IMAGE.length - at);
            longer[at] = 0;

            assertThat(isTaken(longer)).describedAs("inserted at %d", at).isFalse();
        }
    }

    @Test
    void anImageIsTakenUntilTheMomentItExpires() throws Exception {
        Instant expiry = Instant.parse("2030-01-01T00:00:00Z");

        RefusedException refused =
                catchThrowableOfType(
                        RefusedException.class,
                        () -> FirmwareImage.verified(IMAGE, Golden.keys(), expiry));

        assertThat(refused.reason()).isEqualTo(Reason.EXPIRED);
        assertThat(refused).hasMessageContaining("it expired at 2030-01-01T00:00:00Z");
        assertThat(FirmwareImage.verified(IMAGE, Golden.keys(), expiry.minusNanos(1)).bytes())
                .isEqualTo(IMAGE);
    }

    @Test
    void aRevokedKeyIsRefusedThoughItsCertificateIsStillInTheList() throws Exception {
        TrustedKeys keys =
                TrustedKeys.read(
                        "# what came back from the field\nrevoked "
                                + Golden.KEY_ID
                                + " laptop lost\n"
                                + Golden.keyList());

        RefusedException refused =
                catchThrowableOfType(
                        RefusedException.class,
                        () -> FirmwareImage.verified(IMAGE, keys, Golden.IN_TIME));

        assertThat(refused.reason()).isEqualTo(Reason.REVOKED_KEY);
        assertThat(refused).hasMessageContaining("key 06e3fd8fda29bb60 was revoked (laptop lost)");
    }

    @Test
    void aJarThatNobodySignedIsUnsigned() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            jar.putNextEntry(new JarEntry("Main.class"));
        }

        assertThat(refusal(bytes.toByteArray()).reason()).isEqualTo(Reason.UNSIGNED);
    }

    @Test
    void aSignatureOfAnotherImageDoesNotFit() throws Exception {
        byte[] other = Golden.bytes(Golden.OLD_BAND);
        byte[] otherBlock = JarEntries.of(other).get(2).content();
        byte[] block = JarEntries.of(IMAGE).get(2).content();
        assertThat(otherBlock).hasSameSizeAs(block);
        byte[] signed = JarEntries.of(IMAGE).get(1).content();

        RefusedException refused =
                catchThrowableOfType(
                        RefusedException.class,
                        () ->
                                CmsSignature.require(
                                        otherBlock,
                                        signed,
                                        Golden.keys().certificate(Golden.KEY_ID)));

        assertThat(refused.reason()).isEqualTo(Reason.CHANGED);
    }

    @Test
    void aFileWithoutRoomForADirectoryIsTruncated() {
        assertThat(refusal(new byte[DIRECTORY_END_BYTES - 1]).reason()).isEqualTo(Reason.TRUNCATED);
    }

    private static boolean isTaken(byte[] file) {
        try {
            FirmwareImage.verified(file, Golden.keys(), Golden.IN_TIME);
            return true;
        } catch (RefusedException refused) {
            return false;
        }
    }

    private static RefusedException refusal(byte[] file) {
        return catchThrowableOfType(
                RefusedException.class,
                () -> FirmwareImage.verified(file, Golden.keys(), Golden.IN_TIME));
    }
}
