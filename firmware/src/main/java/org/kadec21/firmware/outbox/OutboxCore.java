package org.kadec21.firmware.outbox;

import org.kadec21.firmware.outbox.OutboxEvent.Conclusion;
import org.kadec21.firmware.outbox.OutboxEvent.Verdict;
import org.kadec21.firmware.store.Frame;
import org.kadec21.firmware.store.StorageLimits;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The outbox's decisions, without flash: `(state, event) -> (state, effects)`. The same function
/// replays a log at boot, its effects unheeded.
///
/// A mail's recipient is open until a server accepts it or refuses it for good (law 4). An attempt
/// that handed the last byte over and has no outcome leaves its open recipients in doubt, and
/// nothing but a definite outcome ends the doubt.
final class OutboxCore {

    private final StorageLimits limits;

    OutboxCore(StorageLimits limits) {
        this.limits = limits;
    }

    /// A new state and what makes it true.
    record Step(OutboxState state, List<OutboxEffect> effects) {}

    Step step(OutboxState state, OutboxEvent event) {
        List<OutboxEffect> effects = new ArrayList<>();
        effects.add(new OutboxEffect.Append(OutboxFrame.encode(event)));
        OutboxState next =
                switch (event) {
                    case OutboxEvent.Put put -> put(state, put.entry(), effects);
                    case OutboxEvent.HandedOver handed -> handedOver(state, handed.ids(), effects);
                    case OutboxEvent.FoundInDoubt found ->
                            foundInDoubt(state, found.ids(), effects);
                    case OutboxEvent.Concluded concluded -> concluded(state, concluded, effects);
                    case OutboxEvent.Sent sent -> state.withSent(sent.mail(), limits.sentMails());
                    case OutboxEvent.Settled settled -> state.withSettled(settled.upTo());
                    case OutboxEvent.Forgotten forgotten ->
                            forgotten(state, forgotten.id(), effects);
                };
        return new Step(next, List.copyOf(effects));
    }

    /// The frames that replay to this state, for a rewritten log.
    List<Frame> snapshot(OutboxState state) {
        List<Frame> frames = new ArrayList<>();
        frames.add(OutboxFrame.encode(new OutboxEvent.Settled(state.settledUpTo())));
        state.sent()
                .values()
                .forEach(mail -> frames.add(OutboxFrame.encode(new OutboxEvent.Sent(mail))));
        state.refused()
                .values()
                .forEach(entry -> frames.add(OutboxFrame.encode(new OutboxEvent.Put(entry))));
        state.open()
                .values()
                .forEach(entry -> frames.add(OutboxFrame.encode(new OutboxEvent.Put(entry))));
        return frames;
    }

    private OutboxState put(OutboxState state, Entry entry, List<OutboxEffect> effects) {
        if (entry.openRecipients().isEmpty()) {
            return state.withRefused(entry);
        }
        effects.add(
                switch (entry.content()) {
                    case Content.Rendered rendered ->
                            OutboxEffect.Tell.of(
                                    "mail.accepted",
                                    "id",
                                    entry.id(),
                                    "class",
                                    entry.mailClass(),
                                    "bytes",
                                    rendered.message().length);
                    case Content.RecordCut cut ->
                            OutboxEffect.Tell.of(
                                    "cut.made",
                                    "id",
                                    entry.id(),
                                    "first",
                                    cut.first(),
                                    "last",
                                    cut.last());
                });
        return state.withOpen(entry);
    }

    private OutboxState handedOver(
            OutboxState state, List<String> ids, List<OutboxEffect> effects) {
        OutboxState next = state;
        for (String id : ids) {
            Optional<Entry> entry = next.openEntry(id).map(Entry::handOver);
            if (entry.isPresent()) {
                next = next.withOpen(entry.get());
                effects.add(
                        OutboxEffect.Tell.of(
                                "mail.handed-over", "id", id, "attempt", entry.get().attempts()));
            }
        }
        return next;
    }

    private OutboxState foundInDoubt(
            OutboxState state, List<String> ids, List<OutboxEffect> effects) {
        OutboxState next = state;
        for (String id : ids) {
            Optional<Entry> entry = next.openEntry(id).map(Entry::doubted);
            if (entry.isPresent()) {
                next = next.withOpen(entry.get());
                effects.add(
                        OutboxEffect.Tell.of(
                                "mail.in-doubt", "id", id, "attempt", entry.get().attempts()));
            }
        }
        return next;
    }

