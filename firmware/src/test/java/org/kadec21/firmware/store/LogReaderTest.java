package org.kadec21.firmware.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.kadec21.hal.FlashException;
import org.kadec21.simulation.flash.SimulatedFlash;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

final class LogReaderTest {

    private final SimulatedFlash flash = Flashes.empty();

    @Test
    void readsAgainWhenAFileIsRewrittenUnderIt() {
        Frame frame = new Frame(1, new byte[] {7});
        Log log =
                Log.create(flash, new RecordedJournal(), "things", FileKind.STATE, List.of(frame));
        String listed = flash.list().getFirst();
        AtomicInteger attempts = new AtomicInteger();

        long size =
                LogReader.settled(() -> {
                    if (attempts.getAndIncrement() == 0) {
                        log.rewrite(List.of());
                        return flash.size(listed);
                    }
                    return flash.size(flash.list().getFirst());
                });

        assertThat(size).isEqualTo(FileHeader.BYTES);
        assertThat(attempts).hasValue(2);
    }

    @Test
    void givesUpWhenFilesGoOnVanishing() {
        AtomicInteger attempts = new AtomicInteger();

        assertThatThrownBy(() ->
                        LogReader.settled(() -> {
                            attempts.incrementAndGet();
                            return flash.size("gone.00000001");
                        }))
                .isInstanceOf(FlashException.class)
                .hasMessageContaining("try again when the unit is idle");

        assertThat(attempts).hasValue(LogReader.ATTEMPTS);
    }

    @Test
    void doesNotReadAFileThatIsBeingWritten() {
        flash.create("things.00000001.new");

        assertThat(new LogReader(flash).frames("things", FileKind.STATE)).isEmpty();
    }

    @Test
    void listsWhatIsQuarantined() {
        Log.create(flash, new RecordedJournal(), "things", FileKind.STATE, List.of());
        flash.flipBit("things.00000001", 0, 0);
        assertThat(Log.recover(flash, new RecordedJournal(), "things", FileKind.STATE)).isEmpty();

        assertThat(new LogReader(flash).quarantined())
                .containsExactly(
                        new LogReader.Quarantined("quarantine-things.00000001", "things", 16));
    }
}
