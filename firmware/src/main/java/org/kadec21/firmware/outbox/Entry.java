package org.kadec21.firmware.outbox;

import org.kadec21.submission.OutgoingMail;

import java.util.List;
import java.util.function.UnaryOperator;

/// A mail on flash and how far it is.
///
/// @param attempts how many attempts are recorded: those that handed the last byte over, and those
///   that ended before
/// @param handedOver whether an attempt handed the last byte over and its outcome is not recorded
/// @param recipients in the order of the envelope
public record Entry(
        Envelope envelope,
        MailClass mailClass,
        Content content,
        int attempts,
        boolean handedOver,
        List<Recipient> recipients) {

    /// One recipient's progress.
    public record Recipient(String address, Progress progress) {

        boolean isOpen() {
            return progress instanceof Progress.Open;
        }
    }

    public Entry {
        recipients = List.copyOf(recipients);
    }

    static Entry fresh(Envelope envelope, MailClass mailClass, Content content) {
        List<Recipient> recipients =
                envelope.recipients().stream()
                        .map(address -> new Recipient(address, new Progress.Open(false)))
                        .toList();
        return new Entry(envelope, mailClass, content, 0, false, recipients);
    }

    public String id() {
        return envelope.id();
    }

    /// Those it still has to go to.
    public List<String> openRecipients() {
        return recipients.stream().filter(Recipient::isOpen).map(Recipient::address).toList();
    }

    public List<Recipient> rejected() {
        return recipients.stream()
                .filter(recipient -> recipient.progress() instanceof Progress.Rejected)
                .toList();
    }

    /// Whether an earlier attempt may have delivered it to one of the open recipients.
    public boolean inDoubt() {
        return possibleDuplicate() > 0;
    }

    /// 0, or the number of the coming attempt when an earlier one ended in doubt.
    public int possibleDuplicate() {
        return possibleDuplicate(openRecipients());
    }

    /// As [#possibleDuplicate()], for an attempt that goes to these recipients only.
    public int possibleDuplicate(List<String> addresses) {
        boolean inDoubt =
                recipients.stream()
                        .anyMatch(recipient ->
                                recipient.progress() instanceof Progress.Open(boolean doubt)
                                        && (doubt || handedOver)
                                        && addresses.contains(recipient.address()));
        return inDoubt ? attempts + 1 : 0;
    }

    /// The coming attempt: the same bytes to the recipients that are still open.
    ///
    /// @param message the stored bytes, or a cut's rendered ones
    public OutgoingMail outgoing(byte[] message) {
        return new OutgoingMail(
                id(), envelope.from(), openRecipients(), message, possibleDuplicate());
    }

    /// Its last byte goes to the bearer. When one is out already without an outcome, that one is in
    /// doubt now.
    Entry handOver() {
        return new Entry(
                envelope,
                mailClass,
                content,
                attempts + 1,
                true,
                handedOver ? doubted().recipients : recipients);
    }

    /// The outcome of the last attempt is lost.
    Entry doubted() {
        return withRecipients(recipient ->
                recipient.isOpen()
                        ? new Recipient(recipient.address(), new Progress.Open(true))
                        : recipient);
    }

    /// The last attempt ended, with these recipients' progress.
    Entry concluded(UnaryOperator<Recipient> conclusion) {
        int counted = handedOver ? attempts : attempts + 1;
        Entry concluded =
                withRecipients(
                        recipient -> recipient.isOpen() ? conclusion.apply(recipient) : recipient);
        return new Entry(envelope, mailClass, content, counted, false, concluded.recipients);
    }

    private Entry withRecipients(UnaryOperator<Recipient> change) {
        return new Entry(
                envelope,
                mailClass,
                content,
                attempts,
                false,
                recipients.stream().map(change).toList());
    }
}
