package org.kadec21.firmware.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kadec21.firmware.doctor.Chart.Interviewed;
import org.kadec21.modem.KnownAddresses;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// With which dialect a checkup goes on.
final class DialectCheckTest {

    private final Chart chart = new Chart(KnownAddresses.NONE);

    @ParameterizedTest
    @CsvSource({"simcom, simcom", "telit, quectel", ", quectel"})
    void goesOnWithTheConfiguredOneOnlyIfTheModuleSpeaksIt(String configured, String spoken) {
        told(List.of("quectel", "simcom"));

        assertThat(DialectCheck.spoken(Optional.ofNullable(configured), chart)).contains(spoken);
    }

    @Test
    void goesOnWithoutAnyWhenTheModuleSpeaksNone() {
        told(List.of());

        assertThat(DialectCheck.spoken(Optional.of("quectel"), chart)).isEmpty();
    }

    private void told(List<String> known) {
        chart.told(new Interviewed(OptionalInt.empty(), OptionalInt.empty(), known));
    }
}
