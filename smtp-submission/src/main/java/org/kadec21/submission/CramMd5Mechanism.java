package org.kadec21.submission;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/// RFC 2195: the user's name and an HMAC of the server's challenge. It hides the password from who
/// reads along, but lets him guess offline, and the server proves nothing.
record CramMd5Mechanism() implements Mechanism {

    @Override
    public String name() {
        return "CRAM-MD5";
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
        return new Exchange() {
            private boolean answered;

            @Override
            public Optional<byte[]> initialResponse() {
                return Optional.empty();
            }

            @Override
            public Turn answer(byte[] challenge) {
                if (answered || challenge.length == 0) {
                    return new Turn.Cancel(
                            "CRAM-MD5 has exactly one challenge, and not an empty one");
                }
                answered = true;
                byte[] proof = Hash.MD5.mac(claim.secret().revealBytes(), challenge);
                return new Turn.Say(
                        (claim.user() + " " + HexFormat.of().formatHex(proof))
                                .getBytes(StandardCharsets.UTF_8));
            }
        };
    }
}
