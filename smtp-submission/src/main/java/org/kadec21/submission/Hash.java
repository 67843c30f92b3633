package org.kadec21.submission;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The hash functions that mechanisms are built on. MD5 and SHA-1 are here because servers ask for
/// them, not because they are trusted.
enum Hash {
    MD5("MD5", "HmacMD5"),
    SHA_1("SHA-1", "HmacSHA1"),
    SHA_256("SHA-256", "HmacSHA256");

    private final String digestName;
    private final String macName;

    Hash(String digestName, String macName) {
        this.digestName = digestName;
        this.macName = macName;
    }

    /// As SASL names it: `SHA-256`.
    String wireName() {
        return digestName;
    }

    byte[] digest(byte[] message) {
        try {
            return MessageDigest.getInstance(digestName).digest(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + digestName, e);
        }
    }

    /// HMAC (RFC 2104).
    byte[] mac(byte[] key, byte[] message) {
        return keyed(key).doFinal(message);
    }

    /// PBKDF2 with this HMAC and one block of output: `Hi` of RFC 5802 2.2.
    byte[] stretched(byte[] password, byte[] salt, int iterations) {
        Mac mac = keyed(password);
        mac.update(salt);
        byte[] round = mac.doFinal(new byte[] {0, 0, 0, 1});
        byte[] sum = round.clone();
        for (int i = 1; i < iterations; i++) {
            round = mac.doFinal(round);
            for (int k = 0; k < sum.length; k++) {
                sum[k] ^= round[k];
            }
        }
        return sum;
    }

    private Mac keyed(byte[] key) {
        try {
            Mac mac = Mac.getInstance(macName);
            // RFC 2104 pads a key with zeros, so that an empty one equals a single zero, which Java
            // takes
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, macName));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + macName, e);
        }
    }
}
