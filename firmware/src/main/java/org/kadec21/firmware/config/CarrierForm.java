package org.kadec21.firmware.config;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The form of a file of role `carrier`. The doctor and the simulated carrier read it, each for
/// what it needs; here is what both must take and refuse alike: every key, and the values that both
/// look at. The keys are described in `docs/configuration.md`.
public final class CarrierForm {

    /// AT answers have no way to escape a quote.
    private static final Pattern OPERATOR = Pattern.compile("[ !#-~]{1,32}");

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:-]{1,253}");
    private static final Words<Integer> BAND_CLASSES = Words.of("0", 0).or("3", 3);

    private CarrierForm() {}

    /// Refuses every key that such a file does not have, in all its groups.
    ///
    /// @param top the whole file
    /// @throws ConfigException for the first unknown key
    public static void knowsEveryKey(Section top) {
        top.knows(
                "schema",
                "operator",
                "line",
                "blocked-ports",
                "coverage",
                "band-ends",
                "roaming-list",
                "route",
                "refused-subscribers",
                "packet-calls");
        top.findSection("line")
                .ifPresent(line ->
                        line.knows("round-trip", "up-bits-per-second", "down-bits-per-second"));
        top.sections("blocked-ports")
                .forEach(block -> block.knows("port", "from", "own-servers", "percent", "answer"));
        top.sections("coverage").forEach(CarrierForm::knowsEveryKeyOfACell);
        top.sections("band-ends").forEach(end -> end.knows("band-class", "at"));
        top.findSection("packet-calls")
                .ifPresent(calls ->
                        calls.knows(
                                "authentication",
                                "user",
                                "password",
                                "idle",
                                "loss-percent",
                                "damaged-bytes-percent",
                                "damaged-frames-percent"));
        top.sections("route").forEach(stop -> stop.knows("from", "place", "spot"));
    }

    /// What the network calls itself.
    public static String operator(Section top) {
        return top.value("operator").matching(OPERATOR, "1 to 32 printable characters");
    }

    /// The band class of a cell or of a cut-over: 0 or 3.
    public static int bandClass(Section group) {
        return group.value("band-class").choice(BAND_CLASSES);
    }

    /// The port that an entry of `blocked-ports` blocks.
    public static int port(Section block) {
        return block.value("port").integer(1, 65_535);
    }

    /// The moment from which an entry of `blocked-ports` or `coverage` counts; without one always.
    public static Instant from(Section group) {
        return group.find("from").map(Value::moment).orElse(Instant.MIN);
    }

    /// The hosts towards which a blocked port stays open, in lower case.
    public static List<String> ownServers(Section block) {
        return block.values("own-servers").stream()
                .map(host -> host.matching(HOST, "a host name or address"))
                .map(host -> host.toLowerCase(Locale.ROOT))
                .toList();
    }

    private static void knowsEveryKeyOfACell(Section cell) {
        cell.knows(
                "place",
                "band-class",
                "subclass",
                "channel",
                "sid",
                "nid",
                "pn",
                "ec-io-half-db",
                "dbm",
                "percent",
                "from",
                "until");
    }
}
