package org.kadec21.firmware.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.firmware.store.Flashes;
import org.kadec21.firmware.store.RecordedJournal;
import org.kadec21.firmware.store.StorageLimits;
import org.kadec21.simulation.flash.SimulatedFlash;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

final class RecordStoreTest {

    /// At least 10 rows, 4 in a file.
    private static final StorageLimits SMALL =
            new StorageLimits(10, 4, 2000, 1000, 10, 1000, 10, 10);

    private final SimulatedFlash flash = Flashes.empty();
    private final RecordedJournal journal = new RecordedJournal();

    @Test
    void numbersRecordsFromOneThroughBoots() {
        fill(open(), 1, 3);
        fill(open(), 4, 5);

        assertThat(numbers(open())).isEqualTo("1 2 3 4 5");
    }

    @Test
    void keepsEverythingOfASample() {
        Sample sample =
                new Sample(
                        Instant.parse("2013-01-01T06:00:00Z"),
                        Instant.parse("2013-01-01T06:00:00.123456789Z"),
                        Duration.ofMillis(-1500),
                        ChannelList.of("wind_speed_mps", "temperature_c", "風向"),
                        Samples.of(1, ChannelList.of("a", "b", "c"), "0.0", "-3.90", "").values());
        open().append(sample);

        MeasurementRecord read = open().newestRecord().orElseThrow();

        assertThat(read).isEqualTo(new MeasurementRecord(1, sample));
        assertThat(read.value("temperature_c").orElseThrow().toPlainString()).isEqualTo("-3.90");
        assertThat(read.value("風向")).isEmpty();
        assertThat(read.clockStepped()).isTrue();
    }

    @Test
    void overwritesTheOldestFileWhenTheOthersHoldTheRing() {
        RecordStore store = open();
        store.acknowledge(0);
        fill(store, 1, 14);
        store.acknowledge(14);
        fill(store, 15, 17);

        assertThat(numbers(store)).isEqualTo("5 6 7 8 9 10 11 12 13 14 15 16 17");
        assertThat(store.lost()).isZero();
        assertThat(journal.of("records.lost")).isEmpty();
    }

    @Test
    void neverHoldsFewerRecordsThanTheRingIsLong() {
        RecordStore store = open();
        for (int hour = 1; hour <= 100; hour++) {
            store.append(Samples.ofHour(hour));

            assertThat(store.count()).isGreaterThanOrEqualTo(Math.min(hour, SMALL.ringRows()));
        }
    }

    @Test
    void journalsAndCountsWhatItOverwritesUnacknowledged() {
        RecordStore store = open();
        fill(store, 1, 12);
        store.acknowledge(3);
        fill(store, 13, 21);

        assertThat(journal.of("records.lost"))
                .containsExactly(
                        "records.lost first=1 last=4 unacknowledged=1",
                        "records.lost first=5 last=8 unacknowledged=4");
        assertThat(open().lost()).isEqualTo(5);
    }

    @Test
    void remembersWhatIsAcknowledged() {
        RecordStore store = open();
        fill(store, 1, 6);
        store.acknowledge(5);
        store.acknowledge(2);

        assertThat(open().acknowledgedUpTo()).isEqualTo(5);
    }

    @Test
    void readsARangeAcrossFiles() {
        RecordStore store = open();
        fill(store, 1, 9);

        assertThat(numbers(store.read(3, 8))).isEqualTo("3 4 5 6 7 8");
        assertThat(numbers(store.read(3, 8, 2))).isEqualTo("3 4");
        assertThat(store.read(10, 20)).isEmpty();
    }

    @Test
    void readsRecordsOfAnEarlierConfigurationWithItsChannels() {
        RecordStore store = open();
        fill(store, 1, 2);
        store.append(Samples.of(3, ChannelList.of("level_m"), "1.25"));

        List<MeasurementRecord> read = open().read(1, 3);

        assertThat(read.getFirst().sample().channels()).isEqualTo(Samples.WIND);
        assertThat(read.getLast().value("level_m")).isPresent();
    }

    @Test
    void keepsTheValuesWhenTheChannelNamesAreDamaged() {
        fill(open(), 1, 1);
        flash.flipBit("records-0000000001.00000001", 16 + 20, 2);

        MeasurementRecord read = open().newestRecord().orElseThrow();

        assertThat(read.value("channel_1").orElseThrow().toString()).isEqualTo("1.0");
    }

