package org.kadec21.updating;

import org.kadec21.bench.image.SigningKey;
import org.kadec21.firmware.update.BoardRevision;
import org.kadec21.firmware.update.FittedModule;
import org.kadec21.firmware.update.ImageManifest;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.CRC32;

/// One image for each reason why a unit with board communication/B, the dual-band module, boot
/// loader 1 and a burnt rollback index of 1 must not have it.
final class WrongImages {

    /// Of an image that is right for that unit.
    static final int RIGHT = 2;

    private static final int CODE_BYTES = 500;
    private static final BoardRevision ANOTHER_BOARD = new BoardRevision("communication", "C");

    private WrongImages() {}

    /// @param reason a refusal's word; what the key list says is the caller's part
    static byte[] of(String reason) throws Exception {
        byte[] right = SignedImages.image(RIGHT, CODE_BYTES);
        BoardRevision board = SignedImages.BOARD;
        FittedModule module = FittedModule.DUAL_BAND;
        Instant expiry = SignedImages.EXPIRY;
        SigningKey key = SignedImages.key();
        return switch (reason) {
            case "truncated" -> Arrays.copyOf(right, right.length - 1);
            case "changed" -> altered(right);
            case "unsigned" -> unsigned();
            case "unknown-key" -> {
                SigningKey stranger =
                        SigningKey.generate("a stranger", Mast.NOW, expiry, new SecureRandom());
                yield signed(
                        SignedImages.manifest(board, module, 1, RIGHT, expiry, stranger), stranger);
            }
            case "revoked-key", "right" -> right;
            case "unknown-format" -> ofFormat2(right);
            case "expired" -> {
                Instant yesterday = Mast.NOW.minus(Duration.ofDays(1));
                yield signed(SignedImages.manifest(board, module, 1, RIGHT, yesterday, key), key);
            }
            case "wrong-board" -> SignedImages.image(RIGHT, CODE_BYTES, ANOTHER_BOARD, module);
            case "wrong-module", "wrong-band" ->
                    SignedImages.image(RIGHT, CODE_BYTES, board, FittedModule.OLD_BAND);
            case "boot-loader" ->
                    signed(SignedImages.manifest(board, module, 9, RIGHT, expiry, key), key);
            case "downgraded" -> SignedImages.image(0, CODE_BYTES);
            default -> throw new IllegalArgumentException(reason);
        };
    }

    private static byte[] signed(ImageManifest manifest, SigningKey key) {
        SequencedMap<String, byte[]> code = new TreeMap<>();
        code.put("org/kadec21/firmware/Main.class", new byte[CODE_BYTES]);
        return SignedImages.signed(manifest, code, key);
    }

    private static byte[] altered(byte[] image) {
        byte[] altered = image.clone();
        altered[image.length / 2] ^= 1;
        return altered;
    }

    private static byte[] unsigned() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes, new Manifest())) {
            out.putNextEntry(new JarEntry("org/kadec21/firmware/Main.class"));
        }
        return bytes.toByteArray();
    }

    /// The manifest altered, with checksums that fit: its signature is the only thing wrong.
    private static byte[] ofFormat2(byte[] image) {
        String file = text(image);
        int begin = file.indexOf("Manifest-Version");
        int end = file.indexOf("PK", begin);
        String manifest = file.substring(begin, end);
        String newer = manifest.replace("Kadec21-Image: 1", "Kadec21-Image: 2");
        return file.replace(manifest, newer)
                .replace(checksum(manifest), checksum(newer))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /// As it stands in a ZIP file: least significant byte first.
    private static String checksum(String content) {
        CRC32 crc = new CRC32();
        crc.update(content.getBytes(StandardCharsets.ISO_8859_1));
        return text(
                ByteBuffer.allocate(Integer.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt((int) crc.getValue())
                        .array());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
