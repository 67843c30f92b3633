package org.kadec21.firmware.config;

import org.kadec21.hal.Secret;
import org.kadec21.submission.TokenSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A bearer token in a file that another program renews: read for each connection, so that a new
/// token is used as soon as it is there. The first line is the token.
record TokenFile(NamedFiles files, String name) implements TokenSource {

    @Override
    public Optional<Secret> token() {
        try {
            return new String(files.read(name), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .map(Secret::of);
        } catch (IOException beingRenewed) {
            return Optional.empty();
        }
    }
}
