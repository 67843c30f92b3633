package org.kadec21.simulation.ppp;

import java.util.Optional;

/// How a host has to say who it is.
public enum Authentication {
    /// It need not.
    NONE,
    /// By name and password (RFC 1334 2).
    PAP,
    /// By a digest of a challenge with its password (RFC 1994, MD5).
    CHAP;

    private static final byte MD5 = 5;

    /// What asks for it (RFC 1661 6.2).
    Optional<ConfigureOption> option() {
        return switch (this) {
            case NONE -> Optional.empty();
            case PAP -> Optional.of(ConfigureOption.of16(LcpOptions.AUTHENTICATION, Frame.PAP));
            case CHAP ->
                    Optional.of(
                            new ConfigureOption(
                                    LcpOptions.AUTHENTICATION,
                                    new byte[] {(byte) (Frame.CHAP >> 8), Frame.CHAP & 0xFF, MD5}));
        };
    }
}
