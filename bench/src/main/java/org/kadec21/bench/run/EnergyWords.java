package org.kadec21.bench.run;

import static java.util.Locale.ROOT;

import org.kadec21.simulation.supply.Charge;
import org.kadec21.simulation.supply.Spent;
import org.kadec21.simulation.supply.SupplyReport;
import org.kadec21.simulation.supply.SupplyReport.Cells;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// What a run cost in energy, in words and as fields of the JSON object. All of it follows from the
/// figures of the unit's file.
final class EnergyWords {

    private static final double JOULES_PER_KILOJOULE = 1000;

    private final SupplyReport supply;
    private final int mails;
    private final ZoneId zone;

    /// @param mails how many arrived
    /// @param zone for dates
    EnergyWords(SupplyReport supply, int mails, ZoneId zone) {
        this.supply = supply;
        this.mails = mails;
        this.zone = zone;
    }

    /// Lines of the summary, by what stands in front of them.
    SequencedMap<String, String> rows() {
        Spent spent = supply.spent();
        SequencedMap<String, String> rows = new LinkedHashMap<>();
        rows.put(
                "Energy",
                String.format(
                        ROOT,
                        "%s kJ by the unit file's figures: asleep %s, sampling %s, registering %s,"
                                + " transmitting %s; %s",
                        kilojoules(spent.total()),
                        kilojoules(spent.asleep()),
                        kilojoules(spent.sampling()),
                        kilojoules(spent.registering()),
                        kilojoules(spent.transmitting()),
                        mails == 0
                                ? "no mail"
                                : String.format(ROOT, "%.1f J on air per mail", perMail())));
        supply.cells().ifPresent(cells -> rows.put("Supply", words(cells)));
        return rows;
    }

    /// Adds the fields to a JSON object; those of a battery only where there is one.
    void into(SequencedMap<String, Object> object) {
        Spent spent = supply.spent();
        object.put("energy_joules", Math.round(spent.total()));
        SequencedMap<String, Object> parts = new LinkedHashMap<>();
        parts.put("asleep", Math.round(spent.asleep()));
        parts.put("sampling", Math.round(spent.sampling()));
        parts.put("registering", Math.round(spent.registering()));
        parts.put("transmitting", Math.round(spent.transmitting()));
        object.put("energy_joules_by_state", parts);
        if (mails > 0) {
            object.put("energy_joules_per_mail", tenths(perMail()));
        }
        supply.cells()
                .ifPresent(cells -> {
                    object.put("battery_percent_lowest", tenths(cells.lowest().percent()));
                    object.put("battery_percent_last", tenths(cells.last().percent()));
                    object.put("battery_outages", cells.outages());
                    object.put("autonomy_days", tenths(supply.daysOfAutonomy()));
                    cells.panel()
                            .ifPresent(panel ->
                                    object.put("panel_joules", Math.round(cells.collected())));
                });
    }

    private String words(Cells cells) {
        return cells.battery().chemistry().word()
                + " battery of "
                + cells.battery().wattHours()
                + " Wh"
                + cells.panel()
                        .map(panel ->
                                String.format(
                                        ROOT,
                                        " and a panel of %.1f W, which gave %s kJ",
                                        panel.watts(),
                                        kilojoules(cells.collected())))
                        .orElse("")
                + ": lowest "
                + words(cells.lowest())
                + ", "
                + percent(cells.last())
                + " at the end; "
                + String.format(ROOT, "%.1f", supply.daysOfAutonomy())
                + " days of autonomy when full"
                + cells.panel().map(panel -> ", without sun").orElse("")
                + (cells.outages() == 0
                        ? ""
                        : "; it was EMPTY "
                                + (cells.outages() == 1 ? "once" : cells.outages() + " times"));
    }

    private String words(Charge charge) {
        return percent(charge)
                + " on "
                + DateTimeFormatter.ofPattern("yyyy-MM-dd", ROOT).format(charge.at().atZone(zone));
    }

    private static String percent(Charge charge) {
        return String.format(ROOT, "%.0f %%", charge.percent());
    }

    private double perMail() {
        return supply.spent().radio() / mails;
    }

    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }

    private static String kilojoules(double joules) {
        double kilojoules = joules / JOULES_PER_KILOJOULE;
        return String.format(ROOT, kilojoules < 10 ? "%.1f" : "%,.0f", kilojoules);
    }
}
