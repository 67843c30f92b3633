package org.kadec21.simulation.provider.tls;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;

/// The keys of an authority and of its servers. Either kind has signatures of one length.
public enum KeyKind {
    /// RSA with 2048 bits, as most providers have it. TLS 1.3 signs with a salt of the platform's
    /// own (RFC 8446 4.2.3): lengths and moments are those of the seed, the ciphertext is not.
    RSA_2048("RSA", 2048, "SHA256withRSA"),

    /// Ed25519 (RFC 8032), whose signatures need no chance: the seed decides every octet on the
    /// wire, so that faults which look into payloads strike alike in each run; and to make a key
    /// costs next to nothing.
    ED25519("Ed25519", 255, "Ed25519");

    private final String algorithm;
    private final int bits;
    private final String signature;

    KeyKind(String algorithm, int bits, String signature) {
        this.algorithm = algorithm;
        this.bits = bits;
        this.signature = signature;
    }

    /// A pair that depends on `random` alone.
    KeyPair newPair(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a Java runtime without " + algorithm, e);
        }
    }

    /// How certificates are signed with it, by its standard name.
    String signature() {
        return signature;
    }
}
