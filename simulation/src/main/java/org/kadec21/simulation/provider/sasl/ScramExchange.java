package org.kadec21.simulation.provider.sasl;

import org.kadec21.simulation.provider.mailbox.Account;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/// SCRAM-SHA-256 without channel binding (RFC 5802, RFC 7677), from the stored keys' point of view.
final class ScramExchange implements SaslExchange {

    private static final int ITERATIONS = 4096;
    private static final int SALT_OCTETS = 16;
    private static final int KEY_BITS = 256;

    private final SaslSite site;
    private String user = "";
    private String clientFirst = "";
    private String serverFirst = "";
    private Optional<Account> verified = Optional.empty();

    ScramExchange(SaslSite site) {
        this.site = site;
    }

    @Override
    public Step begin(Optional<byte[]> initialResponse) {
        return initialResponse.map(this::respond).orElseGet(() -> new Step.Challenge(new byte[0]));
    }

    @Override
    public Step respond(byte[] response) {
        String message = new String(response, StandardCharsets.UTF_8);
        if (verified.isPresent()) {
            return message.isEmpty()
                    ? new Step.Verified(verified.get())
                    : new Step.Malformed("SCRAM ends with an empty response");
        }
        return clientFirst.isEmpty() ? first(message) : last(message);
    }

    private Step first(String message) {
        String[] fields = message.split(",", 4);
        if (fields.length < 4
                || !(fields[0].equals("n") || fields[0].equals("y"))
                || !fields[2].startsWith("n=")
                || !fields[3].startsWith("r=")) {
            return new Step.Malformed("SCRAM begins with n,,n=user,r=nonce");
        }
        user = fields[2].substring(2).replace("=2C", ",").replace("=3D", "=");
        clientFirst = fields[2] + "," + fields[3];
        String clientNonce = fields[3].substring(2).split(",", 2)[0];
        serverFirst =
                "r="
                        + clientNonce
                        + site.nonce()
                        + ",s="
                        + Base64.getEncoder().encodeToString(salt())
                        + ",i="
                        + ITERATIONS;
        return new Step.Challenge(serverFirst.getBytes(StandardCharsets.UTF_8));
    }

    private Step last(String message) {
        int proofAt = message.lastIndexOf(",p=");
        String nonce = serverFirst.substring(0, serverFirst.indexOf(",s="));
        if (proofAt < 0 || !message.startsWith("c=")) {
            return new Step.Malformed("SCRAM goes on with c=,r=,p=");
        }
        String withoutProof = message.substring(0, proofAt);
        Optional<Account> account = site.accounts().named(user);
        if (account.isEmpty() || !withoutProof.endsWith("," + nonce)) {
            return new Step.Refused(user);
        }
        String authMessage = clientFirst + "," + serverFirst + "," + withoutProof;
        byte[] salted = salted(account.get());
        byte[] storedKey = sha256(mac(salted, "Client Key"));
        byte[] shown = proof(message.substring(proofAt + 3));
        byte[] mask = mac(storedKey, authMessage);
        if (shown.length != mask.length) {
            return new Step.Refused(user);
        }
        byte[] clientKey = new byte[mask.length];
        for (int i = 0; i < mask.length; i++) {
            clientKey[i] = (byte) (shown[i] ^ mask[i]);
        }
        if (!Arrays.equals(sha256(clientKey), storedKey)) {
            return new Step.Refused(user);
        }
        verified = account;
        byte[] signature = mac(mac(salted, "Server Key"), authMessage);
        return new Step.Challenge(
                ("v=" + Base64.getEncoder().encodeToString(signature))
                        .getBytes(StandardCharsets.US_ASCII));
    }

    /// The same for a user each time, as a real server keeps it.
    private byte[] salt() {
        byte[] hash = sha256(("salt of " + user).getBytes(StandardCharsets.UTF_8));
        return Arrays.copyOf(hash, SALT_OCTETS);
    }

    private byte[] salted(Account account) {
        try {
            PBEKeySpec spec =
                    new PBEKeySpec(
                            account.password().reveal().toCharArray(),
                            salt(),
                            ITERATIONS,
                            KEY_BITS);
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has PBKDF2WithHmacSHA256", e);
        }
    }

    private static byte[] proof(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static byte[] sha256(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
