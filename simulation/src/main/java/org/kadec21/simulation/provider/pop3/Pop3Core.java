package org.kadec21.simulation.provider.pop3;

import org.kadec21.hal.Secret;
import org.kadec21.simulation.provider.dialogue.Action;
import org.kadec21.simulation.provider.dialogue.Dialogue;
import org.kadec21.simulation.provider.dialogue.Event;
import org.kadec21.simulation.provider.dialogue.LineBuffer;
import org.kadec21.simulation.provider.dialogue.LineBuffer.Line;
import org.kadec21.simulation.provider.dialogue.Unread;
import org.kadec21.simulation.provider.mailbox.Account;
import org.kadec21.simulation.provider.mailbox.StoredMail;
import org.kadec21.simulation.provider.policy.TlsOffer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/// One POP3 session as a server sees it: RFC 1939 with TOP, UIDL, USER, APOP, CAPA (RFC 2449) and
/// STLS (RFC 2595). Replies are worded as Dovecot words them. Nothing is deleted before QUIT.
public final class Pop3Core implements Dialogue {

    private final Pop3Site site;
    private final LineBuffer lines = new LineBuffer();

    private final Pop3Output output = new Pop3Output();

    private final Unread unread = new Unread();
    private boolean secure;
    private Optional<String> user = Optional.empty();
    private Optional<String> stamp = Optional.empty();
    private Optional<Maildrop> maildrop = Optional.empty();
    private int commands;
    private int errors;
    private int refusedLogins;
    private boolean startingTls;

    public Pop3Core(Pop3Site site) {
        this.site = site;
        this.secure = site.implicitTls();
    }

    @Override
    public List<Action> on(Event event, Instant now) {
        switch (event) {
            case Event.Connected() -> {
                stamp = site.apop() ? Optional.of(Apop.stamp(site, now)) : Optional.empty();
                send(
                        Pop3Answer.ok(
                                site.hostName()
                                        + " ready."
                                        + stamp.map(word -> " " + word).orElse("")));
            }
            case Event.Received(byte[] octets) -> take(octets);
            case Event.Continued() -> goOn();
            case Event.TlsEstablished() -> {
                startingTls = false;
                secure = true;
                user = Optional.empty();
            }
            case Event.TimedOut() -> {
                send(Pop3Answer.error("Disconnected for inactivity."));
                output.hangUp();
            }
            case Event.Broken() -> {
                send(Pop3Answer.error("[SYS/TEMP] Internal error, come back later."));
                output.hangUp();
            }
        }
        return output.drain();
    }

    private void take(byte[] octets) {
        unread.add(octets);
        goOn();
    }

    /// Answers what has come, until the client has to take some of the answers first.
    private void goOn() {
        while (output.finish() && !output.isFull() && !unread.isEmpty() && isListening()) {
            lines.take(unread.octets(), Pop3Limits.COMMAND_LINE).ifPresent(this::line);
        }
        if (startingTls && !unread.isEmpty()) {
            output.act(
                    Action.Note.of("starttls.injection", "discarded", unread.octets().remaining()));
        }
        if (!isListening()) {
            unread.discard();
        } else if (output.isFull()) {
            output.act(new Action.Yield());
        }
    }

    private boolean isListening() {
        return !output.isOver() && !startingTls;
    }

    private void line(Line line) {
        commands++;
        if (commands > Pop3Limits.COMMANDS || errors >= Pop3Limits.ERRORS) {
            goodbye("Too many commands, goodbye.");
            return;
        }
        switch (line) {
            case Line.TooLong() -> refuse("Line too long.");
            case Line.Endless() -> goodbye("Line without end, goodbye.");
            case Line.Text(String text) -> {
                // cut at the first space only: a password may have spaces anywhere
                String[] words = text.split(" ", 2);
                command(words[0].toUpperCase(Locale.ROOT), words.length > 1 ? words[1] : "");
            }
        }
    }

    private void command(String verb, String argument) {
        switch (verb) {
            case "CAPA" -> capabilities();
            case "QUIT" -> quit();
            default -> {
                if (maildrop.isPresent()) {
                    transaction(maildrop.get(), verb, argument.strip());
                } else {
                    authorization(verb, argument);
                }
            }
        }
    }

    private void capabilities() {
        List<String> offered = new ArrayList<>(List.of("TOP", "UIDL", "RESP-CODES", "PIPELINING"));
        offered.add("AUTH-RESP-CODE");
        if (!secure && site.service().tls() != TlsOffer.NONE) {
            offered.add("STLS");
        }
        if (takesPasswords()) {
            offered.add("USER");
        }
        output.send(Pop3Answer.ok(""), new Listing(offered.stream()));
    }

    private boolean takesPasswords() {
        return secure || (site.passwordsWithoutTls() && site.service().tls() != TlsOffer.REQUIRED);
    }

    private void authorization(String verb, String argument) {
        switch (verb) {
            case "STLS" -> startTls();
            case "APOP" -> apop(argument.strip());
            case "USER", "PASS" -> {
                if (!takesPasswords()) {
                    refuse(
                            "[AUTH] Plaintext authentication disallowed on non-secure (SSL/TLS)"
                                    + " connections.");
                } else if (verb.equals("USER")) {
                    user = Optional.of(argument.strip());
                    send(Pop3Answer.ok(""));
                } else {
                    logIn(argument);
                }
            }
            default -> refuse("Unknown command.");
        }
    }

