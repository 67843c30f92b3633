package org.kadec21.firmware.config;

import java.util.Optional;
import java.util.stream.Stream;

/// The version of a unit's configuration: what firmware of that generation can understand of the
/// servers in it. Everything else in a configuration means the same to every image.
///
/// A configuration is of the generation of the `firmware` it names; how one generation reads what
/// was written for another one is in [ServerMigration]. The words stand on flash and never change.
public enum Generation {
    /// Port 25, neither accounts nor TLS.
    RELAY("relay", 25, false, false),
    /// Port 587 with accounts, without TLS.
    ACCOUNT("account", 587, true, false),
    /// Port 587 with accounts and TLS.
    SUBMISSION("submission", 587, true, true);

    private final String word;
    private final int defaultPort;
    private final boolean auth;
    private final boolean startTls;

    Generation(String word, int defaultPort, boolean auth, boolean startTls) {
        this.word = word;
        this.defaultPort = defaultPort;
        this.auth = auth;
        this.startTls = startTls;
    }

    /// That of an image which behaves like this.
    public static Generation of(FirmwareProfile firmware) {
        if (!firmware.auth()) {
            return RELAY;
        }
        return firmware.startTls() ? SUBMISSION : ACCOUNT;
    }

    /// The generation of that word; empty for one that a later image made up.
    public static Optional<Generation> of(String word) {
        return Stream.of(values()).filter(generation -> generation.word.equals(word)).findFirst();
    }

    /// As on flash and in sentences.
    public String word() {
        return word;
    }

    /// Where a server is called whose port is not written down.
    int defaultPort() {
        return defaultPort;
    }

    /// Whether it can log in.
    boolean auth() {
        return auth;
    }

    /// Whether it can secure a connection.
    boolean startTls() {
        return startTls;
    }
}
