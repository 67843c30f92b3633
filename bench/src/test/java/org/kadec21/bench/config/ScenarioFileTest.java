package org.kadec21.bench.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.kadec21.bench.console.Order;
import org.kadec21.firmware.config.ConfigException;
import org.kadec21.firmware.config.NamedFiles;
import org.kadec21.simulation.carrier.BandClass;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

class ScenarioFileTest {

    @Test
    void theExampleIsGood() {
        Path home = Path.of(System.getProperty("kadec21.home"));

        Scenario scenario =
                ScenarioFile.read(home.resolve("config/scenarios/bad-quarter-hour.yaml"));

        assertThat(scenario.steps())
                .extracting(Scenario.Step::order)
                .contains(
                        new Order.Signal(-110),
                        new Order.Coverage(List.of()),
                        new Order.Coverage(List.of(BandClass.BC0, BandClass.BC3)));
        assertThat(scenario.steps().getLast().at()).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void stepsAreTakenInOrderOfTheirTime() {
        assertThat(read("[{at: 1 min, do: refuse off}, {at: 30 s, do: refuse on}]").steps())
                .containsExactly(
                        new Scenario.Step(
                                Duration.ofSeconds(30), new Order.Refuse(true), "refuse on"),
                        new Scenario.Step(
                                Duration.ofMinutes(1), new Order.Refuse(false), "refuse off"));
    }

    @Test
    void anOrderThatDoesNotExistIsRefusedWithItsLine() {
        assertThatThrownBy(() -> read("\n  - {at: 1 s, do: jump high}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("test.yaml:3: steps: do: there is no order 'jump'");
    }

    @Test
    void aScenarioInWhichNothingHappensIsRefused() {
        assertThatThrownBy(() -> read("[]")).hasMessageContaining("at least one step");
    }

    private static Scenario read(String steps) {
        return ScenarioFile.reader()
                .read(
                        "test.yaml",
                        "schema: kadec21/scenario/1\nsteps: " + steps + "\n",
                        NamedFiles.none());
    }
}
