package org.kadec21.submission;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/// The LOGIN that everybody speaks and nobody specified: the server asks twice, and the wording of
/// its questions means nothing.
record LoginMechanism() implements Mechanism {

    @Override
    public String name() {
        return "LOGIN";
    }

    @Override
    public boolean showsPassword() {
        return true;
    }

    @Override
    public Exchange begin(Claim claim) {
        Queue<byte[]> answers =
                new ArrayDeque<>(
                        List.of(
                                claim.user().getBytes(StandardCharsets.UTF_8),
                                claim.secret().revealBytes()));
        return new Exchange() {
            @Override
            public Optional<byte[]> initialResponse() {
                return Optional.empty();
            }

            @Override
            public Turn answer(byte[] challenge) {
                return Optional.ofNullable(answers.poll())
                        .<Turn>map(Turn.Say::new)
                        .orElseGet(() -> new Turn.Cancel("LOGIN asks for two words only"));
            }
        };
    }
}
