package org.kadec21.simulation.provider.mailbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where mail waits, by address. [Mailboxes] keeps it in memory; a shell on the host may wrap that
/// to keep it in a directory too. Called by one task at a time.
public interface MailStore {

    /// Keeps a copy for `address`, whether it is a customer's or not: what leaves for elsewhere can
    /// be inspected as well.
    ///
    /// @throws MailStoreException when it cannot be kept; the mail has not been accepted then
    StoredMail store(String address, Instant arrival, byte[] content);

    /// The mailbox's mails in the order of arrival; empty for an address nothing was ever sent to.
    List<StoredMail> mails(String address);

    /// A part of a mail's text, so that nobody has to have all of it at once; empty when the mail
    /// is not there (any more).
    ///
    /// @param from octets to pass over
    /// @param most octets of the part, which is shorter only at the text's end
    Optional<byte[]> read(String address, String uniqueId, int from, int most);

    /// A mail's whole text; empty when it is not there (any more).
    default Optional<byte[]> content(String address, StoredMail mail) {
        return read(address, mail.uniqueId(), 0, mail.octets());
    }

    /// Deletes mails; unique ids that are not there (any more) are passed over.
    void delete(String address, List<String> uniqueIds);

    /// Octets in the mailbox.
    long octets(String address);

    /// The addresses that ever got mail.
    List<String> addresses();

    /// Gives the mails of one address to another, with the times of their arrival: the customer has
    /// a new address. Does nothing when the other has mails of its own.
    ///
    /// @throws MailStoreException when one of them cannot be given; all are where they were then
    void move(String from, String to);
}
