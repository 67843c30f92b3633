package org.kadec21.simulation.provider.delivery;

/// Finds a word in a stream of octets (Knuth, Morris, Pratt), without keeping any of them.
final class SignatureSearch {

    private final byte[] word;
    private final int[] fallback;
    private int matched;
    private boolean found;

    SignatureSearch(byte[] word) {
        this.word = word.clone();
        this.fallback = new int[word.length];
        for (int i = 1, length = 0; i < word.length; i++) {
            while (length > 0 && word[i] != word[length]) {
                length = fallback[length - 1];
            }
            if (word[i] == word[length]) {
                length++;
            }
            fallback[i] = length;
        }
    }

    void take(byte octet) {
        while (matched > 0 && octet != word[matched]) {
            matched = fallback[matched - 1];
        }
        if (octet == word[matched]) {
            matched++;
        }
        if (matched == word.length) {
            found = true;
            matched = fallback[matched - 1];
        }
    }

    /// What comes next is not the continuation of what came before.
    void forget() {
        matched = 0;
    }

    boolean isFound() {
        return found;
    }
}
