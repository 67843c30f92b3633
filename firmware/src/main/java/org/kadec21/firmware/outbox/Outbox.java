package org.kadec21.firmware.outbox;

import org.kadec21.firmware.outbox.OutboxEvent.Conclusion;
import org.kadec21.firmware.outbox.OutboxEvent.Verdict;
import org.kadec21.firmware.store.FileKind;
import org.kadec21.firmware.store.Frame;
import org.kadec21.firmware.store.Log;
import org.kadec21.firmware.store.Room;
import org.kadec21.firmware.store.StorageLimits;
import org.kadec21.hal.Flash;
import org.kadec21.hal.FlashFullException;
import org.kadec21.hal.Journal;
import org.kadec21.submission.BeforeLastByte;
import org.kadec21.submission.MailResult;
import org.kadec21.submission.Outcome;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

/// The durable outbox (laws 4 and 5): [OutboxCore] on a log. Whatever a method answers is on flash
/// when it returns.
///
/// After a boot, what was handed over without an outcome is in doubt and goes again, the same
/// bytes, marked.
public final class Outbox implements BeforeLastByte {

    static final String BASE = "outbox";

    /// A server's words and a reason are kept up to this many characters.
    static final int MAX_REASON_LENGTH = 500;

    private final Journal journal;
    private final StorageLimits limits;
    private final Room room;
    private final OutboxCore core;
    private final Log log;
    private final List<Frame> unknown = new ArrayList<>();

    /// What happened at boot and found no room; it goes onto flash before anything else does.
    private final List<Frame> owing = new ArrayList<>();

    private OutboxState state = OutboxState.EMPTY;

    private Outbox(Flash flash, Journal journal, StorageLimits limits, Log log) {
        this.journal = journal;
        this.limits = limits;
        this.room = new Room(flash, limits);
        this.core = new OutboxCore(limits);
        this.log = log;
    }

    /// Recovers the outbox after a boot, or begins an empty one.
    public static Outbox open(Flash flash, Journal journal, StorageLimits limits) {
        Log.Recovered recovered = Log.recoverOrCreate(flash, journal, BASE, FileKind.OUTBOX);
        Outbox outbox = new Outbox(flash, journal, limits, recovered.log());
        outbox.replay(recovered.frames());
        return outbox;
    }

    /// Takes responsibility for a rendered mail. The same id again, also of a mail settled not long
    /// ago, is the same mail.
    public Acceptance accept(Envelope envelope, MailClass mailClass, byte[] message) {
        return accept(envelope, mailClass, message, room::forMail);
    }

    /// As [#accept(Envelope, MailClass, byte[])], for a report of the unit about itself: it may
    /// take a part of the room that other mails leave alone.
    public Acceptance acceptReport(Envelope envelope, byte[] message) {
        return accept(envelope, MailClass.ALARM, message, room::forReport);
    }

    /// Fixes the records of the next monitoring mail. While one is open, that one is the answer and
    /// nothing new is made.
    public Acceptance cut(Envelope envelope, long first, long last) {
        Optional<Entry> waiting = state.openCut();
        if (waiting.isPresent()) {
            return new Acceptance.CutWaits(waiting.get());
        }
        if (first <= state.settledUpTo()) {
            throw new IllegalArgumentException(
                    "records up to "
                            + state.settledUpTo()
                            + " are settled, a cut cannot begin at "
                            + first);
        }
        return accept(
                Entry.fresh(envelope, MailClass.MONITORING, new Content.RecordCut(first, last)),
                room::forMail);
    }

    /// What waits, alarms first, each class in the order of arrival.
    public List<Entry> open() {
        return state.open().values().stream()
                .sorted(Comparator.comparing(Entry::mailClass))
                .toList();
    }

    public Optional<Entry> entry(String id) {
        return state.openEntry(id);
    }

    /// The monitoring mail under way; no newer record is cut before it is settled.
    public Optional<Entry> openCut() {
        return state.openCut();
    }

    /// The last record of the last cut that was accepted or refused for good.
    public long settledUpTo() {
        return state.settledUpTo();
    }

    /// Mails that a recipient's server refused for good, oldest first.
    public List<Entry> refused() {
        return List.copyOf(state.refused().values());
    }

    /// The sent log, oldest first.
    public List<SentMail> sent() {
        return List.copyOf(state.sent().values());
    }

    /// {@inheritDoc}
    ///
    /// @throws FlashFullException when not even the housekeeping reserve is left: then nothing may
    ///   be sent
    @Override
    public void beforeLastByte(List<String> mailIds) {
        for (String id : mailIds) {
            if (entry(id).isEmpty()) {
                throw new IllegalStateException("a mail is handed over that is not open: " + id);
            }
        }
        happen(new OutboxEvent.HandedOver(List.copyOf(mailIds)));
    }

