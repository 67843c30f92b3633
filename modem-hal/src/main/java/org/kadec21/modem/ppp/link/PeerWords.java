package org.kadec21.modem.ppp.link;

import java.nio.charset.StandardCharsets;

/// What a peer has said in words, fit to be shown.
final class PeerWords {

    private static final int MOST_CHARACTERS = 120;

    private PeerWords() {}

    static String of(byte[] bytes, int offset, int length) {
        return new String(
                        bytes, offset, Math.min(length, MOST_CHARACTERS), StandardCharsets.US_ASCII)
                .replaceAll("[^ -~]", "?")
                .strip();
    }
}
