package org.kadec21.firmware.config;

import org.kadec21.firmware.config.PowerSource.Chemistry;
import org.kadec21.firmware.config.UnitConfig.Channel;
import org.kadec21.firmware.config.UnitConfig.Energy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Reads what a unit draws and what it lives on: the groups `energy` and `supply`.
final class EnergyBinder {

    private static final int MOST_MILLIWATTS = 100_000;
    private static final int USUAL_LOGGER = 20;
    private static final int USUAL_RADIO = 1200;
    private static final int USUAL_MILLIVOLTS = 12_000;
    private static final int MONTHS = 12;

    private static final Words<Chemistry> CHEMISTRIES =
            Words.of("lead-acid", Chemistry.LEAD_ACID)
                    .or("alkaline", Chemistry.ALKALINE)
                    .or("lithium-primary", Chemistry.LITHIUM_PRIMARY);

    private EnergyBinder() {}

    /// @param channels of which one may tell the battery's temperature
    static Energy energy(Section top, List<Channel> channels) {
        PowerSource source =
                top.findSection("supply")
                        .map(supply -> source(supply, channels))
                        .orElse(new PowerSource.Mains(USUAL_MILLIVOLTS));
        return top.findSection("energy")
                .map(energy -> drawn(energy, source))
                .orElse(
                        new Energy(
                                USUAL_LOGGER, 0, Duration.ZERO, USUAL_RADIO, USUAL_RADIO, source));
    }

    private static Energy drawn(Section energy, PowerSource source) {
        energy.knows(
                "logger-milliwatts",
                "sampling-milliwatts",
                "sampling-time",
                "radio-milliwatts",
                "registering-milliwatts",
                "transmitting-milliwatts");
        if (energy.has("sampling-milliwatts") != energy.has("sampling-time")) {
            throw energy.wrong(
                    "expected sampling-milliwatts and sampling-time together, but came one of"
                            + " them");
        }
        int radio = milliwatts(energy, "radio-milliwatts", USUAL_RADIO);
        return new Energy(
                milliwatts(energy, "logger-milliwatts", USUAL_LOGGER),
                milliwatts(energy, "sampling-milliwatts", 0),
                energy.find("sampling-time").map(Value::duration).orElse(Duration.ZERO),
                milliwatts(energy, "registering-milliwatts", radio),
                milliwatts(energy, "transmitting-milliwatts", radio),
                source);
    }

    private static int milliwatts(Section energy, String key, int usual) {
        return energy.find(key).map(value -> value.integer(0, MOST_MILLIWATTS)).orElse(usual);
    }

    private static PowerSource source(Section supply, List<Channel> channels) {
        supply.knows("mains-millivolts", "battery", "panel");
        if (supply.has("mains-millivolts") == supply.has("battery")) {
            throw supply.wrong("expected either mains-millivolts: 12000 or a battery");
        }
        if (supply.has("mains-millivolts")) {
            if (supply.has("panel")) {
                throw supply.wrong("expected a battery beside 'panel', but came the mains");
            }
            return new PowerSource.Mains(
                    supply.value("mains-millivolts").integer(1_000, MOST_MILLIWATTS));
        }
        Optional<Section> panel = supply.findSection("panel");
        PowerSource.Battery battery = battery(supply.section("battery"), channels, panel);
        if (panel.isPresent() && battery.chemistry() != Chemistry.LEAD_ACID) {
            throw panel.get()
                    .wrong("expected a battery that can be charged, lead-acid, but came another");
        }
        return battery;
    }

    private static PowerSource.Battery battery(
            Section battery, List<Channel> channels, Optional<Section> panel) {
        battery.knows("chemistry", "watt-hours", "start-percent", "temperature-channel");
        return new PowerSource.Battery(
                battery.value("chemistry").choice(CHEMISTRIES),
                battery.value("watt-hours").integer(1, 100_000),
                battery.find("start-percent").map(value -> value.integer(1, 100)).orElse(100),
                battery.find("temperature-channel").map(value -> channel(value, channels)),
                panel.map(EnergyBinder::panel));
    }

    private static String channel(Value value, List<Channel> channels) {
        List<String> names = channels.stream().map(Channel::name).toList();
        if (!names.contains(value.text())) {
            throw value.wrong("one of the channels, " + String.join(", ", names));
        }
        return value.text();
    }

    private static PowerSource.Panel panel(Section panel) {
        panel.knows("watts", "tilt", "latitude", "longitude", "clearness-percent");
        List<Integer> clearness =
                panel.values("clearness-percent").stream()
                        .map(value -> value.integer(0, 100))
                        .toList();
        if (clearness.size() != MONTHS) {
            throw panel.wrong(
                    "expected 12 numbers under 'clearness-percent', January to December, but came "
                            + clearness.size());
        }
        return new PowerSource.Panel(
                decimal(panel.value("watts"), "0.1", "1000"),
                panel.find("tilt").map(value -> value.integer(0, 90)).orElse(0),
                decimal(panel.value("latitude"), "-90", "90"),
                decimal(panel.value("longitude"), "-180", "180"),
                clearness);
    }

    private static double decimal(Value value, String least, String most) {
        BigDecimal number = value.decimal();
        if (number.compareTo(new BigDecimal(least)) < 0
                || number.compareTo(new BigDecimal(most)) > 0) {
            throw value.wrong("a number from " + least + " to " + most);
        }
        return number.doubleValue();
    }
}
