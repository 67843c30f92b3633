package org.kadec21.worlds;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// When something happened in a world, by its journal.
record Calls(List<Instant> moments) {

    /// The moments of all events of this name.
    static Calls of(Lab lab, Instant start, String event) {
        return new Calls(
                lab.journal.stream()
                        .filter(line -> line.contains("\"event\":\"" + event + "\""))
                        .map(line ->
                                start.plusNanos(
                                        Long.parseLong(
                                                line.replaceAll("^\\{\"t\":(\\d+),.*$", "$1"))))
                        .toList());
    }

    Calls before(Instant end) {
        return new Calls(moments.stream().filter(moment -> moment.isBefore(end)).toList());
    }

    /// The shortest time between two in a row.
    Duration leastDistance() {
        Duration least = Duration.ofDays(365);
        for (int index = 1; index < moments.size(); index++) {
            Duration distance = Duration.between(moments.get(index - 1), moments.get(index));
            least = distance.compareTo(least) < 0 ? distance : least;
        }
        return least;
    }
}
