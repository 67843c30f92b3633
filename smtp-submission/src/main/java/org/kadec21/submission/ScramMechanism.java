package org.kadec21.submission;

import org.kadec21.submission.Mechanism.Turn.Cancel;
import org.kadec21.submission.Mechanism.Turn.Say;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// SCRAM (RFC 5802; with SHA-256 RFC 7677) without channel binding: neither side shows the
/// password, and the server proves that it has known it.
record ScramMechanism(Hash hash) implements Mechanism {

    /// RFC 7677 4: fewer make guessing cheap.
    static final int FEWEST_ITERATIONS = 4096;

    /// What a server may cost the unit's processor; OWASP advises servers to use 600,000.
    static final int MOST_ITERATIONS = 1_000_000;

    private static final String NO_CHANNEL_BINDING = "n,,";
    private static final Pattern SERVER_FIRST =
            Pattern.compile(
                    "r=([\\x21-\\x2b\\x2d-\\x7e]{1,512}),s=([A-Za-z0-9+/=]{1,512}),i=([1-9][0-9]{0,8})(,.*)?");

    @Override
    public String name() {
        return "SCRAM-" + hash.wireName();
    }

    @Override
    public boolean showsPassword() {
        return false;
    }

    @Override
    public Optional<String> objection(Claim claim) {
        return claim.notPreparable();
    }

    @Override
    public Exchange begin(Claim claim) {
        return new ScramExchange(hash, claim, claim.nonce().get());
    }

    private static final class ScramExchange implements Exchange {
        private final Hash hash;
        private final Claim claim;
        private final String nonce;
        private final String firstBare;
        private Optional<byte[]> serverSignature = Optional.empty();
        private Optional<String> complaint = Optional.empty();
        private boolean proven;

        ScramExchange(Hash hash, Claim claim, String nonce) {
            this.hash = hash;
            this.claim = claim;
            this.nonce = nonce;
            String name = claim.user().replace("=", "=3D").replace(",", "=2C");
            this.firstBare = "n=" + name + ",r=" + nonce;
        }

        @Override
        public Optional<byte[]> initialResponse() {
            return Optional.of(ascii(NO_CHANNEL_BINDING + firstBare));
        }

        @Override
        public Turn answer(byte[] challenge) {
            String text = new String(challenge, StandardCharsets.UTF_8);
            return serverSignature
                    .map(expected -> check(text, expected))
                    .orElseGet(() -> prove(text));
        }

        @Override
        public Optional<String> missingProof() {
            return proven
                    ? Optional.empty()
                    : Optional.of("it has not proven that it knows the password (v=)");
        }

        @Override
        public Optional<String> complaint() {
            return complaint;
        }

        private Turn prove(String serverFirst) {
            Matcher parts = SERVER_FIRST.matcher(serverFirst);
            if (!parts.matches()) {
                return new Cancel("expected r=, s= and i= as in RFC 5802 7");
            }
            String bothNonces = parts.group(1);
            if (!bothNonces.startsWith(nonce) || bothNonces.length() == nonce.length()) {
                return new Cancel("the server's nonce does not continue ours");
            }
            int iterations = Integer.parseInt(parts.group(3));
            if (iterations < FEWEST_ITERATIONS || iterations > MOST_ITERATIONS) {
                return new Cancel(
                        "expected "
                                + FEWEST_ITERATIONS
                                + " to "
                                + MOST_ITERATIONS
                                + " iterations, the server wants "
                                + iterations);
            }
            byte[] salt;
            try {
                salt = Base64.getDecoder().decode(parts.group(2));
            } catch (IllegalArgumentException notBase64) {
                return new Cancel("the server's salt is not Base64");
            }
            String binding = Base64.getEncoder().encodeToString(ascii(NO_CHANNEL_BINDING));
            String withoutProof = "c=" + binding + ",r=" + bothNonces;
            byte[] authMessage = ascii(firstBare + "," + serverFirst + "," + withoutProof);
            byte[] salted = hash.stretched(claim.secret().revealBytes(), salt, iterations);
            byte[] clientKey = hash.mac(salted, ascii("Client Key"));
            byte[] proof = hash.mac(hash.digest(clientKey), authMessage);
            for (int i = 0; i < proof.length; i++) {
                proof[i] ^= clientKey[i];
            }
            serverSignature =
                    Optional.of(hash.mac(hash.mac(salted, ascii("Server Key")), authMessage));
            return new Say(ascii(withoutProof + ",p=" + Base64.getEncoder().encodeToString(proof)));
        }

        private Turn check(String serverFinal, byte[] expected) {
            String[] fields = serverFinal.split(",", 2);
            if (fields[0].startsWith("e=")) {
                complaint = Optional.of(ReplyParser.printable(fields[0].substring(2)));
                return new Say(new byte[0]);
            }
            String wanted = "v=" + Base64.getEncoder().encodeToString(expected);
            proven = !proven && MessageDigest.isEqual(ascii(fields[0]), ascii(wanted));
            return proven
                    ? new Say(new byte[0])
                    : new Cancel("the server's signature is wrong: it does not know the password");
        }

        private static byte[] ascii(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