    @Test
    void givesOutNoNumberOfAQuarantinedFileAgain() {
        fill(open(), 1, 6);
        flash.flipBit("records-0000000005.00000001", 3, 0);

        RecordStore store = open();
        fill(store, 7, 7);

        assertThat(journal.of("file.quarantined")).hasSize(1);
        assertThat(store.newestRecord().orElseThrow().number()).isGreaterThan(6);
        assertThat(numbers(store)).startsWith("1 2 3 4 ");
    }

    @Test
    void givesOutNoNumberThatWasSentAgain() {
        RecordStore store = open();
        store.skipTo(41);
        fill(store, 1, 1);

        assertThat(numbers(store)).isEqualTo("42");
    }

    @Test
    void leavesTheAlarmsTheirReserve() {
        SimulatedFlash tiny = Flashes.ofSize(6000, 1);
        RecordStore store = RecordStore.open(tiny, journal, SMALL);

        fill(store, 1, 200);

        assertThat(tiny.capacity().freeBytes()).isGreaterThanOrEqualTo(3000);
        assertThat(store.newestRecord().orElseThrow().number()).isEqualTo(200);
    }

    @Test
    void saysThatFlashIsFullWhenNothingOlderIsLeft() {
        SimulatedFlash tiny = Flashes.ofSize(3200, 1);
        RecordStore store = RecordStore.open(tiny, journal, SMALL);

        assertThat(store.append(Samples.ofHour(1))).isInstanceOf(RecordStore.Storing.Full.class);
        assertThat(store.count()).isZero();
        assertThat(journal.lines()).containsExactly("flash.full what=record number=1");
    }

    @Test
    void survivesAnyFlippedBitWithTheRestOfTheRecords() {
        RecordStore store = open();
        fill(store, 1, 6);
        store.acknowledge(2);
        Map<String, byte[]> sound = new TreeMap<>(flash.snapshot());
        for (Map.Entry<String, byte[]> file : sound.entrySet()) {
            for (int offset = 0; offset < file.getValue().length; offset++) {
                flash.restore(sound);
                flash.flipBit(file.getKey(), offset, offset % 8);

                RecordStore damaged = open();

                int expected =
                        offset >= 16 ? 5 : file.getKey().startsWith("records-0000000001") ? 2 : 4;
                assertThat(damaged.count())
                        .as("%s %d", file.getKey(), offset)
                        .isGreaterThanOrEqualTo(expected);
                assertThat(damaged.append(Samples.ofHour(7)))
                        .isInstanceOf(RecordStore.Storing.Stored.class);
            }
        }
    }

    @Test
    void holdsAYearOfRowsInItsStandardSize() {
        RecordStore store = RecordStore.open(flash, journal, StorageLimits.standard());
        fill(store, 1, 9600);

        assertThat(store.count()).isEqualTo(9600);
        assertThat(store.read(1, 9600)).hasSize(9600);
        assertThat(RecordStore.open(flash, journal, StorageLimits.standard()).count())
                .isEqualTo(9600);
    }

    @Test
    void isListedWithoutBeingWritten() {
        RecordStore store = open();
        fill(store, 1, 6);
        store.acknowledge(4);
        String file = flash.list().getLast();
        flash.append(file, Arrays.copyOf(new byte[] {0, 0, 0, 9}, 4));
        long operations = flash.operations();

        RecordListing listing = RecordListing.of(flash);

        assertThat(numbers(listing.records())).isEqualTo("1 2 3 4 5 6");
        assertThat(listing.acknowledgedUpTo()).isEqualTo(4);
        assertThat(flash.operations()).isEqualTo(operations);
    }

    private RecordStore open() {
        return RecordStore.open(flash, journal, SMALL);
    }

    private static void fill(RecordStore store, int firstHour, int lastHour) {
        for (int hour = firstHour; hour <= lastHour; hour++) {
            assertThat(store.append(Samples.ofHour(hour)))
                    .isInstanceOf(RecordStore.Storing.Stored.class);
        }
    }

    private static String numbers(RecordStore store) {
        return numbers(store.read(1, Long.MAX_VALUE));
    }

    private static String numbers(List<MeasurementRecord> records) {
        return records.stream()
                .map(row -> Long.toString(row.number()))
                .collect(Collectors.joining(" "));
    }
}
