package org.kadec21.submission;

import org.kadec21.hal.Secret;

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
    public Exchange begin(String user, Secret password) {
        return new Exchange() {
            @Override
            public Optional<byte[]> initialResponse() {
                return Optional.of(
                        ("\0" + user + "\0" + password.reveal()).getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public Optional<byte[]> answer(byte[] challenge) {
                return Optional.empty();
            }
        };
    }
}