    private void startTls() {
        if (secure) {
            refuse("TLS is already active.");
        } else if (site.service().tls() == TlsOffer.NONE) {
            refuse("TLS support isn't enabled.");
        } else {
            send(Pop3Answer.ok("Begin TLS negotiation now."));
            output.act(new Action.StartTls());
            startingTls = true;
        }
    }

    private void logIn(String password) {
        if (user.isEmpty()) {
            refuse("No username given.");
            return;
        }
        String name = user.get();
        user = Optional.empty();
        conclude(name, site.accounts().verify(name, Secret.of(password)));
    }

    private void apop(String argument) {
        if (stamp.isEmpty()) {
            refuse("Unknown command.");
        } else if (!secure && site.service().tls() == TlsOffer.REQUIRED) {
            refuse("[AUTH] Authentication disallowed on non-secure (SSL/TLS) connections.");
        } else {
            conclude(
                    argument.split(" ", 2)[0], Apop.verify(argument, stamp.get(), site.accounts()));
        }
    }

    private void conclude(String name, Optional<Account> account) {
        if (account.isPresent()) {
            output.act(Action.Note.of("auth.ok", "user", account.get().user()));
            open(account.get().address());
            return;
        }
        output.act(Action.Note.of("auth.failed", "user", name));
        refuse("[AUTH] Authentication failed.");
        refusedLogins++;
        if (refusedLogins >= Pop3Limits.LOGINS) {
            output.hangUp();
        }
    }

    private void open(String address) {
        List<StoredMail> mails = site.mailboxes().mails(address);
        if (site.memory().take((long) mails.size() * Pop3Limits.LISTED_MAIL)) {
            maildrop = Optional.of(new Maildrop(address, mails));
            send(Pop3Answer.ok("Logged in."));
        } else {
            refuse("[SYS/TEMP] Insufficient memory, come back later.");
        }
    }

    private void transaction(Maildrop drop, String verb, String argument) {
        switch (verb) {
            case "STAT" -> send(Pop3Answer.ok(drop.count() + " " + drop.octets()));
            case "LIST" -> list(drop, argument, false);
            case "UIDL" -> list(drop, argument, true);
            case "RETR" -> withMail(drop, argument, entry -> retrieve(drop, entry));
            case "DELE" ->
                    withMail(
                            drop,
                            argument,
                            entry -> {
                                drop.mark(entry);
                                send(Pop3Answer.ok("Marked to be deleted."));
                            });
            case "TOP" -> top(drop, argument);
            case "NOOP" -> send(Pop3Answer.ok(""));
            case "RSET" -> {
                drop.unmarkAll();
                send(Pop3Answer.ok(""));
            }
            default -> refuse("Unknown command.");
        }
    }

    private void list(Maildrop drop, String argument, boolean byUniqueId) {
        if (!argument.isEmpty()) {
            withMail(drop, argument, entry -> send(Pop3Answer.ok(listing(entry, byUniqueId))));
            return;
        }
        output.send(
                Pop3Answer.ok(drop.count() + " messages:"),
                new Listing(drop.entries().map(e -> listing(e, byUniqueId))));
    }

    private static String listing(Maildrop.Entry entry, boolean byUniqueId) {
        Object value = byUniqueId ? entry.mail().uniqueId() : entry.mail().octets();
        return entry.number() + " " + value;
    }

    private void retrieve(Maildrop drop, Maildrop.Entry entry) {
        send(drop, entry.mail(), entry.mail().octets() + " octets", Long.MAX_VALUE);
    }

    private void send(Maildrop drop, StoredMail mail, String said, long bodyLines) {
        if (site.mailboxes().read(drop.address(), mail.uniqueId(), 0, 0).isEmpty()) {
            refuse("Message is already expunged.");
            return;
        }
        output.send(
                Pop3Answer.ok(said),
                new Retrieval(site.mailboxes(), drop.address(), mail, bodyLines));
    }

    private void top(Maildrop drop, String argument) {
        String[] words = argument.split(" +", -1);
        if (words.length != 2 || !words[1].matches("\\d{1,9}")) {
            refuse("Syntax: TOP message lines");
            return;
        }
        int bodyLines = Integer.parseInt(words[1]);
        withMail(drop, words[0], entry -> send(drop, entry.mail(), "", bodyLines));
    }

    private void withMail(Maildrop drop, String number, Consumer<Maildrop.Entry> use) {
        drop.entry(number).ifPresentOrElse(use, () -> refuse("There's no message " + number + "."));
    }

    private void quit() {
        maildrop.filter(drop -> !drop.markedIds().isEmpty())
                .ifPresent(drop -> output.act(new Action.Purge(drop.address(), drop.markedIds())));
        send(Pop3Answer.ok("Logging out."));
        output.hangUp();
    }

    private void refuse(String reason) {
        errors++;
        send(Pop3Answer.error(reason));
    }

    private void goodbye(String reason) {
        send(Pop3Answer.error(reason));
        output.hangUp();
    }

    private void send(byte[] octets) {
        output.send(octets);
    }
}
