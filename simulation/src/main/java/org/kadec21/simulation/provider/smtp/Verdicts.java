package org.kadec21.simulation.provider.smtp;

import org.kadec21.simulation.provider.mailbox.Accounts;
import org.kadec21.simulation.provider.policy.Mechanism;
import org.kadec21.simulation.provider.policy.Rules;
import org.kadec21.simulation.provider.policy.TlsOffer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the provider's rules say to each command: the regular reply, without any effect.
final class Verdicts {

    private final SmtpSite site;

    Verdicts(SmtpSite site) {
        this.site = site;
    }

    /// Whether the rules forbid this command as long as there is no TLS (RFC 3207 section 4).
    boolean needsTls(SmtpCommand command, Client client) {
        if (client.secure() || site.service().tls() != TlsOffer.REQUIRED) {
            return false;
        }
        return switch (command) {
            case SmtpCommand.Auth _,
                    SmtpCommand.Mail _,
                    SmtpCommand.Rcpt _,
                    SmtpCommand.StartData _,
                    SmtpCommand.Vrfy _ ->
                    true;
            // the octets behind a BDAT must be taken before anything can be said
            case SmtpCommand.Bdat _, SmtpCommand.Unframed _ -> false;
            case SmtpCommand.Ehlo _,
                    SmtpCommand.Helo _,
                    SmtpCommand.StartTls _,
                    SmtpCommand.Rset _,
                    SmtpCommand.Noop _,
                    SmtpCommand.Help _,
                    SmtpCommand.Quit _,
                    SmtpCommand.Flawed _ ->
                    false;
        };
    }

    SmtpReply ehlo(Client client) {
        List<String> lines = new ArrayList<>();
        lines.add(site.hostName());
        lines.add("PIPELINING");
        lines.add("SIZE " + site.rules().maxMessageOctets());
        lines.add("VRFY");
        if (site.service().tls() != TlsOffer.NONE && !client.secure()) {
            lines.add("STARTTLS");
        }
        if (isAuthOffered(client)) {
            lines.add("AUTH " + String.join(" ", mechanismNames(client)));
        }
        lines.add("ENHANCEDSTATUSCODES");
        lines.add("8BITMIME");
        lines.add("CHUNKING");
        return Replies.capabilities(lines);
    }

    SmtpReply startTls(Client client) {
        if (client.secure()) {
            return Replies.TLS_ALREADY;
        }
        return site.service().tls() == TlsOffer.NONE
                ? Replies.NOT_IMPLEMENTED
                : Replies.READY_FOR_TLS;
    }

    /// Why AUTH cannot even begin; empty when it can.
    Optional<SmtpReply> objectionToAuth(
            Client client, boolean transactionOpen, Optional<Mechanism> mechanism) {
        if (client.hello().isEmpty()) {
            return Optional.of(Replies.HELLO_FIRST);
        }
        if (!isAuthOffered(client)) {
            return Optional.of(Replies.AUTH_DISABLED);
        }
        if (client.account().isPresent()) {
            return Optional.of(Replies.AUTH_ALREADY);
        }
        if (transactionOpen) {
            return Optional.of(Replies.TRANSACTION_OPEN);
        }
        return mechanism.isEmpty() ? Optional.of(Replies.AUTH_UNKNOWN) : Optional.empty();
    }

    /// The mechanism of that name that is offered to this client.
    Optional<Mechanism> mechanism(String name, Client client) {
        return mechanisms(client).stream().filter(m -> m.wireName().equals(name)).findFirst();
    }

    SmtpReply mail(SmtpCommand.Mail mail, Client client, boolean transactionOpen) {
        if (client.hello().isEmpty()) {
            return Replies.HELLO_FIRST;
        }
        if (transactionOpen) {
            return Replies.NESTED_MAIL;
        }
        if (site.service().authRequired() && client.account().isEmpty()) {
            return Replies.AUTH_FIRST;
        }
        long declared = mail.size().orElse(0);
        if (declared > site.rules().maxMessageOctets()) {
            return Replies.SIZE_AT_MAIL;
        }
        return site.memory().has(declared) ? Replies.SENDER_OK : Replies.NO_STORAGE;
    }

    SmtpReply rcpt(String recipient, Client client, Transaction transaction) {
        if (transaction.hasChunks()) {
            return Replies.CHUNKS_BEGUN;
        }
        Rules rules = site.rules();
        if (transaction.recipients().size() >= rules.maxRecipients()) {
            return Replies.TOO_MANY_RECIPIENTS;
        }
        Accounts accounts = site.accounts();
        if (accounts.owner(recipient).isPresent()) {
            long used = site.mailboxOctets().applyAsLong(recipient);
            boolean full = used + transaction.declaredOctets() >= rules.maxMailboxOctets();
            return full ? Replies.mailboxFull(recipient) : Replies.RECIPIENT_OK;
        }
        if (accounts.isLocal(recipient)) {
            return Replies.unknownUser(recipient);
        }
        return relays(client, transaction.sender())
                ? Replies.RECIPIENT_OK
                : Replies.relayDenied(recipient);
    }

    SmtpReply data(Optional<Transaction> transaction) {
        if (transaction.isPresent() && transaction.get().hasChunks()) {
            return Replies.CHUNKS_BEGUN;
        }
        return hasRecipients(transaction) ? Replies.GO_AHEAD : noRecipients(transaction);
    }

    /// The reply to a chunk that completes no mail.
    ///
    /// @param of the mail it belongs to; empty when it belongs to none
    /// @param open the transaction there is, which may have no recipients
    SmtpReply chunk(Optional<Transaction> of, Optional<Transaction> open, long octets) {
        if (of.isEmpty()) {
            return noRecipients(open);
        }
        return text(of.get().message(), Replies.chunk(octets));
    }

    /// The reply to a complete message; `id` is its name if it is taken.
    SmtpReply message(Transaction transaction, String id) {
        return text(transaction.message(), Replies.queued(id));
    }

    /// The reply to text that has come in.
    private static SmtpReply text(MessageBuffer message, SmtpReply taken) {
        return switch (message.excess()) {
            case MESSAGE -> Replies.SIZE_AT_END;
            case LINE -> Replies.MESSAGE_LINE_TOO_LONG;
            case NUL -> Replies.NUL_IN_MESSAGE;
            case MEMORY -> Replies.NO_STORAGE;
            case NONE -> taken;
        };
    }

    private boolean isAuthOffered(Client client) {
        return site.service().authOffered() && !mechanisms(client).isEmpty();
    }

    private List<Mechanism> mechanisms(Client client) {
        boolean readable = client.secure() || site.rules().passwordsWithoutTls();
        return site.rules().mechanisms().stream()
                .filter(mechanism -> readable || !mechanism.showsSecret())
                .toList();
    }

    private List<String> mechanismNames(Client client) {
        return mechanisms(client).stream().map(Mechanism::wireName).toList();
    }

    private boolean relays(Client client, String sender) {
        return switch (site.service().relay()) {
            case NOBODY -> false;
            case AUTHENTICATED -> client.account().isPresent();
            case CUSTOMERS ->
                    client.account().isPresent() || site.accounts().owner(sender).isPresent();
        };
    }

    private static boolean hasRecipients(Optional<Transaction> transaction) {
        return transaction.isPresent() && !transaction.get().recipients().isEmpty();
    }

    private static SmtpReply noRecipients(Optional<Transaction> transaction) {
        boolean allRefused = transaction.isPresent() && transaction.get().hasRefusedRecipient();
        return allRefused ? Replies.NO_VALID_RECIPIENTS : Replies.NEED_RCPT;
    }
}
