package org.kadec21.firmware.outbox;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// All an outbox knows, by id and in the order of arrival.
///
/// @param open mails with an open recipient
/// @param refused mails that at least one recipient's server refused for good
/// @param sent the sent log, oldest first
/// @param settledUpTo the last record of the last settled cut, 0 before the first
record OutboxState(
        SequencedMap<String, Entry> open,
        SequencedMap<String, Entry> refused,
        SequencedMap<String, SentMail> sent,
        long settledUpTo) {

    static final OutboxState EMPTY =
            new OutboxState(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>(), 0);

    OutboxState {
        open = Collections.unmodifiableSequencedMap(open);
        refused = Collections.unmodifiableSequencedMap(refused);
        sent = Collections.unmodifiableSequencedMap(sent);
    }

    boolean knows(String id) {
        return open.containsKey(id) || refused.containsKey(id) || sent.containsKey(id);
    }

    Optional<Entry> openEntry(String id) {
        return Optional.ofNullable(open.get(id));
    }

    Optional<Entry> openCut() {
        return open.values().stream()
                .filter(entry -> entry.content() instanceof Content.RecordCut)
                .findFirst();
    }

    List<String> handedOver() {
        return open.values().stream().filter(Entry::handedOver).map(Entry::id).toList();
    }

    OutboxState withOpen(Entry entry) {
        return new OutboxState(with(open, entry.id(), entry), refused, sent, settledUpTo);
    }

    OutboxState withoutOpen(String id) {
        return new OutboxState(without(open, id), refused, sent, settledUpTo);
    }

    OutboxState withRefused(Entry entry) {
        return new OutboxState(open, with(refused, entry.id(), entry), sent, settledUpTo);
    }

    OutboxState withoutRefused(String id) {
        return new OutboxState(open, without(refused, id), sent, settledUpTo);
    }

    OutboxState withSent(SentMail mail, int most) {
        SequencedMap<String, SentMail> longer = with(sent, mail.id(), mail);
        while (longer.size() > most) {
            longer.pollFirstEntry();
        }
        return new OutboxState(open, refused, longer, settledUpTo);
    }

    OutboxState withSettled(long upTo) {
        return new OutboxState(open, refused, sent, Math.max(settledUpTo, upTo));
    }

    private static <V> SequencedMap<String, V> with(
            SequencedMap<String, V> map, String id, V value) {
        SequencedMap<String, V> copy = new LinkedHashMap<>(map);
        copy.put(id, value);
        return copy;
    }

    private static <V> SequencedMap<String, V> without(SequencedMap<String, V> map, String id) {
        SequencedMap<String, V> copy = new LinkedHashMap<>(map);
        copy.remove(id);
        return copy;
    }
}
