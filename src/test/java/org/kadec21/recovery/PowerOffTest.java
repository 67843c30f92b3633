package org.kadec21.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kadec21.hal.LinkException;
import org.kadec21.modem.Step;
import org.kadec21.simulation.module.device.ModuleDialect;

import java.time.Duration;
import java.util.List;

/// Each vendor's way to switch a module off, on a board that has only the power key, and what
/// becomes of one on a board without.
class PowerOffTest {

    private static final String PORT = "ttyUSB0";

    @ParameterizedTest
    @EnumSource
    void aModuleGoesByItsOwnWordAndComesBackByTheKey(ModuleDialect vendor) throws LinkException {
        try (SerialLab lab = new SerialLab(vendor, 1)) {
            lab.keepOnlyThePowerKey();
            lab.plugIn(PORT, "dual-band");
            UnitLife unit = lab.boot(PORT);
            unit.connect();
            int before = lab.journal().size();

            assertThat(unit.modem().powerCycle(lab.in(Duration.ofMinutes(5))))
                    .isInstanceOf(Step.Done.class);

            assertThat(power(lab.journal().subList(before, lab.journal().size())))
                    .satisfiesExactly(
                            line -> assertThat(line).contains("stopping"),
                            line -> assertThat(line).contains("off"),
                            line -> assertThat(line).contains("booting").contains("power key"),
                            line -> assertThat(line).contains("on"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aModuleThatNobodyCouldSwitchOnAgainIsOnlyRestarted(ModuleDialect vendor)
            throws LinkException {
        try (SerialLab lab = new SerialLab(vendor, 1)) {
            lab.plugInByPseudoTerminal(PORT);
            lab.module().power().pressPowerKey();
            UnitLife unit = lab.boot(PORT);
            unit.connect();

            assertThat(unit.modem().powerCycle(lab.in(Duration.ofMinutes(5))))
                    .isInstanceOf(Step.Done.class);
        }
    }

    private static List<String> power(List<String> journal) {
        return journal.stream().filter(line -> line.contains("module.power")).toList();
    }
}
