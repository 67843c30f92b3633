package org.kadec21.simulation.provider.mailbox;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/// Mailboxes in memory. Nothing is suppressed as a duplicate: a mail that came twice lies there
/// twice.
public final class Mailboxes implements MailStore {

    private final SequencedMap<String, Mailbox> boxes = new LinkedHashMap<>();

    @Override
    public StoredMail store(String address, Instant arrival, byte[] content) {
        return box(address).add(arrival, content);
    }

    @Override
    public List<StoredMail> mails(String address) {
        Mailbox box = boxes.get(Accounts.canonical(address));
        return box == null ? List.of() : List.copyOf(box.mails.values());
    }

    @Override
    public void delete(String address, List<String> uniqueIds) {
        Mailbox box = box(address);
        uniqueIds.forEach(box::remove);
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
        if (box != null && (other == null || other.mails.isEmpty())) {
            boxes.remove(Accounts.canonical(from));
            boxes.put(Accounts.canonical(to), box);
        }
    }

    private Mailbox box(String address) {
        return boxes.computeIfAbsent(Accounts.canonical(address), a -> new Mailbox());
    }

    private static final class Mailbox {

        private final SequencedMap<String, StoredMail> mails = new LinkedHashMap<>();
        private long arrivals;
        private long octets;

        StoredMail add(Instant arrival, byte[] content) {
            arrivals++;
            String uniqueId = String.format(Locale.ROOT, "%08x", arrivals);
            StoredMail mail = new StoredMail(uniqueId, arrival, content.clone());
            mails.put(uniqueId, mail);
            octets += mail.octets();
            return mail;
        }

        void remove(String uniqueId) {
            StoredMail gone = mails.remove(uniqueId);
            octets -= gone == null ? 0 : gone.octets();
        }
    }
}
