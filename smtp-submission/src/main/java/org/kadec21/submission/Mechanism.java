package org.kadec21.submission;

import org.kadec21.hal.Secret;

import java.util.Optional;

/// A SASL mechanism (RFC 4422) as a client plays it.
interface Mechanism {

    /// Its name in EHLO and AUTH.
    String name();

    /// Whether whoever reads along gets the password.
    boolean showsPassword();

    /// Begins one login.
    Exchange begin(String user, Secret password);

    /// One login: an optional first word of ours, then an answer to each challenge.
    interface Exchange {

        /// What goes along with the AUTH command, for mechanisms in which the client speaks first.
        Optional<byte[]> initialResponse();

        /// Our answer to a decoded challenge; empty when it makes no sense, and the login is to be
        /// cancelled.
        Optional<byte[]> answer(byte[] challenge);
    }
}
