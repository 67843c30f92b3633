package org.kadec21.bench.plot;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/// What a plot of a run shows.
///
/// @param channel name of the plotted channel, with its unit
/// @param zone in which months are marked
/// @param charge percent of a battery over time; empty where there is none
public record RunPicture(
        String title,
        String channel,
        ZoneId zone,
        Instant from,
        Instant to,
        List<Point> points,
        List<Level> levels,
        List<Span> alarms,
        List<Delivery> deliveries,
        List<Point> charge) {

    /// One observation.
    public record Point(Instant time, double value) {}

    /// A level that matters: an alarm's onset, its clearing.
    public record Level(String label, double value) {}

    /// From an onset to its clearing, or to the end.
    public record Span(Instant start, Instant end) {}

    /// A mail in the mailbox.
    public record Delivery(Instant time, Kind kind) {

        /// What it was.
        public enum Kind {
            ALARM,
            RECOVERY,
            MONITORING
        }
    }
}
