package org.kadec21.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kadec21.hal.LinkException;
import org.kadec21.simulation.module.ModuleDialect;

import java.time.Duration;

/// A host restarts, and its module is in whatever state it was left in.
class HostRestartTest {

    private static final String PORT = "ttyMODULE";

    @ParameterizedTest
    @EnumSource
    void endsACallInDataMode(ModuleDialect vendor) throws LinkException {
        try (SerialLab lab = lab(vendor)) {
            registered(lab);
            assertThat(lab.tell(PORT, "ATD*99#\r")).contains("CONNECT");

            UnitLife life = lab.boot(PORT);

            assertThat(life.echo(life.connect(), "after the call")).isEqualTo("after the call");
            assertThat(lab.journal()).anyMatch(line -> line.contains("\"after\":\"escape\""));
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsAPromptThatEatsWhatItHears(ModuleDialect vendor) throws LinkException {
        try (SerialLab lab = lab(vendor)) {
            UnitLife before = lab.boot(PORT);
            before.connect();
            before.cut();
            lab.tell(PORT, send(vendor), "the beginning of a mail");

            UnitLife life = lab.boot(PORT);

            assertThat(life.echo(life.connect(), "after the prompt")).isEqualTo("after the prompt");
        }
    }

    /// The connection of the life before still holds its number inside the module.
    @ParameterizedTest
    @EnumSource
    void closesWhatACutLeftOpen(ModuleDialect vendor) throws LinkException {
        try (SerialLab lab = lab(vendor)) {
            for (int lives = 0; lives < 10; lives++) {
                UnitLife life = lab.boot(PORT);
                assertThat(life.echo(life.connect(), "life " + lives)).isEqualTo("life " + lives);
                life.cut();
            }
        }
    }

    /// A command of the life before may block the port for long.
    @ParameterizedTest
    @EnumSource
    void waitsForAModuleThatIsBusyRegistering(ModuleDialect vendor) throws LinkException {
        try (SerialLab lab = lab(vendor)) {
            UnitLife before = lab.boot(PORT);
            UnitLife.done(before.wake());
            lab.tell(PORT, "AT+CGATT=1\r");
            before.cut();

            UnitLife life = lab.boot(PORT);

            assertThat(life.echo(life.connect(), "in the end")).isEqualTo("in the end");
        }
    }

    private static SerialLab lab(ModuleDialect vendor) throws LinkException {
        SerialLab lab = new SerialLab(vendor, 1);
        lab.plugIn(PORT, "");
        return lab;
    }

    private static void registered(SerialLab lab) {
        lab.module().power().pressPowerKey();
        lab.world().runFor(Duration.ofMinutes(1));
    }

    private static String send(ModuleDialect vendor) {
        return switch (vendor) {
            case QUECTEL -> "AT+QISEND=0,1000\r";
            case SIMCOM -> "AT+CIPSEND=0,1000\r";
            case UBLOX -> "AT+USOWR=0,1000\r";
            case TELIT -> "AT#SSENDEXT=1,1000\r";
        };
    }
}
