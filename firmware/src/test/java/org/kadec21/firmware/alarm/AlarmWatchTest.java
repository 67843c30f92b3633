package org.kadec21.firmware.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.firmware.alarm.AlarmRule.Direction;
import org.kadec21.firmware.alarm.AlarmRule.LowSupply;
import org.kadec21.firmware.alarm.AlarmRule.Threshold;
import org.kadec21.firmware.record.MeasurementRecord;
import org.kadec21.firmware.record.RecordStore;
import org.kadec21.firmware.record.RecordStore.Storing;
import org.kadec21.firmware.record.Samples;
import org.kadec21.firmware.store.Flashes;
import org.kadec21.firmware.store.StateStore;
import org.kadec21.firmware.store.StorageLimits;
import org.kadec21.hal.Journal;
import org.kadec21.simulation.flash.SimulatedFlash;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

class AlarmWatchTest {

    private static final Journal SILENT = (event, fields) -> {};
    private static final LowSupply SUPPLY = new LowSupply("supply", 11_000, 11_500);

    private final SimulatedFlash flash = Flashes.empty();
    private final List<String> posted = new ArrayList<>();
    private boolean room = true;
    private boolean powerFailsOnPost;
    private RecordStore records = records();
    private int hour;

    @Test
    void aChangedRuleLeavesOldRecordsAlone() {
        AlarmWatch before = watch(wind("15"));
        sample(before, "5.0", "14.0", "5.0");

        AlarmWatch after = watch(wind("13"));
        assertThat(posted).isEmpty();

        sample(after, "14.0");
        assertThat(posted).containsExactly("4 high-wind ONSET");
    }

    @Test
    void aChangedRuleStartsClear() {
        sample(watch(wind("15")), "20.0");

        AlarmWatch after = watch(wind("18"));

        assertThat(after.raised()).isEmpty();
    }

    @Test
    void aRuleWrittenOtherwiseIsTheSameRule() {
        sample(watch(wind("15")), "20.0");

        AlarmWatch after = watch(wind("15.00"));

        assertThat(after.raised()).containsExactly("high-wind");
    }

    @Test
    void judgesWhatWasStoredJustBeforeTheCut() {
        watch(wind("15"));
        store("20.0");

        watch(wind("15"));

        assertThat(posted).containsExactly("1 high-wind ONSET");
    }

    @Test
    void judgesAgainAtMostADayOfQuietRecords() {
        AlarmWatch quiet = watch(wind("15"));
        for (int i = 0; i < 100; i++) {
            sample(quiet, "5.0");
        }

        assertThat(StateStore.open(flash, SILENT).get("alarm.judged")).contains("96");
    }

    @Test
    void forgetsARuleThatIsGone() {
        sample(watch(wind("15")), "20.0");

        watch();

        assertThat(StateStore.open(flash, SILENT).startingWith("alarm.rule.")).isEmpty();
    }

    @Test
    void announcesNoLowSupplyTwiceAfterACut() {
        AlarmWatch before = watch(SUPPLY);
        powerFailsOnPost = true;
        try {
            before.judge(new Observation(store("5.0"), OptionalInt.of(10_900)));
        } catch (PowerFails expected) {
            powerFailsOnPost = false;
        }

        AlarmWatch after = watch(SUPPLY);
        after.judge(new Observation(store("5.0"), OptionalInt.of(10_900)));

        assertThat(posted).containsExactly("1 supply ONSET", "1 supply ONSET");
    }

    @Test
    void catchesUpOnceThereIsRoomAgain() {
        AlarmWatch watch = watch(wind("15"));
        room = false;
        for (int i = 0; i < AlarmWatch.MOST_UNPOSTED; i++) {
            sample(watch, "20.0", "5.0");
        }

        room = true;
        sample(watch, "20.0");

        assertThat(posted).hasSize(2 * AlarmWatch.MOST_UNPOSTED + 1).doesNotHaveDuplicates();
        assertThat(posted.getLast())
                .isEqualTo(2 * AlarmWatch.MOST_UNPOSTED + 1 + " high-wind ONSET");
    }

    @Test
    void aRecordThatIsNotStoredDoesNotHideTheNextOne() {
        AlarmWatch before = watch(wind("15"));
        sample(before, "5.0");
        before.judge(
                new Observation(
                        MeasurementRecord.unstored(Samples.of(++hour, Samples.WIND, "20.0", "")),
                        OptionalInt.empty()));
        store("5.0");

        watch(wind("15"));

        assertThat(posted).containsExactly("0 high-wind ONSET", "2 high-wind CLEARED");
    }

    private AlarmWatch watch(AlarmRule... rules) {
        records = records();
        AlarmWatch watch =
                new AlarmWatch(
                        List.of(rules),
                        records,
                        StateStore.open(flash, SILENT),
                        this::post,
                        SILENT);
        watch.catchUp();
        return watch;
    }

    private RecordStore records() {
        return RecordStore.open(flash, SILENT, StorageLimits.standard());
    }

    private boolean post(AlarmChange change) {
        if (room) {
            posted.add(change.row().number() + " " + change.rule().name() + " " + change.kind());
        }
        if (powerFailsOnPost) {
            throw new PowerFails();
        }
        return room;
    }

    private void sample(AlarmWatch watch, String... winds) {
        for (String wind : winds) {
            watch.judge(new Observation(store(wind), OptionalInt.empty()));
        }
    }

    private MeasurementRecord store(String wind) {
        Storing storing = records.append(Samples.of(++hour, Samples.WIND, wind, ""));
        return switch (storing) {
            case Storing.Stored stored -> stored.stored();
            case Storing.Full full -> throw new IllegalStateException(full.reason());
        };
    }

    private static Threshold wind(String onset) {
        return new Threshold(
                "high-wind",
                "wind_speed_mps",
                Direction.RISING,
                new BigDecimal(onset),
                new BigDecimal("12"),
                Duration.ZERO);
    }

    /// Stands for the cut between a mail made durable and the state that follows from it.
    private static final class PowerFails extends RuntimeException {}
}
