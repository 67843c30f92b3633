package org.kadec21.worlds;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.util.List;

/// How long a module was on the network or looking for it, as the module itself journals it,
/// whether its unit wanted that or not.
final class OnAir {

    private long total;
    private long since = -1;

    private OnAir() {}

    /// @param journal of a world
    /// @param now since the world began
    static Duration of(List<String> journal, Duration now) {
        OnAir meter = new OnAir();
        journal.stream()
                .filter(line -> line.contains("\"entity\":\"module\""))
                .map(JsonMapper.shared()::readTree)
                .forEach(meter::happened);
        meter.set(false, now.toNanos());
        return Duration.ofNanos(meter.total);
    }

    private void happened(JsonNode event) {
        long at = event.get("t").asLong();
        switch (event.get("event").asString()) {
            case "module.registration" ->
                    set(!event.get("status").asString().equals("NOT_SEARCHING"), at);
            case "module.power" -> {
                if (!event.get("state").asString().equals("on")) {
                    set(false, at);
                }
            }
            default -> {} // not about the air
        }
    }

    private void set(boolean onAir, long at) {
        if (onAir && since < 0) {
            since = at;
        } else if (!onAir && since >= 0) {
            total += at - since;
            since = -1;
        }
    }
}
