package org.kadec21.firmware.config;

import org.kadec21.firmware.alarm.AlarmRule;
import org.kadec21.firmware.alarm.AlarmRule.Direction;
import org.kadec21.firmware.alarm.AlarmRule.LowSupply;
import org.kadec21.firmware.alarm.AlarmRule.SensorFault;
import org.kadec21.firmware.alarm.AlarmRule.Threshold;
import org.kadec21.firmware.config.UnitConfig.Channel;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The alarm rules of a unit.
final class AlarmBinder {

    private enum Kind {
        RISING,
        FALLING,
        SENSOR_FAULT,
        LOW_SUPPLY
    }

    private static final Words<Kind> KINDS =
            Words.of("rising", Kind.RISING)
                    .or("falling", Kind.FALLING)
                    .or("sensor-fault", Kind.SENSOR_FAULT)
                    .or("low-supply", Kind.LOW_SUPPLY);

    private final List<Channel> channels;

    private AlarmBinder(List<Channel> channels) {
        this.channels = channels;
    }

    static List<AlarmRule> rules(Section top, List<Channel> channels) {
        AlarmBinder binder = new AlarmBinder(channels);
        List<AlarmRule> rules = new ArrayList<>();
        for (Section section : top.sections("alarms")) {
            AlarmRule rule = binder.rule(section);
            if (rules.stream().anyMatch(other -> other.name().equals(rule.name()))) {
                throw section.value("rule").wrong("each rule name once");
            }
            rules.add(rule);
        }
        return List.copyOf(rules);
    }

    private AlarmRule rule(Section section) {
        section.knows(
                "rule",
                "kind",
                "channel",
                "onset",
                "clear",
                "hold-off",
                "samples",
                "lowest",
                "highest");
        String name =
                section.value("rule").matching(UnitBinder.IDENTIFIER, UnitBinder.IDENTIFIER_WORDS);
        return switch (section.value("kind").choice(KINDS)) {
            case RISING -> threshold(section, name, Direction.RISING);
            case FALLING -> threshold(section, name, Direction.FALLING);
            case SENSOR_FAULT -> fault(section, name);
            case LOW_SUPPLY -> supply(section, name);
        };
    }

    private Threshold threshold(Section section, String name, Direction direction) {
        section.knows("rule", "kind", "channel", "onset", "clear", "hold-off");
        BigDecimal onset = section.value("onset").decimal();
        Value clearValue = section.value("clear");
        BigDecimal clear = clearValue.decimal();
        int order = clear.compareTo(onset);
        if (direction == Direction.RISING ? order >= 0 : order <= 0) {
            throw clearValue.wrong(
                    "a value "
                            + (direction == Direction.RISING ? "below" : "above")
                            + " onset ("
                            + onset
                            + ")");
        }
        return new Threshold(
                name,
                channel(section),
                direction,
                onset,
                clear,
                section.find("hold-off").map(Value::duration).orElse(Duration.ZERO));
    }

    private SensorFault fault(Section section, String name) {
        section.knows("rule", "kind", "channel", "samples", "lowest", "highest");
        return new SensorFault(
                name,
                channel(section),
                section.value("samples").integer(1, 10_000),
                section.find("lowest").map(Value::decimal),
                section.find("highest").map(Value::decimal));
    }

    private LowSupply supply(Section section, String name) {
        section.knows("rule", "kind", "onset", "clear");
        int onset = section.value("onset").integer(1, 100_000);
        Value clearValue = section.value("clear");
        int clear = clearValue.integer(1, 100_000);
        if (clear <= onset) {
            throw clearValue.wrong("millivolts above onset (" + onset + ")");
        }
        return new LowSupply(name, onset, clear);
    }

    private String channel(Section section) {
        Value value = section.value("channel");
        String name = value.text();
        List<String> known = channels.stream().map(Channel::name).toList();
        if (!known.contains(name)) {
            throw value.wrong("one of the channels above", Spelling.hint(name, known));
        }
        return name;
    }
}
