package org.kadec21.firmware.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kadec21.firmware.outbox.Mails.NOW;

import org.kadec21.firmware.record.MeasurementRecord;
import org.kadec21.firmware.record.RecordStore.Storing;
import org.kadec21.firmware.record.Samples;
import org.kadec21.firmware.store.RecordedJournal;
import org.kadec21.firmware.store.StorageLimits;
import org.kadec21.hal.PowerOffException;
import org.kadec21.simulation.flash.SimulatedFlash;
import org.kadec21.submission.MailResult;
import org.kadec21.submission.MailResult.RecipientResult;
import org.kadec21.submission.Outcome;
import org.kadec21.submission.OutgoingMail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// A unit that does nothing but store, hand over and record outcomes, step by step; and beside it,
/// out of reach of the power cut, what it acknowledged and what the world received. After a cut it
/// boots and goes on with the step that was cut.
final class StoredUnit {

    /// Files of three records, one of which the ring never has to overwrite here.
    private static final StorageLimits LIMITS =
            new StorageLimits(100, 3, 4000, 1000, 20, 40_000, 5, 20);

    private static final int MAX_BOOTS = 100;

    private final SimulatedFlash flash;
    private final RecordedJournal journal = new RecordedJournal();
    private final List<Consumer<Storage>> steps = new ArrayList<>();
    private final TreeMap<Long, MeasurementRecord> acknowledgedRecords = new TreeMap<>();
    private final List<String> acknowledgedMails = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final TreeMap<String, String> acknowledgedState = new TreeMap<>();

    private long cutAgainAfter = Long.MAX_VALUE / 2;

    /// A mail as the recipient's server took it.
    record Delivery(String id, String recipient, int contentHash, int possibleDuplicate) {}

    StoredUnit(SimulatedFlash flash) {
        this.flash = flash;
    }

    StoredUnit record(int hour) {
        steps.add(storage -> {
            boolean stored =
                    storage.records()
                            .newestRecord()
                            .filter(row ->
                                    !row.observedAt().isBefore(Samples.ofHour(hour).observedAt()))
                            .isPresent();
            if (!stored
                    && storage.records().append(Samples.ofHour(hour))
                            instanceof Storing.Stored(var row)) {
                assertThat(acknowledgedRecords.put(row.number(), row)).isNull();
            }
        });
        return this;
    }

    StoredUnit alarm(String id, int bytes, String... recipients) {
        steps.add(storage -> {
            Acceptance acceptance =
                    storage.outbox()
                            .accept(
                                    Mails.envelope(id, recipients),
                                    MailClass.ALARM,
                                    new byte[bytes]);
            assertThat(acceptance)
                    .isInstanceOfAny(Acceptance.Accepted.class, Acceptance.AlreadyKnown.class);
            acknowledgedMails.add(id);
        });
        return this;
    }

    StoredUnit cut(String id, long first, long last) {
        steps.add(storage -> {
            if (storage.outbox().settledUpTo() < first) {
                storage.outbox().cut(Mails.envelope(id, Mails.ANN), first, last);
            }
            acknowledgedMails.add(id);
        });
        return this;
    }

    /// One attempt; `outcomes` in the order of the recipients that are open then.
    StoredUnit attempt(String id, Outcome... outcomes) {
        steps.add(storage ->
                storage.outbox()
                        .entry(id)
                        .ifPresent(entry -> submit(storage, entry, List.of(outcomes))));
        return this;
    }

    StoredUnit state(String key, String value) {
        steps.add(storage -> {
            storage.state().put(key, value);
            acknowledgedState.put(key, value);
        });
        return this;
    }

    /// Arms a second cut, so many operations after the first.
    void cutAgainAfter(long operations) {
        cutAgainAfter = operations;
    }

    /// Runs all steps through every power cut, then sends what is left.
    void run() {
        int done = 0;
        for (int boot = 0; boot < MAX_BOOTS; boot++) {
            try {
                Storage storage = Storage.open(flash, journal, LIMITS);
                checkNothingIsLost(storage);
                for (; done < steps.size(); done++) {
                    steps.get(done).accept(storage);
                }
                sendTheRest(storage);
                checkNothingIsLost(Storage.open(flash, journal, LIMITS));
                return;
            } catch (PowerOffException cut) {
                flash.powerOn();
                flash.cutAt(flash.operations() + cutAgainAfter);
                cutAgainAfter = Long.MAX_VALUE / 2;
            }
        }
        throw new AssertionError("the unit did not come to rest in " + MAX_BOOTS + " boots");
    }

    List<Delivery> deliveries() {
        return deliveries;
    }

    List<String> acknowledgedMails() {
        return acknowledgedMails;
    }

    RecordedJournal journal() {
        return journal;
    }

    private void checkNothingIsLost(Storage storage) {
        List<MeasurementRecord> read = storage.records().read(1, Long.MAX_VALUE);
        assertThat(read).containsAll(acknowledgedRecords.values());
        assertThat(read).extracting(MeasurementRecord::number).doesNotHaveDuplicates();
        assertThat(read).extracting(MeasurementRecord::observedAt).doesNotHaveDuplicates();
        acknowledgedState.forEach((key, value) -> assertThat(storage.state().get(key)).isPresent());
        for (String id : acknowledgedMails) {
            assertThat(storage.outbox().entry(id).isPresent() || isSettled(storage.outbox(), id))
                    .as("%s is open or settled", id)
                    .isTrue();
        }
    }

    private static boolean isSettled(Outbox outbox, String id) {
        return outbox.sent().stream().anyMatch(mail -> mail.id().equals(id));
    }

    private void sendTheRest(Storage storage) {
        for (Entry entry : storage.outbox().open()) {
            submit(storage, entry, List.of());
        }
    }

    /// The server takes the mail between the hand-over and the record of its answer.
    private void submit(Storage storage, Entry entry, List<Outcome> outcomes) {
        OutgoingMail mail = entry.outgoing(message(storage, entry));
        storage.outbox().beforeLastByte(List.of(mail.id()));
        List<RecipientResult> results =
                IntStream.range(0, mail.recipients().size())
                        .mapToObj(i ->
                                new RecipientResult(
                                        mail.recipients().get(i),
                                        i < outcomes.size() ? outcomes.get(i) : Mails.ACCEPTED))
                        .toList();
        for (RecipientResult result : results) {
            if (result.outcome() instanceof Outcome.Accepted
                    || result.outcome() instanceof Outcome.InDoubt) {
                deliveries.add(
                        new Delivery(
                                mail.id(),
                                result.recipient(),
                                Arrays.hashCode(mail.content()),
                                mail.possibleDuplicate()));
            }
        }
        storage.conclude(new MailResult(mail.id(), results), NOW);
    }

    private static byte[] message(Storage storage, Entry entry) {
        return switch (entry.content()) {
            case Content.Rendered rendered -> rendered.message();
            case Content.RecordCut(long first, long last) ->
                    storage.records().read(first, last).toString().getBytes(StandardCharsets.UTF_8);
        };
    }
}
