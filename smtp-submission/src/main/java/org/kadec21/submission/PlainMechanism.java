package org.kadec21.submission;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// RFC 4616: user and password in one word.
record PlainMechanism() implements Mechanism {

    @Override
    public String name() {
        return "PLAIN";
    }

    @Override
    public boolean showsPassword() {
        return true;
    }

    @Override
    public Exchange begin(Claim claim) {
        return new Exchange() {
            @Override
            public Optional<byte[]> initialResponse() {
                return Optional.of(
                        ("\0" + claim.user() + "\0" + claim.secret().reveal())
                                .getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public Turn answer(byte[] challenge) {
                return new Turn.Cancel("PLAIN has said everything in its first word");
            }
        };
    }
}
