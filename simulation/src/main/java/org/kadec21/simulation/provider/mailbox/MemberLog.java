package org.kadec21.simulation.provider.mailbox;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What a customer can look up on the member page: mails that did not reach anybody, and why.
public final class MemberLog {

    /// Entries kept for each customer; the oldest go first.
    public static final int ENTRIES = 1000;

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
    public record Entry(Instant at, Reason reason, String sender, String subject, String what) {}

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
