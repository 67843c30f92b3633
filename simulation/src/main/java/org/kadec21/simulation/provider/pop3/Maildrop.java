package org.kadec21.simulation.provider.pop3;

import org.kadec21.simulation.provider.mailbox.StoredMail;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A mailbox as one session sees it: the mails it had at login, numbered from 1, and the marks to
/// delete them (RFC 1939 section 5).
final class Maildrop {

    private final String address;
    private final List<StoredMail> mails;
    private final TreeSet<Integer> deleted = new TreeSet<>();

    Maildrop(String address, List<StoredMail> mails) {
        this.address = address;
        this.mails = List.copyOf(mails);
    }

    /// A mail with its number.
    record Entry(int number, StoredMail mail) {}

    String address() {
        return address;
    }

    /// The mail of that number, unless there is none or it is marked.
    Optional<Entry> entry(String number) {
        if (!number.matches("\\d{1,9}")) {
            return Optional.empty();
        }
        int wanted = Integer.parseInt(number);
        return wanted < 1 || wanted > mails.size() || deleted.contains(wanted)
                ? Optional.empty()
                : Optional.of(new Entry(wanted, mails.get(wanted - 1)));
    }

    /// All that are not marked, as they are when the stream gets to them.
    Stream<Entry> entries() {
        return IntStream.rangeClosed(1, mails.size())
                .filter(n -> !deleted.contains(n))
                .mapToObj(n -> new Entry(n, mails.get(n - 1)));
    }

    /// How many are not marked.
    int count() {
        return mails.size() - deleted.size();
    }

    long octets() {
        return entries().mapToLong(e -> e.mail().octets()).sum();
    }

    void mark(Entry entry) {
        deleted.add(entry.number());
    }

    void unmarkAll() {
        deleted.clear();
    }

    List<String> markedIds() {
        return deleted.stream().map(n -> mails.get(n - 1).uniqueId()).toList();
    }
}
