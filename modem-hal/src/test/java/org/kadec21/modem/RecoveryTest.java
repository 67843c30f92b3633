package org.kadec21.modem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kadec21.hal.Secret;
import org.kadec21.hal.at.Trace;
import org.kadec21.modem.DeafModule.Cure;
import org.kadec21.modem.dialect.AccessPoint;
import org.kadec21.modem.dialect.QuectelDialect;

import java.time.Duration;
import java.util.Optional;

/// Modules in the states in which a host that restarts finds them.
class RecoveryTest {

    /// An LCP Configure-Request (RFC 1661 5.1), as modules repeat it every three seconds.
    private static final String LCP =
            "~\\xff}#\\xc0!}!}!} }4}\"}&} } } } }%}&(\\xe5L!}'}\"}(}\"\\x8d~";

    private final TestWorld world = new TestWorld();
    private final ScriptedModule module = new ScriptedModule(world);

    @ParameterizedTest
    @CsvSource({
        "ESCAPE, '', escape, 12",
        "ESCAPE, lcp, escape, 7",
        "HANG_UP, lcp, hang-up, 12",
        "HANG_UP, '', hang-up, 17",
        "REINITIALISE, ?, reinitialise, 24",
        "RESTART, ?, restart, 30",
        "FILL, '', fill-prompt, 40",
    })
    void bringsAModuleBackByTheGentlestMeansThatHelps(
            Cure cure, String says, String means, long seconds) {
        DeafModule deaf =
                new DeafModule(module, world, cure, says.replace("lcp", LCP).replace("?", "\\xf8"));
        TestBoard board = new TestBoard(world, deaf);

        Step<Identity> awake = wake(modem(board));

        assertThat(awake).isInstanceOf(Step.Done.class);
        assertThat(board.events).contains("module.answers [after, " + means + "]");
        assertThat(Duration.ofNanos(world.nanos())).isLessThan(Duration.ofSeconds(seconds));
    }

    @Test
    void hangsUpTheCallThatItEscapedFrom() {
        DeafModule deaf = new DeafModule(module, world, Cure.ESCAPE, LCP);

        wake(modem(new TestBoard(world, deaf)));

        assertThat(module.heard()).containsSubsequence("AT+CMEE?", "AT", "ATH", "ATE0V1");
    }

    @Test
    void pullsTheResetLineBeforeItCutsTheSupply() {
        DeafModule deaf = new DeafModule(module, world, Cure.NOTHING, "\\xf8");
        TestBoard board = new TestBoard(world, deaf);
        board.resetLine = () -> restart(deaf);

        Step<Identity> awake = wake(modem(board));

        assertThat(awake).isInstanceOf(Step.Done.class);
        assertThat(board.events).contains("module.answers [after, reset-line]");
    }

    @Test
    void cutsTheSupplyWhenNothingElseHelps() {
        DeafModule deaf = new DeafModule(module, world, Cure.NOTHING, "\\xf8");
        TestBoard board = new TestBoard(world, deaf);
        board.resetLine = () -> true;
        board.supply = () -> restart(deaf);

        wake(modem(board));

        assertThat(board.events).contains("module.answers [after, power-cycle]");
    }

    @Test
    void resetsAModuleThatHoldsTheLineWithCts() {
        DeafModule held = new DeafModule(module, world, Cure.HELD, "");
        TestBoard board = new TestBoard(world, held);
        board.resetLine = () -> restart(held);

        Step<Identity> awake = wake(modem(board));

        assertThat(awake).isInstanceOf(Step.Done.class);
        assertThat(board.events).contains("module.answers [after, reset-line]");
        assertThat(Duration.ofNanos(world.nanos())).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void leavesAModuleAloneForAWhileAndThenTriesAgain() {
        DeafModule deaf = new DeafModule(module, world, Cure.NOTHING, "");
        TestBoard board = new TestBoard(world, deaf);
        Modem modem = modem(board);

        wake(modem);
        assertThat(modem.state()).isEqualTo(ModemState.GIVEN_UP);
        int told = deaf.swallowed().length();
        long before = world.nanos();
        assertThat(wake(modem)).isInstanceOf(Step.Failed.class);
        assertThat(deaf.swallowed()).hasSize(told);
        assertThat(world.nanos()).isEqualTo(before);

        world.runFor(Duration.ofSeconds(30));
        assertThat(modem.state()).isEqualTo(ModemState.OFF);
        deaf.hear();
        assertThat(wake(modem)).isInstanceOf(Step.Done.class);
        assertThat(modem.state()).isEqualTo(ModemState.READY);
    }

    @ParameterizedTest
    @CsvSource({
        "lcp, PPP frames, switch the module off and on",
        "'', nothing of use came, check the module's supply",
    })
    void whatItGivesUpIsNamedByWhatWasHeard(String says, String reason, String advice) {
        DeafModule deaf = new DeafModule(module, world, Cure.NOTHING, says.replace("lcp", LCP));

        Step<Identity> awake = wake(modem(new TestBoard(world, deaf)));

        assertThat(awake)
                .isInstanceOfSatisfying(
                        Step.Failed.class,
                        failed -> {
                            assertThat(failed.reason()).contains(reason);
                            assertThat(failed.advice()).contains(advice);
                        });
    }

    @Test
    void doesNotShootAModuleThatIsBusyWithACommandItWasGiven() {
        TestBoard board = new TestBoard(world, module);
        Modem modem = modem(board);
        wake(modem);
        module.answer("AT+CGATT=1", "");
        module.answer("AT+CMEE?", "");
        module.answer("AT", "");
        board.resetLine =
                () -> {
                    throw new AssertionError("the module was busy and was reset");
                };

        modem.openBearer(world.after(Duration.ofSeconds(5)));
        world.start(
                "module",
                () -> {
                    world.sleepUntil(world.after(Duration.ofSeconds(100)));
                    module.answer("AT+CMEE?", "\\r\\n+CMEE: 1\\r\\n\\r\\nOK\\r\\n");
                    module.answer("AT", "\\r\\nOK\\r\\n");
                    module.say("\\r\\nOK\\r\\n" + "\\r\\n+CMEE: 1\\r\\n\\r\\nOK\\r\\n".repeat(20));
                });
        Step<Identity> awake = wake(modem);

        assertThat(awake).isInstanceOf(Step.Done.class);
        assertThat(board.events).contains("module.answers [after, resync]");
    }

    private boolean restart(DeafModule deaf) {
        deaf.hear();
        module.say("\\r\\nRDY\\r\\n");
        return true;
    }

    private Step<Identity> wake(Modem modem) {
        return modem.wake(world.after(Duration.ofMinutes(10)));
    }

    private Modem modem(TestBoard board) {
        ModuleSettings settings =
                new ModuleSettings(
                        "line",
                        115_200,
                        new AccessPoint("au.NET", "user", Secret.of("pass")),
                        Optional.empty(),
                        ModuleSettings.Sleep.MINIMUM,
                        ModuleSettings.Limits.standard());
        return new Modem(board, settings, new QuectelDialect(), new NoPins(), Trace.none());
    }
}
