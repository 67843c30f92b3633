package org.kadec21.firmware.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.kadec21.firmware.doctor.Checkup.Finding;
import org.kadec21.firmware.doctor.Result.Blame;

import java.time.Duration;
import java.util.List;
import java.util.Map;

final class ReportTest {

    private static final Finding FINE =
            finding("signal", new Result.Ok("good, -75 dBm", Facts.of("word", "good")));
    private static final Finding WORTH_KNOWING =
            finding("band", new Result.Warning("ends soon", "exchange it"));
    private static final Finding BROKEN =
            finding(
                    "pin",
                    new Result.Failure(Blame.CONFIGURATION, "refused\r\nagain", "correct it"));
    private static final Finding UNREACHED =
            finding("port_587", new Result.Failure(Blame.OUT_OF_REACH, "refused", "ask"));
    private static final Finding SKIPPED =
            finding("bearer", new Result.NotChecked("needs pin, which failed"));

    @Test
    void everyFindingIsOneLine() {
        assertThat(Report.line(FINE)).isEqualTo("ok    signal       good, -75 dBm");
        assertThat(Report.line(WORTH_KNOWING))
                .isEqualTo("warn  band         ends soon -> exchange it");
        assertThat(Report.line(BROKEN))
                .isEqualTo("fail  pin          refused / again -> correct it");
        assertThat(Report.line(SKIPPED))
                .isEqualTo("-     bearer       not checked: needs pin, which failed");
    }

    @Test
    void theFirstFailureDecides() {
        Report report = new Report(List.of(FINE, BROKEN, SKIPPED, UNREACHED));

        assertThat(report.blame()).contains(Blame.CONFIGURATION);
        assertThat(report.summary()).contains("pin is the first thing to fix");
    }

    @Test
    void warningsAreNoFailures() {
        Report report = new Report(List.of(FINE, WORTH_KNOWING, SKIPPED));

        assertThat(report.blame()).isEmpty();
        assertThat(report.json(0)).containsEntry("verdict", "warn");
        assertThat(report.summary()).isEqualTo("Nothing stands in the way; warnings: 1.");
    }

    @Test
    void theObjectForProgramsHasItsFieldsInOrder() {
        Map<String, Object> json = new Report(List.of(FINE, BROKEN)).json(78);

        assertThat(json.keySet())
                .containsExactly("format", "verdict", "exit_code", "first_failure", "checks");
        assertThat(json).containsEntry("exit_code", 78).containsEntry("first_failure", "pin");
        assertThat(json.get("checks"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .first()
                .hasToString(
                        "{check=signal, verdict=ok, finding=good, -75 dBm, next=, seconds=1.5,"
                                + " facts={word=good}}");
    }

    private static Finding finding(String check, Result result) {
        return new Finding(check, result, Duration.ofMillis(1500));
    }
}
