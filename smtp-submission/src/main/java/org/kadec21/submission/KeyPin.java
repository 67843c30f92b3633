package org.kadec21.submission;

import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/// The SHA-256 of a server's public key (its SubjectPublicKeyInfo, RFC 7469 2.4): the key stays
/// when a certificate is renewed for the same key.
public final class KeyPin {

    private static final int BYTES = 32;

    private final byte[] sha256;

    private KeyPin(byte[] sha256) {
        this.sha256 = sha256;
    }

    /// Reads 64 hexadecimal digits, with or without colons, or 44 characters of Base64, with or
    /// without `sha256//` in front of them.
    ///
    /// @return empty when it is neither
    public static Optional<KeyPin> parse(String text) {
        String word = text.strip();
        String digits = word.replace(":", "");
        if (digits.matches("[0-9A-Fa-f]{64}")) {
            return Optional.of(new KeyPin(HexFormat.of().parseHex(digits)));
        }
        String base64 = word.startsWith("sha256//") ? word.substring(8) : word;
        if (!base64.matches("[A-Za-z0-9+/]{43}=")) {
            return Optional.empty();
        }
        byte[] bytes = Base64.getDecoder().decode(base64);
        return bytes.length == BYTES ? Optional.of(new KeyPin(bytes)) : Optional.empty();
    }

    /// The pin of a certificate's key.
    public static KeyPin of(X509Certificate certificate) {
        return new KeyPin(Hash.SHA_256.digest(certificate.getPublicKey().getEncoded()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyPin pin && MessageDigest.isEqual(pin.sha256, sha256);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sha256);
    }

    /// Pairs of hexadecimal digits with colons, to compare by eye.
    @Override
    public String toString() {
        return HexFormat.ofDelimiter(":").formatHex(sha256).toUpperCase(Locale.ROOT);
    }
}
