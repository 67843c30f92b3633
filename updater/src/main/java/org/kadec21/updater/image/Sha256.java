package org.kadec21.updater.image;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 (FIPS 180-4).
public final class Sha256 {

    /// Its length.
    public static final int BYTES = 32;

    private Sha256() {}

    public static byte[] of(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    /// In lower-case hexadecimal digits.
    public static String hex(byte[] content) {
        return HexFormat.of().formatHex(of(content));
    }
}
