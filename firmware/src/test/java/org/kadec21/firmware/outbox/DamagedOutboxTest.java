package org.kadec21.firmware.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kadec21.firmware.outbox.Mails.ANN;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kadec21.firmware.store.Flashes;
import org.kadec21.firmware.store.RecordedJournal;
import org.kadec21.firmware.store.StorageLimits;
import org.kadec21.simulation.flash.SimulatedFlash;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Bits rot, files tear, images are exchanged: the unit boots, says what it found, and the rest
/// goes on.
final class DamagedOutboxTest {

    private static final String FILE = "outbox.00000001";
    private static final int HEADER_BYTES = 16;

    private final SimulatedFlash flash = Flashes.empty();
    private final RecordedJournal journal = new RecordedJournal();

    @BeforeEach
    void threeMailsWait() {
        Outbox outbox = open();
        for (String id : List.of("a1", "a2", "a3")) {
            outbox.accept(Mails.envelope(id, ANN), MailClass.ALARM, Mails.message(id));
        }
    }

    @Test
    void losesOneMailToAnyFlippedBitAndReportsIt() {
        Map<String, byte[]> sound = new TreeMap<>(flash.snapshot());
        int bytes = sound.get(FILE).length;
        for (int bit = HEADER_BYTES * 8; bit < bytes * 8; bit++) {
            flash.restore(sound);
            flash.flipBit(FILE, bit / 8, bit % 8);
            RecordedJournal report = new RecordedJournal();

            Outbox outbox = Outbox.open(flash, report, StorageLimits.standard());

            assertThat(outbox.open()).as("bit %d", bit).hasSize(2);
            assertThat(report.of("file.damaged", "file.torn")).hasSize(1);
            for (Entry entry : outbox.open()) {
                assertThat(entry.content())
                        .usingRecursiveComparison()
                        .isEqualTo(new Content.Rendered(Mails.message(entry.id())));
            }
        }
    }

    @Test
    void beginsAnewBesideAnOutboxWithAnyBitOfItsHeaderDamaged() {
        Map<String, byte[]> sound = new TreeMap<>(flash.snapshot());
        for (int bit = 0; bit < HEADER_BYTES * 8; bit++) {
            flash.restore(sound);
            flash.flipBit(FILE, bit / 8, bit % 8);
            byte[] damaged = flash.snapshot().get(FILE);
            RecordedJournal report = new RecordedJournal();

            Outbox outbox = Outbox.open(flash, report, StorageLimits.standard());

            assertThat(outbox.open()).as("bit %d", bit).isEmpty();
            assertThat(flash.snapshot().get("quarantine-" + FILE)).isEqualTo(damaged);
            assertThat(report.of("file.quarantined")).hasSize(1);
        }
    }

    @Test
    void keepsWholeMailsOfAFileTornAnywhere() {
        byte[] whole = flash.snapshot().get(FILE);
        for (int end = HEADER_BYTES; end < whole.length; end++) {
            flash.restore(Map.of(FILE, Arrays.copyOf(whole, end)));

            int open = open().open().size();

            assertThat(open).isEqualTo(3 * (end - HEADER_BYTES) / (whole.length - HEADER_BYTES));
        }
    }

    private Outbox open() {
        return Outbox.open(flash, journal, StorageLimits.standard());
    }
}
