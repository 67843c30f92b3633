package org.kadec21.simulation.provider.mailbox;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What a customer can look up on the member page: mails that did not reach anybody or were marked,
/// and why.
public final class MemberLog {

    /// Entries kept for each customer; the oldest go first.
    public static final int ENTRIES = 1000;

    /// Characters of a subject that are kept: senders choose how long it is.
    public static final int SUBJECT = 250;

    private final SequencedMap<String, Deque<Entry>> byUser = new LinkedHashMap<>();

    /// Why a mail was deleted.
    public enum Reason {
        /// One of the customer's own filter rules.
        FILTER,
        /// The spam filter.
        SPAM,
        /// The check of outgoing mail found a virus.
        VIRUS
    }

    /// A deleted mail.
    ///
    /// @param what the rule that applied, or the virus's name
    public record Entry(Instant at, Reason reason, String sender, String subject, String what) {

        /// A longer subject is cut to [#SUBJECT].
        public Entry {
            subject = subject.substring(0, Math.min(SUBJECT, subject.length()));
        }
    }

    /// Adds an entry to a customer's log.
    public void add(String user, Entry entry) {
        Deque<Entry> entries = byUser.computeIfAbsent(user, u -> new ArrayDeque<>());
        entries.addLast(entry);
        if (entries.size() > ENTRIES) {
            entries.removeFirst();
        }
    }

    /// A customer's entries of one kind, oldest first.
    public List<Entry> entries(String user, Reason reason) {
        Deque<Entry> entries = byUser.get(user);
        return entries == null
                ? List.of()
                : entries.stream().filter(entry -> entry.reason() == reason).toList();
    }
}
