package org.kadec21.firmware.config;

import org.kadec21.hal.Secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// The password of a unit's service port, as a verifier that does not give it away: PBKDF2 with
/// HMAC-SHA-256 (RFC 8018 5.2), compared in constant time.
///
/// @param iterations 1 to [#MOST_ITERATIONS]
/// @param salt hexadecimal
/// @param hash hexadecimal
public record ServicePassword(int iterations, String salt, String hash) {

    public static final int LEAST_CHARACTERS = 8;
    public static final int MOST_CHARACTERS = 100;
    public static final int SALT_BYTES = 16;

    /// What a slow board computes in a fraction of a second; guesses are rationed besides.
    private static final int ITERATIONS = 10_000;

    private static final int MOST_ITERATIONS = 200_000;
    private static final int HASH_BITS = 256;

    /// One that stands readable in the unit's file is kept no better by a slow hash.
    private static final int ITERATIONS_OF_FILES = 1;

    private static final String SALT_OF_FILES = "kadec21 service.";

    private static final Pattern FORM =
            Pattern.compile("pbkdf2-sha256:([1-9]\\d{0,5}):([0-9a-f]{32}):([0-9a-f]{64})");

    /// A verifier of a new password.
    ///
    /// @param fresh [#SALT_BYTES] by chance
    public static ServicePassword of(Secret password, byte[] fresh) {
        return of(password, ITERATIONS, fresh);
    }

    /// Whether somebody has typed the password.
    public boolean matches(Secret typed) {
        String other = of(typed, iterations, HexFormat.of().parseHex(salt)).hash();
        return MessageDigest.isEqual(
                hash.getBytes(StandardCharsets.US_ASCII),
                other.getBytes(StandardCharsets.US_ASCII));
    }

    /// As it stands in a configuration under `verifier`.
    public String text() {
        return "pbkdf2-sha256:" + iterations + ":" + salt + ":" + hash;
    }

    @Override
    public String toString() {
        return "***";
    }

    /// The group `service` of a unit's file.
    static Optional<ServicePassword> readFrom(Section top) {
        return top.findSection("service")
                .map(service -> {
                    service.knows("password", "password-file", "verifier");
                    Optional<Secret> password = service.secret("password");
                    Optional<ServicePassword> verifier =
                            service.find("verifier").map(ServicePassword::verifier);
                    if (password.isPresent() == verifier.isPresent()) {
                        throw service.wrong(
                                "expected either password (or password-file) or verifier");
                    }
                    return password.map(secret -> readable(service, secret))
                            .or(() -> verifier)
                            .orElseThrow();
                });
    }

    private static ServicePassword readable(Section service, Secret password) {
        int length = password.reveal().length();
        if (length < LEAST_CHARACTERS || length > MOST_CHARACTERS) {
            throw service.wrongSecret(
                    "password",
                    "expected "
                            + LEAST_CHARACTERS
                            + " to "
                            + MOST_CHARACTERS
                            + " characters, but came "
                            + length);
        }
        return of(password, ITERATIONS_OF_FILES, SALT_OF_FILES.getBytes(StandardCharsets.US_ASCII));
    }

    private static ServicePassword verifier(Value written) {
        Matcher parts = FORM.matcher(written.text());
        if (!parts.matches() || Integer.parseInt(parts.group(1)) > MOST_ITERATIONS) {
            throw written.wrongUnshown(
                    "expected what the service port's 'password' order has put there");
        }
        return new ServicePassword(
                Integer.parseInt(parts.group(1)), parts.group(2), parts.group(3));
    }

    private static ServicePassword of(Secret password, int iterations, byte[] salt) {
        PBEKeySpec key =
                new PBEKeySpec(password.reveal().toCharArray(), salt, iterations, HASH_BITS);
        try {
            byte[] hash =
                    SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                            .generateSecret(key)
                            .getEncoded();
            HexFormat hex = HexFormat.of();
            return new ServicePassword(iterations, hex.formatHex(salt), hex.formatHex(hash));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has PBKDF2WithHmacSHA256", impossible);
        } finally {
            key.clearPassword();
        }
    }
}
