package org.kadec21.firmware.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kadec21.firmware.outbox.Mails.ANN;
import static org.kadec21.firmware.outbox.Mails.BOB;
import static org.kadec21.firmware.outbox.Mails.NOW;

import org.junit.jupiter.api.Test;
import org.kadec21.firmware.outbox.OutboxEvent.Conclusion;
import org.kadec21.firmware.outbox.OutboxEvent.Verdict;
import org.kadec21.firmware.record.ChannelList;
import org.kadec21.firmware.record.MeasurementRecord;
import org.kadec21.firmware.record.RecordListing;
import org.kadec21.firmware.record.RecordStore;
import org.kadec21.firmware.record.Sample;
import org.kadec21.firmware.record.Samples;
import org.kadec21.firmware.store.FileKind;
import org.kadec21.firmware.store.Flashes;
import org.kadec21.firmware.store.GoldenFlash;
import org.kadec21.firmware.store.Log;
import org.kadec21.firmware.store.RecordedJournal;
import org.kadec21.firmware.store.StateChange;
import org.kadec21.firmware.store.StateStore;
import org.kadec21.firmware.store.StorageLimits;
import org.kadec21.simulation.flash.SimulatedFlash;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Layout 1.0, as released: these files must be readable for ever, and as long as the layout is 1.0
/// what is written today is the same, byte for byte. A golden file is never changed; another layout
/// gets its own folder.
final class GoldenLayoutTest {

    private static final String FOLDER = "/flash-layout-1.0/";

    /// Two rows in a file, so that the third begins another one.
    private static final StorageLimits LIMITS =
            new StorageLimits(100, 2, 4000, 1000, 20, 40_000, 5, 20);

    private static final List<String> FILES =
            List.of(
                    "outbox.00000001",
                    "records-0000000001.00000001",
                    "records-0000000003.00000001",
                    "state.00000001");

    @Test
    void writesTheSameBytesToday() {
        SequencedMap<String, byte[]> today = written().snapshot();

        assertThat(today).containsOnlyKeys(FILES);
        golden().forEach((name, bytes) -> assertThat(today.get(name)).as(name).isEqualTo(bytes));
    }

    @Test
    void readsTheRecords() {
        RecordListing listing = RecordListing.of(flashOfThatTime());

        assertThat(listing.records())
                .containsExactly(
                        new MeasurementRecord(1, Samples.ofHour(1)),
                        new MeasurementRecord(2, stepped()),
                        new MeasurementRecord(3, level()));
        assertThat(listing.acknowledgedUpTo()).isEqualTo(2);
    }

    @Test
    void readsTheOutbox() {
        OutboxListing listing = OutboxListing.of(flashOfThatTime());

        assertThat(listing.open()).extracting(Entry::id).containsExactly("a1", "c2");
        assertThat(listing.open().getFirst()).usingRecursiveComparison().isEqualTo(doubtful());
        assertThat(listing.open().getLast().content()).isEqualTo(new Content.RecordCut(3, 3));
        assertThat(listing.open().getLast().inDoubt()).isTrue();
        assertThat(listing.refused()).extracting(Entry::id).containsExactly("a2");
        assertThat(listing.sent()).extracting(SentMail::id).containsExactly("a0", "a2", "a3");
        assertThat(listing.settledUpTo()).isEqualTo(2);
    }

    @Test
    void readsTheState() {
        assertThat(StateStore.list(flashOfThatTime()))
                .containsExactlyInAnyOrderEntriesOf(Map.of("alarm.high", "raised", "風", "強い"));
    }

    @Test
    void bootsFromIt() {
        RecordedJournal journal = new RecordedJournal();

        Storage storage = Storage.open(flashOfThatTime(), journal, LIMITS);

        assertThat(storage.records().count()).isEqualTo(3);
        assertThat(storage.outbox().open()).hasSize(2);
        assertThat(journal.lines()).containsExactly("mail.in-doubt id=c2 attempt=1");
    }

