package org.kadec21.firmware.update;

import java.security.PublicKey;

/// The name of a signing key: the first 8 bytes of the SHA-256 of its SubjectPublicKeyInfo (RFC
/// 5280 4.1), as 16 hexadecimal digits.
public final class KeyId {

    private static final int BYTES = 8;

    private KeyId() {}

    public static String of(PublicKey key) {
        return Sha256.hex(key.getEncoded(), BYTES);
    }
}
