package org.kadec21.submission;

import org.kadec21.hal.Secret;

import java.util.Optional;
import java.util.function.Supplier;

/// Who logs in, and where.
///
/// @param secret password or bearer token, as the mechanism wants it
/// @param host the server's name as configured, which some mechanisms bind a login to
/// @param nonce a fresh unguessable word of printable ASCII without comma, quote and backslash
record Claim(String user, Secret secret, String host, int port, Supplier<String> nonce) {

    /// Why user and secret cannot be prepared for a mechanism that hashes them.
    ///
    /// SASLprep (RFC 4013) leaves printable ASCII as it is; for everything else it needs Unicode
    /// tables that are larger than this module. A hash over text prepared differently from the
    /// server's would look like a wrong password and might lock the account.
    Optional<String> notPreparable() {
        if (!isPrintableAscii(user)) {
            return Optional.of("the user name has characters outside printable ASCII");
        }
        return isPrintableAscii(secret.reveal())
                ? Optional.empty()
                : Optional.of("the password has characters outside printable ASCII");
    }

    private static boolean isPrintableAscii(String text) {
        return !text.isEmpty() && text.chars().allMatch(next -> next >= 0x20 && next < 0x7f);
    }
}
