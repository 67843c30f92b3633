package org.kadec21.firmware.doctor;

import org.kadec21.hal.Deadline;
import org.kadec21.modem.SignalQuality;
import org.kadec21.modem.Step;

import java.time.Duration;
import java.util.List;

/// `signal`: the received strength, in dBm (3GPP TS 27.007 8.5) and in words.
final class SignalCheck implements Check {

    private static final int EXCELLENT = -73;
    private static final int GOOD = -83;
    private static final int FAIR = -93;
    private static final int WEAK = -103;

    private static final String ANTENNA =
            "check the antenna and its cable, mount it higher or towards the base station";

    private final Chart chart;

    SignalCheck(Chart chart) {
        this.chart = chart;
    }

    @Override
    public String name() {
        return "signal";
    }

    @Override
    public List<String> needs() {
        return List.of("pin");
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(10);
    }

    @Override
    public Result run(Deadline deadline) {
        return switch (chart.modem().signal(deadline)) {
            case Step.Failed<SignalQuality> failed ->
                    new Result.NotChecked("the module does not tell: " + failed.reason());
            case Step.Done<SignalQuality>(SignalQuality quality) ->
                    quality.dBm().isPresent()
                            ? judge(quality.dBm().getAsInt())
                            : new Result.Warning("none is received, or it is not known", ANTENNA);
        };
    }

    private static Result judge(int dBm) {
        String words = word(dBm) + ", " + dBm + " dBm";
        Facts facts = Facts.NONE.and("dbm", dBm).and("word", word(dBm));
        return dBm < FAIR ? new Result.Warning(words, ANTENNA, facts) : new Result.Ok(words, facts);
    }

    private static String word(int dBm) {
        return dBm >= EXCELLENT
                ? "excellent"
                : dBm >= GOOD ? "good" : dBm >= FAIR ? "fair" : dBm >= WEAK ? "weak" : "very weak";
    }
}
