package org.kadec21.modem;

import org.kadec21.hal.Secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// Remembers, across restarts, what became of each PIN that was tried, so that a wrong one is never
/// tried twice: three wrong ones block a SIM (3GPP TS 51.011 8.1). PINs are remembered by
/// [#mark(Secret)], never themselves.
public interface PinMemory {

    /// What became of the PIN with this mark; empty when it was never tried.
    Optional<Verdict> verdict(String mark);

    /// Whether some PIN was tried and is not known to be right: it may have cost the SIM a try.
    boolean hasTriedInVain();

    /// Remembers a verdict, replacing an earlier one of the same mark. It is durable when this
    /// returns.
    void remember(String mark, Verdict verdict);

    /// What a PIN is remembered by. It hides a PIN from passers-by only: four digits can be found
    /// by trial.
    static String mark(Secret pin) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("kadec21 pin ".getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(pin.revealBytes()), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// What became of a try.
    enum Verdict {
        /// About to be tried, or tried without an answer.
        IN_DOUBT,
        /// As [#IN_DOUBT], of a PIN that was accepted the time before.
        PROVEN_IN_DOUBT,
        ACCEPTED,
        REFUSED;

        /// Whether a SIM has taken this PIN at some time.
        public boolean isProven() {
            return this == ACCEPTED || this == PROVEN_IN_DOUBT;
        }
    }
}
