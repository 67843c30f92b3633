package org.kadec21.firmware.doctor;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.Time;
import org.kadec21.modem.ServingCell;
import org.kadec21.modem.Step;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// `band`: band class and channel of the serving cell, and whether that band has an end. Only the
/// vendor's query tells: the base stations' frequencies of old and new 800 MHz overlap.
final class BandCheck implements Check {

    private static final int OLD_800 = 3;
    private static final int NEW_800 = 0;

    private final Time time;
    private final ZoneId zone;
    private final CarrierFacts carrier;
    private final Chart chart;

    /// @param zone in which dates are shown
    BandCheck(Time time, ZoneId zone, CarrierFacts carrier, Chart chart) {
        this.time = time;
        this.zone = zone;
        this.carrier = carrier;
        this.chart = chart;
    }

    @Override
    public String name() {
        return "band";
    }

    @Override
    public List<String> needs() {
        return List.of("registration");
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(10);
    }

    @Override
    public Result run(Deadline deadline) {
        return switch (chart.modem().band(deadline)) {
            case Step.Failed<ServingCell> failed ->
                    new Result.NotChecked(
                            "the module has no query for the band; neither a frequency nor AT+CSS"
                                    + " tells old from new 800 MHz");
            case Step.Done<ServingCell>(ServingCell cell) -> judge(cell);
        };
    }

    /// A band class of Japan's 800 MHz in words.
    static String words(int bandClass) {
        return switch (bandClass) {
            case NEW_800 -> "new 800 MHz (band class 0)";
            case OLD_800 -> "old 800 MHz (band class 3)";
            default -> "band class " + bandClass;
        };
    }

    private Result judge(ServingCell cell) {
        String words = words(cell.bandClass()) + ", channel " + cell.channel();
        Facts facts =
                Facts.NONE
                        .and("band_class", cell.bandClass())
                        .and("subclass", cell.subclass())
                        .and("channel", cell.channel())
                        .and("system_id", cell.systemId())
                        .and("network_id", cell.networkId());
        Optional<Instant> end = carrier.endOf(cell.bandClass());
        if (end.isEmpty()) {
            return new Result.Ok(
                    words
                            + (carrier.operator().isEmpty()
                                    ? "; no carrier's file, so nothing is known of its end"
                                    : ", no end is known"),
                    facts);
        }
        long days = Duration.between(time.now(), end.get()).toDays();
        boolean over = !time.now().isBefore(end.get());
        Facts dated = facts.and("ends", end.get()).and("days_left", over ? 0 : days);
        return new Result.Warning(
                words
                        + (over ? ", should have ended on " : ", ends on ")
                        + end.get().atZone(zone).toLocalDate()
                        + (over ? "" : ", in " + days + " days"),
                "before that, have the module exchanged for the dual-band one and the firmware"
                        + " updated to match it, in one visit",
                dated);
    }
}
