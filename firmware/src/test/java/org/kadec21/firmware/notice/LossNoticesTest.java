package org.kadec21.firmware.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.firmware.record.RecordStore;
import org.kadec21.firmware.record.Samples;
import org.kadec21.firmware.store.Flashes;
import org.kadec21.firmware.store.StateStore;
import org.kadec21.firmware.store.StorageLimits;
import org.kadec21.simulation.flash.SimulatedFlash;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class LossNoticesTest {

    private final List<String> said = new ArrayList<>();
    private final LossNotices journal =
            new LossNotices(
                    new Notices() {
                        @Override
                        public void trouble(String line) {
                            said.add(line);
                        }
                    });

    @Test
    void tellsOfATornFile() {
        SimulatedFlash flash = Flashes.empty();
        StateStore.open(flash, journal);
        flash.append("state.00000001", new byte[] {0, 0, 0});

        StateStore.open(flash, journal);

        assertThat(said)
                .containsExactly(
                        "file state.00000001 on the flash ended in 3 bytes that are no whole entry;"
                                + " after a power cut they are what was being written, otherwise"
                                + " look at what is missing");
    }

    @Test
    void tellsOfAFileOfAnUnknownLayout() {
        SimulatedFlash flash = Flashes.empty();
        flash.create("state.00000001");
        flash.append("state.00000001", "not a KADEC21 file".getBytes(StandardCharsets.US_ASCII));

        StateStore.open(flash, journal);

        assertThat(said)
                .singleElement()
                .asString()
                .startsWith(
                        "file state.00000001 on the flash was put aside as"
                                + " quarantine-state.00000001: ");
    }

    @Test
    void tellsOfRecordsOverwrittenBeforeTheyWereDelivered() {
        RecordStore records =
                RecordStore.open(
                        Flashes.empty(), journal, new StorageLimits(4, 2, 0, 0, 10, 1000, 10, 10));

        for (int hour = 0; hour < 7; hour++) {
            records.append(Samples.ofHour(hour));
        }

        assertThat(said)
                .containsExactly(
                        "2 records from 1 to 2 were overwritten before they were delivered; the"
                                + " ring is full, see why no monitoring mail gets out");
    }

    @Test
    void tellsOfASetClock() {
        journal.event("clock.stepped", "by", Duration.ofHours(-1));

        assertThat(said)
                .containsExactly("the unit's clock was set back by 1 h; the next record is marked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"record.accepted", "records.overwritten", "mail.accepted"})
    void isSilentAboutWhatIsAsItShouldBe(String event) {
        journal.event(event, "number", 1L);

        assertThat(said).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"record", "mail"})
    void leavesToOthersWhatTheyTell(String what) {
        journal.event("flash.full", "what", what);

        assertThat(said).isEmpty();
    }
}
