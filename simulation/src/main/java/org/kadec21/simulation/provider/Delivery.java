package org.kadec21.simulation.provider;

import org.kadec21.hal.Journal;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.simulation.provider.delivery.Fate;
import org.kadec21.simulation.provider.delivery.MailText;
import org.kadec21.simulation.provider.delivery.Sorting;
import org.kadec21.simulation.provider.mailbox.Account;
import org.kadec21.simulation.provider.mailbox.IncomingMail;
import org.kadec21.simulation.provider.mailbox.MailStore;
import org.kadec21.simulation.provider.mailbox.MailStoreException;
import org.kadec21.simulation.provider.mailbox.MemberLog;
import org.kadec21.simulation.provider.mailbox.MemberLog.Reason;
import org.kadec21.simulation.provider.mailbox.MemoryBudget;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Brings accepted mail where [Sorting] wants it, and says so in the journal.
final class Delivery {

    /// Mails that wait for the end of an outage; when there are more, nobody from elsewhere is
    /// listened to.
    static final int MOST_HELD = 1000;

    /// Between two tries to store a mail that was held.
    private static final Duration RETRY = Duration.ofMinutes(1);

    private final Sorting sorting;
    private final MailStore mailboxes;
    private final MemberLog log;
    private final Time time;
    private final Tasks tasks;
    private final Journal journal;
    private final MemoryBudget.Share memory;
    private final Deque<Held> held = new ArrayDeque<>();
    private int unstored;

    /// A mail from elsewhere, and when the outage is over.
    private record Held(IncomingMail mail, Instant until) {}

    Delivery(Provider provider, Time time, Tasks tasks, Journal journal) {
        this.sorting = new Sorting(provider.policy(), provider.accounts());
        this.mailboxes = provider.mailboxes();
        this.log = provider.log();
        this.memory = provider.memory().forAccepted();
        this.time = time;
        this.tasks = tasks;
        this.journal = journal;
    }

    /// Whether so much mail is held that no more can be taken from elsewhere.
    boolean isFull() {
        return held.size() + unstored >= MOST_HELD;
    }

    /// Delivers a mail; what was reserved for it is free again.
    ///
    /// @throws MailStoreException when it cannot be kept
    void deliver(IncomingMail mail) {
        List<Fate> fates = sorting.sort(mail, time.now());
        for (Fate fate : fates) {
            switch (fate) {
                case Fate.Stored(String address) -> store(mail, address, mail.content());
                case Fate.Held(Instant until) -> hold(mail, until);
                case Fate.Infected infected -> delete(mail, infected);
                case Fate.Marked(Account recipient, String rule, byte[] marked) -> {
                    note(recipient, Reason.SPAM, mail, rule);
                    store(mail, recipient.address(), marked);
                }
                case Fate.Filtered(Account recipient, boolean spam, String rule) -> {
                    note(recipient, spam ? Reason.SPAM : Reason.FILTER, mail, rule);
                    journal.event(
                            "mail.filtered",
                            "id",
                            mail.id(),
                            "rcpt",
                            recipient.address(),
                            "rule",
                            rule);
                }
            }
        }
    }

    private void store(IncomingMail mail, String recipient, byte[] content) {
        mailboxes.store(recipient, time.now(), content);
        journal.event(
                "mail.stored",
                "id",
                mail.id(),
                "size",
                content.length,
                "from",
                mail.sender(),
                "rcpt",
                recipient);
    }

    private void hold(IncomingMail mail, Instant until) {
        if (!memory.take(mail.reserved())) {
            throw new MailStoreException("expected memory to hold a mail, there is not enough");
        }
        journal.event("mail.held", "id", mail.id(), "until", until.toString());
        boolean idle = held.isEmpty();
        held.add(new Held(mail, until));
        if (idle) {
            tasks.start("provider held mail", this::releaseAll);
        }
    }

    /// Lets the mails go in the order in which they came: an alarm before its recovery.
    private void releaseAll() {
        while (!held.isEmpty()) {
            Held next = held.getFirst();
            tasks.sleepUntil(Calendar.when(time, next.until()));
            release(next.mail());
            held.removeFirst();
        }
    }

    /// Delivers a mail that was held; what cannot be stored yet is tried again beside the others.
    private void release(IncomingMail mail) {
        Deque<String> waiting = new ArrayDeque<>(mail.recipients());
        memory.give(mail.reserved());
        if (!deliverAll(mail, waiting)) {
            unstored++;
            tasks.start("provider unstored mail " + mail.id(), () -> retry(mail, waiting));
        }
    }

    /// Tries recipient by recipient, until each of them has the mail.
    private void retry(IncomingMail mail, Deque<String> waiting) {
        while (!waiting.isEmpty()) {
            // memory that cannot be had again went to a mailbox, and the text with it
            long reserved = memory.take(mail.reserved()) ? mail.reserved() : 0;
            tasks.sleepUntil(time.after(RETRY));
            memory.give(reserved);
            deliverAll(mail, waiting);
        }
        unstored--;
    }

    /// Removes from `waiting` who has the mail; false when there is no place for it.
    private boolean deliverAll(IncomingMail mail, Deque<String> waiting) {
        try {
            while (!waiting.isEmpty()) {
                deliver(mail.to(waiting.getFirst()));
                waiting.removeFirst();
            }
            return true;
        } catch (MailStoreException full) {
            journal.event(
                    "store.failed", "id", mail.id(), "reason", String.valueOf(full.getMessage()));
            return false;
        }
    }

    private void delete(IncomingMail mail, Fate.Infected infected) {
        Account sender = infected.sender();
        note(sender, Reason.VIRUS, mail, infected.virus());
        mailboxes.store(sender.address(), time.now(), infected.notice());
        journal.event(
                "mail.infected",
                "id",
                mail.id(),
                "user",
                sender.user(),
                "virus",
                infected.virus(),
                "notice",
                sender.address());
    }

    private void note(Account customer, Reason reason, IncomingMail mail, String what) {
        String subject = new MailText(mail.content()).field("Subject").orElse("");
        log.add(
                customer.user(),
                new MemberLog.Entry(time.now(), reason, mail.sender(), subject, what));
    }
}
