package org.kadec21.modem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kadec21.hal.Deadline;
import org.kadec21.modem.ResetLadder.Command;
import org.kadec21.modem.ResetLadder.Event;
import org.kadec21.modem.ResetLadder.Move;
import org.kadec21.modem.ResetLadder.State;
import org.kadec21.modem.Rung.Means;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class ResetLadderTest {

    private static final Deadline LONG_AGO = Deadline.at(0);

    private final ResetLadder ladder = ResetLadder.standard();
    private State state = ResetLadder.FOOT;
    private Deadline now = Deadline.at(0).plus(Duration.ofHours(1));

    /// What is tried, in order, on a module that never answers.
    ///
    /// @param heard whether it says anything at all
    /// @param impossible means that the board or line does not have
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    false |                                    | resync escape hang-up reinitialise \
                    power-key power-key reopen reset-line power-cycle power-key fill-prompt
                    true  |                                    | resync escape hang-up reinitialise \
                    restart reopen reset-line power-cycle power-key fill-prompt
                    true  | reset-line                         | resync escape hang-up reinitialise \
                    restart reopen reset-line power-cycle power-key fill-prompt
                    false | power-key reset-line power-cycle   | resync escape hang-up reinitialise \
                    power-key power-key reopen reset-line power-cycle power-key fill-prompt
                    """)
    void climbsRungByRungWhenNothingHelps(boolean heard, String impossible, String tried) {
        List<String> lacking = impossible == null ? List.of() : List.of(impossible.split(" "));

        assertThat(String.join(" ", climb(heard, lacking))).isEqualTo(tried);
        assertThat(state).isInstanceOf(State.Resting.class);
    }

    @ParameterizedTest
    @CsvSource({
        "RESYNC, 0, 4000",
        "ESCAPE, 200, 3200",
        "HANG_UP, 500, 3200",
        "REINITIALISE, 500, 3200",
        "RESTART, 1000, 20000",
        "RESET_LINE, 1000, 20000",
        "POWER_CYCLE, 1000, 20000"
    })
    void givesEachRungItsOwnWaitAndBudget(Means means, long settleMillis, long budgetMillis) {
        Move applied = upTo(means);
        assertThat(applied.command()).isEqualTo(new Command.Apply(means));

        assertThat(on(new Event.Applied()))
                .isEqualTo(new Command.Wait(Duration.ofMillis(settleMillis)));
        assertThat(on(new Event.Waited()))
                .isEqualTo(new Command.Probe(now.plus(Duration.ofMillis(budgetMillis))));
    }

    @Test
    void beginsAnewAtItsFootAfterTheModuleAnswered() {
        upTo(Means.HANG_UP);
        on(new Event.Applied());
        on(new Event.Waited());

        assertThat(on(new Event.Answered())).isEqualTo(new Command.Finish(Means.HANG_UP));
        assertThat(begin()).isEqualTo(new Command.Apply(Means.RESYNC));
    }

    @Test
    void waitsForABlockingCommandBeforeAnythingButAsking() {
        Deadline busyUntil = now.plus(Duration.ofSeconds(140));
        on(new Event.Begun(busyUntil));
        on(new Event.Applied());

        assertThat(on(new Event.Waited())).isEqualTo(new Command.Probe(busyUntil));
    }

    @Test
    void triesNothingWhileItRests() {
        climb(false, List.of());
        Deadline until = ((State.Resting) state).until();
        now = now.plus(Duration.ofSeconds(29));

        assertThat(begin()).isEqualTo(new Command.GiveUp(until));
        now = now.plus(Duration.ofSeconds(1));
        assertThat(begin()).isEqualTo(new Command.Apply(Means.RESYNC));
    }

    @Test
    void restsTwiceAsLongEachTimeUpToALimit() {
        List<Long> pauses = new ArrayList<>();
        for (int climbs = 0; climbs < 8; climbs++) {
            climb(false, List.of());
            Deadline until = ((State.Resting) state).until();
            pauses.add(Duration.ofNanos(until.atNanos() - now.atNanos()).toSeconds());
            now = until;
        }

        assertThat(pauses).containsExactly(30L, 60L, 120L, 240L, 480L, 900L, 900L, 900L);
    }

    @Test
    void forgetsItsFailuresOnceTheModuleAnswers() {
        climb(false, List.of());
        now = now.plus(Duration.ofHours(1));
        begin();
        on(new Event.Applied());
        on(new Event.Waited());
        on(new Event.Answered());
        climb(false, List.of());

        assertThat(((State.Resting) state).until()).isEqualTo(now.plus(Duration.ofSeconds(30)));
    }

    @Test
    void goesStraightToTheEscapeFromAModuleInDataMode() {
        begin();
        on(new Event.Applied());
        on(new Event.Waited());

        assertThat(on(new Event.InDataMode())).isEqualTo(new Command.Apply(Means.ESCAPE));
    }

    @Test
    void hangsUpOnAModuleThatTheEscapeLeftInDataMode() {
        upTo(Means.ESCAPE);
        on(new Event.Applied());
        on(new Event.Waited());

        assertThat(on(new Event.InDataMode())).isEqualTo(new Command.Apply(Means.HANG_UP));
    }

    /// A pseudo-terminal has no DTR; commands would not be heard.
    @Test
    void opensThePortAnewWhenHangingUpLeftItInDataMode() {
        upTo(Means.HANG_UP);
        on(new Event.Applied());
        on(new Event.Waited());

        assertThat(on(new Event.InDataMode())).isEqualTo(new Command.Apply(Means.REOPEN));
    }

    @Test
    void goesStraightToTheWiresWhenThePortDies() {
        begin();
        on(new Event.Applied());
        on(new Event.Waited());

        assertThat(on(new Event.PortLost())).isEqualTo(new Command.Apply(Means.RESET_LINE));
        on(new Event.Applied());
        on(new Event.Waited());
        assertThat(on(new Event.PortLost())).isEqualTo(new Command.Apply(Means.POWER_CYCLE));
        on(new Event.Applied());
        on(new Event.Waited());
        assertThat(on(new Event.PortLost())).isInstanceOf(Command.GiveUp.class);
    }

    @Test
    void asksAModuleOnThatRestartsMeanwhile() {
        upTo(Means.RESET_LINE);
        on(new Event.Applied());
        Command probe = on(new Event.Waited());
        now = now.plus(Duration.ofSeconds(5));

        assertThat(on(new Event.Restarted())).isEqualTo(probe);
        now = now.plus(Duration.ofSeconds(15));
        assertThat(on(new Event.Restarted())).isEqualTo(new Command.Apply(Means.POWER_CYCLE));
    }

    @Test
    void goesOnWhereItsCallerRanOutOfTime() {
        upTo(Means.REINITIALISE);

        assertThat(on(new Event.OutOfTime())).isEqualTo(new Command.Break(Means.REINITIALISE));
        assertThat(begin()).isEqualTo(new Command.Apply(Means.REINITIALISE));
    }

    private Command begin() {
        return on(new Event.Begun(LONG_AGO));
    }

    private Command on(Event event) {
        Move move = ladder.on(state, event, now);
        state = move.state();
        return move.command();
    }

    /// Climbs until `means` is to be applied, on a module that says something useless.
    private Move upTo(Means means) {
        Command command = begin();
        while (!command.equals(new Command.Apply(means))) {
            command = step(command, true, List.of());
        }
        return new Move(state, command);
    }

    private List<String> climb(boolean heard, List<String> impossible) {
        List<String> tried = new ArrayList<>();
        Command command = begin();
        while (!(command instanceof Command.GiveUp)) {
            if (command instanceof Command.Apply(Means means)) {
                tried.add(means.toString());
            }
            command = step(command, heard, impossible);
        }
        return tried;
    }

    private Command step(Command command, boolean heard, List<String> impossible) {
        return switch (command) {
            case Command.Apply(Means means) ->
                    on(
                            impossible.contains(means.toString())
                                    ? new Event.Impossible()
                                    : new Event.Applied());
            case Command.Wait _ -> on(new Event.Waited());
            case Command.Probe _ -> on(new Event.Silent(heard));
            case Command.Finish _, Command.Break _, Command.GiveUp _ ->
                    throw new AssertionError("expected a step, got " + command);
        };
    }
}
