package org.kadec21.firmware.update;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 (FIPS 180-4) of bytes that are all there.
public final class Sha256 {

    static final int BYTES = 32;

    private Sha256() {}

    public static byte[] of(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    /// In hexadecimal digits, lower case.
    public static String hex(byte[] content) {
        return HexFormat.of().formatHex(of(content));
    }

    /// Its first bytes in hexadecimal digits, where a few tell one from another.
    public static String hex(byte[] content, int bytes) {
        return HexFormat.of().formatHex(of(content), 0, bytes);
    }
}
