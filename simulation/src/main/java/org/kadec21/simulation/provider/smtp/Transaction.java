package org.kadec21.simulation.provider.smtp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A mail under way: from an accepted MAIL to the final reply or RSET.
final class Transaction {

    private final String sender;
    private final long declaredOctets;
    private final List<String> recipients = new ArrayList<>();
    private final MessageBuffer message;
    private int refusedRecipients;
    private boolean chunksBegun;
    private long bodyOctets;

    /// A mail without recipients and text.
    ///
    /// @param declaredOctets the SIZE parameter, 0 when there was none
    /// @param message where its text comes in
    Transaction(String sender, long declaredOctets, MessageBuffer message) {
        this.sender = sender;
        this.declaredOctets = declaredOctets;
        this.message = message;
    }

    String sender() {
        return sender;
    }

    long declaredOctets() {
        return declaredOctets;
    }

    List<String> recipients() {
        return List.copyOf(recipients);
    }

    /// A recipient named twice gets one copy.
    void add(String recipient) {
        if (!recipients.contains(recipient)) {
            recipients.add(recipient);
        }
    }

    void noteRefusedRecipient() {
        refusedRecipients++;
    }

    boolean hasRefusedRecipient() {
        return refusedRecipients > 0;
    }

    Moment.Envelope envelope() {
        return new Moment.Envelope(
                Optional.of(sender), declaredOctets, recipients.size(), refusedRecipients);
    }

    void beginChunk() {
        chunksBegun = true;
    }

    boolean hasChunks() {
        return chunksBegun;
    }

    /// Octets that came in on the wire for this mail.
    long arrived(int octets) {
        bodyOctets += octets;
        return bodyOctets;
    }

    MessageBuffer message() {
        return message;
    }
}