    private static SimulatedFlash written() {
        SimulatedFlash flash = Flashes.empty();
        RecordedJournal journal = new RecordedJournal();
        RecordStore records = RecordStore.open(flash, journal, LIMITS);
        records.append(Samples.ofHour(1));
        records.append(stepped());
        records.acknowledge(2);
        records.append(level());
        StateStore state = StateStore.open(flash, journal);
        state.change(new StateChange().put("alarm.high", "raised").put("pin.tried", "1"));
        state.change(new StateChange().put("風", "強い").remove("pin.tried"));
        Log outbox = Log.create(flash, journal, Outbox.BASE, FileKind.OUTBOX, List.of());
        everyEvent().forEach(event -> outbox.append(OutboxFrame.encode(event)));
        return flash;
    }

    private static Sample stepped() {
        return new Sample(
                Instant.parse("2013-01-01T02:00:00Z"),
                Instant.parse("2013-01-01T02:00:00.5Z"),
                Duration.ofMillis(-3_600_250),
                Samples.WIND,
                Samples.of(2, Samples.WIND, "15.00", "-0.5").values());
    }

    private static Sample level() {
        return Samples.of(3, ChannelList.of("水位_m"), "1E+3");
    }

    private static List<OutboxEvent> everyEvent() {
        Entry refused =
                Entry.fresh(Mails.envelope("a2", ANN, BOB), MailClass.ALARM, rendered("a2"));
        Entry seen = Entry.fresh(Mails.envelope("a3", ANN), MailClass.ALARM, rendered("a3"));
        Entry cut =
                Entry.fresh(
                        Mails.envelope("c2", ANN),
                        MailClass.MONITORING,
                        new Content.RecordCut(3, 3));
        return List.of(
                new OutboxEvent.Settled(2),
                new OutboxEvent.Sent(new SentMail("a0", "a0@units.example.jp", NOW, 2, 1, 0)),
                new OutboxEvent.Put(doubtful()),
                new OutboxEvent.Put(refused),
                new OutboxEvent.Put(seen),
                new OutboxEvent.HandedOver(List.of("a2", "a3")),
                new OutboxEvent.FoundInDoubt(List.of("a2", "a3")),
                new OutboxEvent.HandedOver(List.of("a2")),
                new OutboxEvent.Concluded(
                        "a2",
                        NOW,
                        List.of(
                                new Conclusion(ANN, Verdict.DEFERRED, "451 4.3.0 busy"),
                                new Conclusion(BOB, Verdict.IN_DOUBT, "no reply"))),
                new OutboxEvent.Concluded(
                        "a2",
                        NOW,
                        List.of(
                                new Conclusion(ANN, Verdict.ACCEPTED, "250 2.0.0 queued"),
                                new Conclusion(BOB, Verdict.REJECTED, "550 5.1.1 unknown"))),
                new OutboxEvent.Concluded(
                        "a3", NOW, List.of(new Conclusion(ANN, Verdict.REJECTED, "554 5.7.1 no"))),
                new OutboxEvent.Forgotten("a3"),
                new OutboxEvent.Put(cut),
                new OutboxEvent.HandedOver(List.of("c2")));
    }

    /// One of each progress.
    private static Entry doubtful() {
        Envelope envelope = Mails.envelope("a1", ANN, BOB, "cat@example.jp", "dog@example.jp");
        return new Entry(
                envelope,
                MailClass.ALARM,
                rendered("a1"),
                3,
                false,
                List.of(
                        new Entry.Recipient(ANN, new Progress.Open(true)),
                        new Entry.Recipient(BOB, new Progress.Open(false)),
                        new Entry.Recipient("cat@example.jp", new Progress.Accepted("250 ok")),
                        new Entry.Recipient("dog@example.jp", new Progress.Rejected("550 no"))));
    }

    private static Content rendered(String id) {
        return new Content.Rendered(Mails.message(id));
    }

    private static SimulatedFlash flashOfThatTime() {
        return GoldenFlash.of(FOLDER, FILES);
    }

    private static SequencedMap<String, byte[]> golden() {
        return GoldenFlash.contents(FOLDER, FILES);
    }
}
