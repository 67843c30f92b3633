package org.kadec21.bench.image;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.HexFormat;

/// The name of a signing key: the first 8 bytes of the SHA-256 of its SubjectPublicKeyInfo (RFC
/// 5280 4.1), as 16 hexadecimal digits.
final class KeyId {

    private static final int BYTES = 8;

    private KeyId() {}

    static String of(PublicKey key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }
}
