package org.kadec21.simulation.provider.mailbox;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/// Mailboxes in memory, within a budget. Nothing is suppressed as a duplicate: a mail that came
/// twice lies there twice. One that came once, for many, is in memory once.
public final class Mailboxes implements MailStore {

    private final SequencedMap<String, Mailbox> boxes = new LinkedHashMap<>();
    private final SharedTexts texts;

    /// Mailboxes of a simulated world.
    public Mailboxes() {
        this(MemoryBudget.inAWorld());
    }

    public Mailboxes(MemoryBudget budget) {
        this.texts = new SharedTexts(budget.forAccepted());
    }

    /// Keeps `content` itself: it must not change any more.
    @Override
    public StoredMail store(String address, Instant arrival, byte[] content) {
        texts.keep(content);
        return box(address).add(arrival, content);
    }

    @Override
    public List<StoredMail> mails(String address) {
        Mailbox box = boxes.get(Accounts.canonical(address));
        return box == null ? List.of() : box.mails();
    }

    @Override
    public Optional<byte[]> read(String address, String uniqueId, int from, int most) {
        return Optional.ofNullable(boxes.get(Accounts.canonical(address)))
                .flatMap(box -> box.text(uniqueId))
                .map(text ->
                        Arrays.copyOfRange(text, from, from + Math.min(most, text.length - from)));
    }

    @Override
    public void delete(String address, List<String> uniqueIds) {
        Mailbox box = box(address);
        uniqueIds.forEach(id -> box.remove(id).ifPresent(texts::drop));
    }

    @Override
    public long octets(String address) {
        Mailbox box = boxes.get(Accounts.canonical(address));
        return box == null ? 0 : box.octets;
    }

    /// In the order of their first mail.
    @Override
    public List<String> addresses() {
        return List.copyOf(boxes.keySet());
    }

    @Override
    public void move(String from, String to) {
        Mailbox box = boxes.get(Accounts.canonical(from));
        Mailbox other = boxes.get(Accounts.canonical(to));
        if (box != null && (other == null || other.entries.isEmpty())) {
            boxes.remove(Accounts.canonical(from));
            boxes.put(Accounts.canonical(to), box);
        }
    }

    private Mailbox box(String address) {
        return boxes.computeIfAbsent(Accounts.canonical(address), a -> new Mailbox());
    }

    private record Entry(StoredMail mail, byte[] text) {}

    private static final class Mailbox {

        private final SequencedMap<String, Entry> entries = new LinkedHashMap<>();
        private long arrivals;
        private long octets;

        StoredMail add(Instant arrival, byte[] text) {
            arrivals++;
            String uniqueId = String.format(Locale.ROOT, "%08x", arrivals);
            StoredMail mail = new StoredMail(uniqueId, arrival, text.length);
            entries.put(uniqueId, new Entry(mail, text));
            octets += mail.octets();
            return mail;
        }

        List<StoredMail> mails() {
            return entries.values().stream().map(Entry::mail).toList();
        }

        Optional<byte[]> text(String uniqueId) {
            return Optional.ofNullable(entries.get(uniqueId)).map(Entry::text);
        }

        Optional<byte[]> remove(String uniqueId) {
            Optional<byte[]> gone = Optional.ofNullable(entries.remove(uniqueId)).map(Entry::text);
            octets -= gone.map(text -> text.length).orElse(0);
            return gone;
        }
    }
}
