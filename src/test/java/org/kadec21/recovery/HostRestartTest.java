package org.kadec21.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kadec21.hal.LinkException;
import org.kadec21.simulation.module.device.ModuleDialect;
import org.kadec21.simulation.module.fault.Faults;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// A host restarts, and its module is in whatever state it was left in.
class HostRestartTest {

    private static final String PORT = "ttyMODULE";

    /// The far end asks for its PPP link again and again, which no module in command mode does.
    @ParameterizedTest
    @EnumSource
    void knowsACallInDataModeByItsFramesAndEscapesFromIt(ModuleDialect vendor)
            throws LinkException {
        try (SerialLab lab = lab(vendor)) {
            registered(lab);
            lab.type(PORT, "ATD*99#\r");
            lab.world().runFor(Duration.ofSeconds(5));

            UnitLife life = lab.boot(PORT);

            assertThat(life.echo(life.connect(), "after the call")).isEqualTo("after the call");
            assertThat(lab.journal()).anyMatch(line -> line.contains("\"after\":\"escape\""));
            assertThat(firstTold(life, "<PPP frames>")).isLessThan(firstTold(life, "> +++"));
        }
    }

    /// Nothing is said by a link whose far end has stopped asking.
    @ParameterizedTest
    @EnumSource
    void escapesFromACallThatIsSilentToo(ModuleDialect vendor) throws LinkException {
        try (SerialLab lab = lab(vendor)) {
            registered(lab);
            lab.type(PORT, "ATD*99#\r");
            lab.world().runFor(Duration.ofMinutes(2));

            UnitLife life = lab.boot(PORT);

            assertThat(life.echo(life.connect(), "after the call")).isEqualTo("after the call");
            assertThat(lab.journal()).anyMatch(line -> line.contains("\"after\":\"escape\""));
            assertThat(life.trace()).noneMatch(line -> line.contains("<PPP frames>"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void hangsUpADeadCallThatHeedsNoEscape(ModuleDialect vendor) throws LinkException {
        try (SerialLab lab = lab(vendor)) {
            registered(lab);
            lab.module()
                    .faults()
                    .switchOn(
                            Faults.parse("ppp-zombie:chance=1:every=10h"), new SplittableRandom(1));

            UnitLife life = lab.boot(PORT);

            assertThat(life.echo(life.connect(), "after the dead")).isEqualTo("after the dead");
            assertThat(lab.journal()).anyMatch(line -> line.contains("\"after\":\"hang-up\""));
            assertThat(firstTold(life, "<PPP frames>")).isLessThan(firstTold(life, "> +++"));
        }
    }

    /// As on a pseudo-terminal: DTR cannot be dropped but by closing the port.
    @ParameterizedTest
    @EnumSource
    void closesThePortOnADeadCallWhereThereIsNoDtr(ModuleDialect vendor) throws LinkException {
        try (SerialLab lab = new SerialLab(vendor, 1)) {
            lab.plugInByPseudoTerminal(PORT);
            registered(lab);
            lab.module()
                    .faults()
                    .switchOn(
                            Faults.parse("ppp-zombie:chance=1:every=10h"), new SplittableRandom(1));

            UnitLife life = lab.boot(PORT);

            assertThat(life.echo(life.connect(), "after the dead")).isEqualTo("after the dead");
            assertThat(lab.journal()).anyMatch(line -> line.contains("\"after\":\"reopen\""));
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
    void waitsForAModuleThatIsStillBusy(ModuleDialect vendor) throws LinkException {
        try (SerialLab lab = lab(vendor)) {
            UnitLife before = lab.boot(PORT);
            UnitLife.done(before.wake());
            before.cut();
            lab.type(PORT, "AT+CGATT=1\r");

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

    /// The index of the first line of the dialogue with these words.
    private static int firstTold(UnitLife life, String words) {
        return IntStream.range(0, life.trace().size())
                .filter(line -> life.trace().get(line).contains(words))
                .findFirst()
                .orElseThrow(() -> new AssertionError(words + " in none of " + life.trace()));
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
