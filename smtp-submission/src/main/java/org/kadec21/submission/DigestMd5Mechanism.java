package org.kadec21.submission;

import org.kadec21.submission.DigestChallenge.Directive;
import org.kadec21.submission.Mechanism.Turn.Cancel;
import org.kadec21.submission.Mechanism.Turn.Say;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/// RFC 2831 without its security layers (`qop=auth`), with the server's proof verified.
record DigestMd5Mechanism() implements Mechanism {

    private static final String NONCE_COUNT = "00000001";

    @Override
    public String name() {
        return "DIGEST-MD5";
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
        return new DigestExchange(claim, "smtp/" + claim.host());
    }

    /// What both proofs are computed from.
    record Terms(String user, String realm, String nonce, String clientNonce, String digestUri) {

        /// The client's proof that it knows the password: `response` of RFC 2831 2.1.2.1.
        String response(byte[] password) {
            return proof(password, "AUTHENTICATE:" + digestUri);
        }

        /// The server's: `rspauth` of RFC 2831 2.1.3.
        String serverProof(byte[] password) {
            return proof(password, ":" + digestUri);
        }

        private String proof(byte[] password, String a2) {
            ByteArrayOutputStream account = new ByteArrayOutputStream();
            account.writeBytes(bytes(user + ":" + realm + ":"));
            account.writeBytes(password);
            ByteArrayOutputStream a1 = new ByteArrayOutputStream();
            a1.writeBytes(Hash.MD5.digest(account.toByteArray()));
            a1.writeBytes(bytes(":" + nonce + ":" + clientNonce));
            return hex(
                    hex(a1.toByteArray())
                            + ":"
                            + String.join(":", nonce, NONCE_COUNT, clientNonce, "auth")
                            + ":"
                            + hex(a2));
        }

        private static String hex(String text) {
            return hex(bytes(text));
        }

        private static String hex(byte[] bytes) {
            return HexFormat.of().formatHex(Hash.MD5.digest(bytes));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static final class DigestExchange implements Exchange {
        private final Claim claim;
        private final String digestUri;
        private Optional<String> expectedProof = Optional.empty();
        private boolean proven;

        DigestExchange(Claim claim, String digestUri) {
            this.claim = claim;
            this.digestUri = digestUri;
        }

        @Override
        public Optional<byte[]> initialResponse() {
            return Optional.empty();
        }

        @Override
        public Turn answer(byte[] challenge) {
            return DigestChallenge.parse(challenge)
                    .map(parsed -> expectedProof.isEmpty() ? respond(parsed) : check(parsed))
                    .orElseGet(() -> new Cancel("expected directives as in RFC 2831 2.1.1"));
        }

        @Override
        public Optional<String> missingProof() {
            return proven
                    ? Optional.empty()
                    : Optional.of("it has not proven that it knows the password (rspauth)");
        }

        private Turn respond(DigestChallenge challenge) {
            if (!challenge.hasOne("nonce")
                    || !challenge.first("algorithm").filter("md5-sess"::equals).isPresent()) {
                return new Cancel("expected one nonce and algorithm=md5-sess (RFC 2831 2.1.1)");
            }
            if (!challenge.offersAuth()) {
                return new Cancel("expected qop=auth: security layers are TLS's business here");
            }
            Optional<String> realm = challenge.first("realm");
            Terms terms =
                    new Terms(
                            claim.user(),
                            realm.orElse(""),
                            challenge.first("nonce").orElseThrow(),
                            claim.nonce().get(),
                            digestUri);
            byte[] password = claim.secret().revealBytes();
            expectedProof = Optional.of(terms.serverProof(password));
            String text =
                    (challenge.first("charset").isPresent() ? "charset=utf-8," : "")
                            + quoted(new Directive("username", terms.user()))
                            + realm.map(name -> quoted(new Directive("realm", name))).orElse("")
                            + quoted(new Directive("nonce", terms.nonce()))
                            + ("nc=" + NONCE_COUNT + ",")
                            + quoted(new Directive("cnonce", terms.clientNonce()))
                            + quoted(new Directive("digest-uri", terms.digestUri()))
                            + ("response=" + terms.response(password) + ",qop=auth");
            return new Say(bytes(text));
        }

        private Turn check(DigestChallenge challenge) {
            String shown = challenge.first("rspauth").orElse("");
            proven =
                    !proven
                            && MessageDigest.isEqual(
                                    bytes(shown), bytes(expectedProof.orElseThrow()));
            return proven
                    ? new Say(new byte[0])
                    : new Cancel(
                            "the server's proof (rspauth) is wrong: it does not know the password");
        }

        private static String quoted(Directive directive) {
            String escaped = directive.value().replaceAll("([\"\\\\])", "\\\\$1");
            return directive.name() + "=\"" + escaped + "\",";
        }
    }
}