    private OutboxState concluded(
            OutboxState state, OutboxEvent.Concluded concluded, List<OutboxEffect> effects) {
        Optional<Entry> open = state.openEntry(concluded.id());
        if (open.isEmpty()) {
            return state;
        }
        boolean handedOver = open.get().handedOver();
        Entry entry =
                open.get()
                        .concluded(recipient ->
                                conclude(recipient, handedOver, concluded.conclusions()));
        if (entry.openRecipients().isEmpty()) {
            return settled(state, entry, concluded, effects);
        }
        boolean doubt =
                open.get().openRecipients().stream()
                        .anyMatch(address ->
                                endedInDoubt(address, handedOver, concluded.conclusions()));
        effects.add(
                OutboxEffect.Tell.of(
                        doubt ? "mail.in-doubt" : "mail.deferred",
                        "id",
                        entry.id(),
                        "attempt",
                        entry.attempts(),
                        "open",
                        entry.openRecipients().size()));
        return state.withOpen(entry);
    }

    private static boolean endedInDoubt(
            String address, boolean handedOver, List<Conclusion> conclusions) {
        return conclusions.stream()
                .filter(one -> one.recipient().equals(address))
                .findFirst()
                .map(one -> one.verdict() == Verdict.IN_DOUBT)
                .orElse(handedOver);
    }

    /// A recipient without an outcome, after the last byte was handed over, is in doubt as well.
    private static Entry.Recipient conclude(
            Entry.Recipient recipient, boolean handedOver, List<Conclusion> conclusions) {
        boolean doubtSoFar =
                recipient.progress() instanceof Progress.Open(boolean inDoubt) && inDoubt;
        Progress progress =
                conclusions.stream()
                        .filter(one -> one.recipient().equals(recipient.address()))
                        .findFirst()
                        .<Progress>map(one ->
                                switch (one.verdict()) {
                                    case ACCEPTED -> new Progress.Accepted(one.text());
                                    case REJECTED -> new Progress.Rejected(one.text());
                                    case DEFERRED -> new Progress.Open(doubtSoFar);
                                    case IN_DOUBT -> new Progress.Open(true);
                                })
                        .orElse(new Progress.Open(doubtSoFar || handedOver));
        return new Entry.Recipient(recipient.address(), progress);
    }

    private OutboxState settled(
            OutboxState state,
            Entry entry,
            OutboxEvent.Concluded concluded,
            List<OutboxEffect> effects) {
        List<Entry.Recipient> rejected = entry.rejected();
        int accepted = entry.recipients().size() - rejected.size();
        SentMail sent =
                new SentMail(
                        entry.id(),
                        entry.envelope().messageId(),
                        concluded.at(),
                        entry.attempts(),
                        accepted,
                        rejected.size());
        OutboxState next = state.withoutOpen(entry.id()).withSent(sent, limits.sentMails());
        effects.add(
                OutboxEffect.Tell.of(
                        "mail.done",
                        "id",
                        entry.id(),
                        "attempts",
                        entry.attempts(),
                        "accepted",
                        accepted));
        if (entry.content() instanceof Content.RecordCut(long first, long last)) {
            next = next.withSettled(last);
            effects.add(
                    OutboxEffect.Tell.of(
                            "cut.done", "id", entry.id(), "first", first, "last", last));
        }
        return rejected.isEmpty() ? next : refused(next, entry, effects);
    }

    private OutboxState refused(OutboxState state, Entry entry, List<OutboxEffect> effects) {
        for (Entry.Recipient recipient : entry.rejected()) {
            if (recipient.progress() instanceof Progress.Rejected(String reason)) {
                effects.add(
                        OutboxEffect.Tell.of(
                                "mail.refused",
                                "id",
                                entry.id(),
                                "recipient",
                                recipient.address(),
                                "reason",
                                reason));
            }
        }
        OutboxState next = state.withRefused(entry);
        while (next.refused().size() > limits.refusedMails()) {
            String oldest = next.refused().firstEntry().getKey();
            next = next.withoutRefused(oldest);
            effects.add(
                    OutboxEffect.Tell.of(
                            "mail.refusal-dropped", "id", oldest, "limit", limits.refusedMails()));
        }
        return next;
    }

    private static OutboxState forgotten(OutboxState state, String id, List<OutboxEffect> effects) {
        effects.add(OutboxEffect.Tell.of("mail.refusal-forgotten", "id", id));
        return state.withoutRefused(id);
    }
}