    /// Records what an attempt came to. Recipients accepted or refused are settled; the others go
    /// again.
    ///
    /// @param at what the unit's clock shows
    /// @throws FlashFullException when not even the housekeeping reserve is left: the mail is as it
    ///   was before, in doubt if it had been handed over
    public void conclude(MailResult result, Instant at) {
        if (entry(result.mailId()).isEmpty()) {
            return;
        }
        List<Conclusion> conclusions =
                result.recipients().stream()
                        .map(one -> conclusion(one.recipient(), one.outcome()))
                        .toList();
        happen(new OutboxEvent.Concluded(result.mailId(), at, conclusions));
    }

    /// The operator has seen this refused mail; it need not be kept.
    public void forgetRefused(String id) {
        if (state.refused().containsKey(id)) {
            happen(new OutboxEvent.Forgotten(id));
        }
    }

    private Acceptance accept(
            Envelope envelope, MailClass mailClass, byte[] message, LongPredicate hasRoom) {
        if (message.length > limits.mailBytes()) {
            return new Acceptance.Full(
                    "a mail has at most "
                            + limits.mailBytes()
                            + " bytes, this one "
                            + message.length);
        }
        return accept(Entry.fresh(envelope, mailClass, new Content.Rendered(message)), hasRoom);
    }

    private Acceptance accept(Entry entry, LongPredicate hasRoom) {
        if (state.knows(entry.id())) {
            return new Acceptance.AlreadyKnown(entry.id());
        }
        OutboxEvent put = new OutboxEvent.Put(entry);
        if (state.open().size() >= limits.openMails()) {
            return full(entry, limits.openMails() + " mails are waiting");
        }
        if (!hasRoom.test(OutboxFrame.encode(put).encodedBytes())) {
            return full(entry, "flash has no room beside the housekeeping reserve");
        }
        try {
            happen(put);
        } catch (FlashFullException e) {
            return full(entry, "flash has no room");
        }
        return new Acceptance.Accepted(entry);
    }

    private Acceptance full(Entry entry, String reason) {
        journal.event("flash.full", "what", "mail", "id", entry.id());
        return new Acceptance.Full(reason + "; deliver or remove something and accept it again");
    }

    private void happen(OutboxEvent event) {
        OutboxCore.Step step = core.step(state, event);
        for (OutboxEffect effect : step.effects()) {
            switch (effect) {
                case OutboxEffect.Append append -> append(append.frame());
                case OutboxEffect.Tell tell -> journal.event(tell.event(), tell.fields().toArray());
            }
        }
        state = step.state();
        if (log.isMostlyDead(this::snapshot)) {
            compact();
        }
    }

    private void append(Frame frame) {
        try {
            while (!owing.isEmpty()) {
                log.append(owing.getFirst());
                owing.removeFirst();
            }
            log.append(frame);
        } catch (FlashFullException full) {
            rewrite();
            log.append(frame);
        }
    }

    private void rewrite() {
        log.rewrite(snapshot());
        owing.clear(); // the snapshot knows it
    }

    private void compact() {
        try {
            rewrite();
        } catch (FlashFullException full) {
            journal.event("flash.full", "what", "outbox rewriting");
        }
    }

    private List<Frame> snapshot() {
        List<Frame> frames = new ArrayList<>(unknown);
        frames.addAll(core.snapshot(state));
        return frames;
    }

    private void replay(List<Frame> frames) {
        for (Frame frame : frames) {
            Optional<OutboxEvent> event = OutboxFrame.decode(frame);
            if (event.isPresent()) {
                state = core.step(state, event.get()).state();
            } else {
                unknown.add(frame);
            }
        }
        if (!state.handedOver().isEmpty()) {
            findInDoubt(new OutboxEvent.FoundInDoubt(state.handedOver()));
        }
    }

    /// A flash without room keeps no unit from booting: the doubt then lives in memory, and a cut
    /// finds it again.
    private void findInDoubt(OutboxEvent.FoundInDoubt found) {
        try {
            happen(found);
        } catch (FlashFullException full) {
            journal.event("flash.full", "what", "mails in doubt");
            state = core.step(state, found).state();
            owing.add(OutboxFrame.encode(found));
        }
    }

    private static Conclusion conclusion(String recipient, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted ->
                    new Conclusion(
                            recipient, Verdict.ACCEPTED, bounded(accepted.reply().toString()));
            case Outcome.Deferred deferred ->
                    new Conclusion(recipient, Verdict.DEFERRED, bounded(deferred.reason()));
            case Outcome.Rejected rejected ->
                    new Conclusion(recipient, Verdict.REJECTED, bounded(rejected.reason()));
            case Outcome.InDoubt doubt ->
                    new Conclusion(recipient, Verdict.IN_DOUBT, bounded(doubt.reason()));
        };
    }

    private static String bounded(String text) {
        return text.length() <= MAX_REASON_LENGTH ? text : text.substring(0, MAX_REASON_LENGTH);
    }
}
