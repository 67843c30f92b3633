package org.kadec21.modem.ppp.link;

import org.kadec21.hal.Secret;

/// Name and password for the packet network, printable ASCII of at most 99 characters each; both
/// empty where the network wants none. Most networks that ask look at neither.
public record Credentials(String user, Secret password) {

    private static final int MOST_BYTES = 255;

    public Credentials {
        if (user.length() > MOST_BYTES || password.revealBytes().length > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "expected a user and a password of at most 255 bytes for PPP (RFC 1334 2.2.1)");
        }
    }
}
