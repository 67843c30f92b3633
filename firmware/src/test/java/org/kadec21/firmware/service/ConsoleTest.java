package org.kadec21.firmware.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.firmware.config.ServicePassword;
import org.kadec21.firmware.service.Console.Command;
import org.kadec21.firmware.service.Console.State;
import org.kadec21.hal.Secret;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Who may do what on the service port.
class ConsoleTest {

    private static final String PASSWORD = "open sesame 8";
    private static final Order STATUS =
            new PlainOrder(
                    "status",
                    List.of("status"),
                    "how the unit is",
                    (arguments, line) -> new Answer.Done(""));

    private final ServicePassword password =
            ServicePassword.of(Secret.of(PASSWORD), new byte[ServicePassword.SALT_BYTES]);
    private final Console console =
            new Console(new OrderBook(List.of(STATUS)), "n2-0001", () -> Optional.of(password));
    private State state = State.BEGINNING;
    private long now;

    @Test
    void anEmptyLineIsAnsweredByWhoIsThere() {
        assertThat(said("  ")).isEqualTo("ready kadec21-service/1 n2-0001 login");
        said("login " + PASSWORD);
        assertThat(said("")).isEqualTo("ready kadec21-service/1 n2-0001");
    }

    @Test
    void nothingButHelpWorksBeforeTheLogin() {
        assertThat(said("help")).startsWith("ok").contains("status", "how the unit is");
        assertThat(said("status")).startsWith("error 78 expected 'login PASSWORD'");
        assertThat(said("firmware"))
                .as("not even whether there is such an order")
                .startsWith("error 78");
    }

    @Test
    void theRightPasswordOpensTheConsole() {
        assertThat(said("login " + PASSWORD)).isEqualTo("ok logged in to n2-0001");
        assertThat(said("STATUS now")).isEqualTo("performs status");
        assertThat(said("logout")).startsWith("ok");
        assertThat(said("status")).startsWith("error 78");
    }

    @Test
    void anUnknownOrderIsToldTheNearestOne() {
        said("login " + PASSWORD);

        assertThat(said("stauts"))
                .isEqualTo("error 64 there is no order 'stauts'; did you mean 'status'?");
    }

    @Test
    void theThirdWrongPasswordCostsAWaitThatDoublesUpToALimit() {
        assertThat(said("login wrong")).startsWith("error 78");
        assertThat(said("login wrong")).startsWith("error 78");
        assertThat(said("login wrong")).startsWith("error 78");
        assertThat(said("login " + PASSWORD))
                .as("not even the right one")
                .isEqualTo("error 75 too many wrong passwords; the next one is looked at in 10 s");
        pass(Duration.ofSeconds(10));
        assertThat(said("login wrong")).startsWith("error 78");
        assertThat(said("login wrong")).endsWith("in 20 s");
        for (int more = 0; more < 7; more++) {
            pass(Console.LONGEST_WAIT);
            assertThat(said("login wrong")).startsWith("error 78");
        }
        assertThat(said("login wrong")).endsWith("in 600 s");
        pass(Console.LONGEST_WAIT);
        assertThat(said("login " + PASSWORD)).startsWith("ok");
    }

    @Test
    void hangingUpDoesNotForgetWrongPasswords() {
        for (int wrong = 0; wrong < Console.FREE_TRIES; wrong++) {
            said("login wrong");
            state = state.left();
        }

        assertThat(said("login " + PASSWORD)).startsWith("error 75");
    }

    @Test
    void pullingThePlugForgetsNoWrongPasswordsAndBeginsTheWaitAnew() {
        state = State.remembered(4, now);

        assertThat(said("login " + PASSWORD))
                .isEqualTo("error 75 too many wrong passwords; the next one is looked at in 20 s");
        pass(Duration.ofSeconds(20));
        assertThat(said("login wrong")).startsWith("error 78");
        assertThat(said("login wrong")).as("the fifth").endsWith("in 40 s");
    }

    @Test
    void twoWrongPasswordsBeforeThePowerWentLeaveOneMore() {
        state = State.remembered(2, now);

        assertThat(said("login wrong")).startsWith("error 78");
        assertThat(said("login wrong")).startsWith("error 75");
    }

    @Test
    void whoeverLogsInIsToldWhatThereIsToKnow() {
        Console telling =
                new Console(
                        new OrderBook(List.of(STATUS)),
                        "n2-0001",
                        () -> Optional.of(password),
                        () -> Optional.of("a draft is gone"));

        Command command =
                telling.accept(state, new Console.Event.Line("login " + PASSWORD), now).command();

        assertThat(shown(command)).isEqualTo("ok logged in to n2-0001; a draft is gone");
    }

    @Test
    void withoutAPasswordInTheConfigurationNobodyGetsIn() {
        Console closed = new Console(new OrderBook(List.of(STATUS)), "n2-0001", Optional::empty);

        Command command = closed.accept(state, new Console.Event.Line("login "), now).command();

        assertThat(shown(command)).startsWith("error 78").contains("password-file");
    }

    @Test
    void whatIsTypedIsInNoWords() {
        said("login " + PASSWORD);
        Command command =
                console.accept(state, new Console.Event.Line("status hidden"), now).command();

        assertThat(command.toString() + new Console.Event.Line("login x")).doesNotContain("hidden");
    }

    private String said(String line) {
        Console.Step step = console.accept(state, new Console.Event.Line(line), now);
        state = step.state();
        return shown(step.command());
    }

    private static String shown(Command command) {
        return switch (command) {
            case Command.Greet(String words) -> words;
            case Command.Admit(String words) -> "ok " + words;
            case Command.Say say -> say.answer().line() + String.join("\n", say.lines());
            case Command.Perform perform -> "performs " + perform.order().name();
        };
    }

    private void pass(Duration span) {
        now += span.toNanos();
    }
}
