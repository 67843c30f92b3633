package org.kadec21.bench.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.firmware.config.ConfigException;
import org.kadec21.firmware.config.NamedFiles;
import org.kadec21.simulation.module.fault.FaultList;
import org.kadec21.simulation.weather.Gust;
import org.kadec21.simulation.weather.Trouble;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

class WeatherFileTest {

    @Test
    void theDefaultFileIsGood() {
        Path home = Path.of(System.getProperty("kadec21.home"));

        assertThat(WeatherFile.read(home.resolve("config/weather/bad-module.yaml"))).isNotEmpty();
    }

    @Test
    void aFaultStaysOnFromThenToThen() {
        assertThat(read("{what: \"late-reply,lost-recv:chance=1\", from: 1 h, to: 3 h}"))
                .containsExactly(
                        new Gust(
                                Duration.ofHours(1),
                                new Trouble.ModuleMisbehaves(
                                        Duration.ofHours(2),
                                        FaultList.parse("late-reply,lost-recv:chance=1"))));
    }

    @Test
    void aFewFaultsCanBeDrawn() {
        assertThat(read("{what: drawn, to: 3 h}"))
                .containsExactly(
                        new Gust(
                                Duration.ZERO,
                                new Trouble.ModuleMisbehaves(
                                        Duration.ofHours(3), FaultList.parse("drawn"))));
    }

    @Test
    void aFaultComesBack() {
        assertThat(read("{what: ppp-zombie, to: 30 h, every: 12 h, for: 10 min}"))
                .extracting(Gust::at)
                .containsExactly(Duration.ZERO, Duration.ofHours(12), Duration.ofHours(24));
    }

    @ParameterizedTest
    @ValueSource(strings = {"90000ms", "90s", "3min", "3 min", "1h", "1 d"})
    void aFaultsSettingsWriteTimeAsItsSpellsDo(String span) {
        assertThat(read("{what: \"lost-recv:every=%1$s\", to: %1$s}".formatted(span))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3m", "3minutes", "1w", "3"})
    void whatNeitherOfThemTakesIsRefused(String span) {
        assertThatThrownBy(() -> read("{what: \"lost-recv:every=%s\", to: 1 h}".formatted(span)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(span);
        assertThatThrownBy(() -> read("{what: lost-recv, to: %s}".formatted(span)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(span);
    }

    @Test
    void anUnknownFaultIsNamedWithItsLineAndTheKnownOnes() {
        assertThatThrownBy(() -> read("{what: slow-reply, to: 1 h}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("late-reply, urc-noise")
                .hasMessageContaining("slow-reply");
    }

    @Test
    void anEndBeforeTheBeginningIsRefused() {
        assertThatThrownBy(() -> read("{what: lost-recv, from: 2 h, to: 1 h}"))
                .hasMessageContaining("longer than 'from'");
    }

    @Test
    void aSpanLongerThanItsDistanceIsRefused() {
        assertThatThrownBy(() -> read("{what: lost-recv, to: 9 h, every: 1 h, for: 2 h}"))
                .hasMessageContaining("shorter than 'every'");
    }

    private static List<Gust> read(String entry) {
        return WeatherFile.reader()
                .read(
                        "test.yaml",
                        "schema: kadec21/weather/1\nfaults:\n  - " + entry + "\n",
                        NamedFiles.none());
    }
}
