package org.kadec21.firmware.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kadec21.firmware.config.UnitConfig.Energy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

class EnergyBinderTest {

    @Test
    void readsABatteryWithAPanel() throws IOException {
        Energy energy = read(solar()).energy();

        assertThat(energy.source())
                .isEqualTo(
                        new PowerSource.Battery(
                                PowerSource.Chemistry.LEAD_ACID,
                                84,
                                100,
                                Optional.of("temperature_c"),
                                Optional.of(
                                        new PowerSource.Panel(
                                                2,
                                                0,
                                                40.6,
                                                -73.8,
                                                List.of(
                                                        12, 20, 40, 45, 50, 50, 50, 50, 45, 35, 15,
                                                        10)))));
        assertThat(energy.samplingTime()).isEqualTo(Duration.ofSeconds(2));
        assertThat(energy.registeringMilliwatts()).isEqualTo(600);
    }

    @Test
    void aUnitWithoutAWordOnEnergyIsOnTheMains() throws IOException {
        String text = solar();

        assertThat(read(text.substring(0, text.indexOf("\nenergy:"))).energy())
                .isEqualTo(
                        new Energy(
                                20, 0, Duration.ZERO, 1200, 1200, new PowerSource.Mains(12_000)));
    }

    @Test
    void oneFigureForTheRadioCountsForBothOfItsStates() throws IOException {
        String text = solar();
        Energy energy =
                read(text.substring(0, text.indexOf("\nenergy:"))
                                + "\nenergy: {radio-milliwatts: 900}\n")
                        .energy();

        assertThat(energy.registeringMilliwatts()).isEqualTo(900);
        assertThat(energy.transmittingMilliwatts()).isEqualTo(900);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    chemistry: lead-acid | chemistry: lithium-primary | a battery that can be charged
                    chemistry: lead-acid | chemistry: led-acid | did you mean 'lead-acid'?
                    temperature-channel: temperature_c | temperature-channel: temp | one of the channels, wind_speed_mps
                    watt-hours: 84 | watt-hours: 0 | a whole number from 1 to 100000
                    latitude: 40.6 | latitude: 91 | a number from -90 to 90
                    [12, 20, | [12, | 12 numbers under 'clearness-percent', January to December, but came 11
                    sampling-time: 2 s | # none | sampling-milliwatts and sampling-time together
                    """)
    void aMistakeIsToldWithWhatIsAllowed(String right, String wrong, String complaint)
            throws IOException {
        String text = solar();
        assertThat(text).contains(right);

        assertThatThrownBy(() -> read(text.replace(right, wrong)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(complaint);
    }

    private static String solar() throws IOException {
        return Files.readString(
                Path.of(System.getProperty("kadec21.home")).resolve("config/units/n2-solar.yaml"));
    }

    private static UnitConfig read(String text) {
        return UnitBinder.reader().read("unit.yaml", text, NamedFiles.none());
    }
}
