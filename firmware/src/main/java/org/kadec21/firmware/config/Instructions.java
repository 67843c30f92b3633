package org.kadec21.firmware.config;

import org.kadec21.mailbox.MailboxReader.Account;
import org.kadec21.submission.SigningIdentity;
import org.kadec21.submission.SubmissionPolicy.Tls;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Signed instructions that a unit fetches from its own mailbox.
///
/// @param mailbox where they arrive
/// @param tls what is demanded of that server; never `OPTIONAL`
/// @param signers whose signature counts; not empty
/// @param reader to whom what is secret must be encrypted; empty when the unit has no key
/// @param poll the mailbox is looked at in the first call after so long
/// @param airtimeCap longest time on air of one look
/// @param leastSequence no instruction up to this number is taken
public record Instructions(
        Account mailbox,
        Tls tls,
        List<X509Certificate> signers,
        Optional<SigningIdentity> reader,
        Duration poll,
        Duration airtimeCap,
        int leastSequence) {

    /// The greatest sequence number.
    public static final int LAST_SEQUENCE = 1_000_000_000;

    public Instructions {
        signers = List.copyOf(signers);
    }

    /// Trusting these certification authorities at the mailbox's server.
    Instructions withTrustAnchors(List<X509Certificate> anchors) {
        return new Instructions(
                mailbox,
                tls.withTrustAnchors(anchors),
                signers,
                reader,
                poll,
                airtimeCap,
                leastSequence);
    }
}
