package org.kadec21.modem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Randomness;
import org.kadec21.hal.Secret;
import org.kadec21.hal.at.Trace;
import org.kadec21.modem.Attachment.Cause;
import org.kadec21.modem.dialect.AccessPoint;
import org.kadec21.modem.dialect.Dialect;
import org.kadec21.modem.dialect.IdentifiedDialect;
import org.kadec21.modem.dialect.QuectelDialect;
import org.kadec21.modem.dialect.SimcomDialect;
import org.kadec21.modem.dialect.TelitDialect;
import org.kadec21.modem.dialect.UbloxDialect;
import org.kadec21.modem.ppp.PppDialect;
import org.kadec21.modem.ppp.PppSetup;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.random.RandomGenerator;

class ModemTest {

    private static final String OK = "\\r\\nOK\\r\\n";
    private static final String ERROR = "\\r\\nERROR\\r\\n";

    private final TestWorld world = new TestWorld();
    private final ScriptedModule module = new ScriptedModule(world);
    private final TestBoard board = new TestBoard(world, module);
    private Modem modem = modem(new QuectelDialect());

    @Test
    void saysWhoItIs() {
        module.answer("AT+CGMI", "\\r\\nNecom\\r\\n" + OK);
        module.answer("AT+CGMM", "\\r\\n+CGMM: \"DB-800\"\\r\\n" + OK);
        module.answer("AT+CGMR", ERROR);
        module.answer("AT+CGSN", "\\r\\n355123450000017\\r\\n" + OK);

        assertThat(modem.wake(soon()))
                .isEqualTo(new Step.Done<>(new Identity("Necom", "DB-800", "", "355123450000017")));
        assertThat(modem.state()).isEqualTo(ModemState.READY);
    }

    @Test
    void isToldOfAWrongDialectBeforeRadioAndSim() {
        modem = modem(new TelitDialect());
        module.answer("AT#SD=?", ERROR);
        module.answer("AT+CGMI", "\\r\\nQuectel\\r\\n" + OK);

        Step<Identity> awake = modem.wake(soon());

        assertThat(awake)
                .isInstanceOfSatisfying(
                        Step.Failed.class,
                        failed -> {
                            assertThat(failed.cause()).isEqualTo(Cause.DIALECT);
                            assertThat(failed.reason()).endsWith("is of dialect quectel");
                        });
        assertThat(module.heard())
                .contains("AT#SD=?")
                .doesNotContain("AT+CFUN=1", "AT+CGATT=1")
                .noneMatch(command -> command.startsWith("AT+CPIN="));
    }

    @Test
    void isToldOfAModuleWithoutAnyVendorsSocketsBeforeRadioAndSim() {
        modem = modem(new IdentifiedDialect());
        refuseAllProbes(ERROR);

        assertThat(modem.wake(soon()))
                .isInstanceOfSatisfying(
                        Step.Failed.class,
                        failed -> assertThat(failed.cause()).isEqualTo(Cause.DIALECT));
        assertThat(module.heard()).doesNotContain("AT+CFUN=1");
    }

    /// Until then it may have any of them.
    @Test
    void wakesAModuleThatWantsItsSimBeforeItTellsItsSockets() {
        modem = modem(new IdentifiedDialect());
        refuseAllProbes("\\r\\n+CME ERROR: 11\\r\\n");

        assertThat(modem.wake(soon())).isInstanceOf(Step.Done.class);
    }

    @Test
    void asksForItsDialectOnceAPort() {
        modem.wake(soon());
        modem.openBearer(soon());
        modem.wake(soon());

        assertThat(module.heard()).containsOnlyOnce("AT+QIOPEN=?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ATE0V1", "AT+CREG=1", "AT+CFUN=1"})
    void repeatsASettingWhoseAnswerCameTooLate(String setting) {
        module.answer(setting, "", OK);
        world.start(
                "module",
                () -> {
                    world.sleepUntil(world.after(Duration.ofSeconds(25)));
                    module.say(OK);
                });

        assertThat(modem.wake(soon())).isInstanceOf(Step.Done.class);
        assertThat(module.heard()).filteredOn(setting::equals).hasSize(2);
        assertThat(board.events).contains("module.late [command, " + setting + "]");
    }

    @Test
    void repeatsASettingWithoutAnswerOnlyOnce() {
        module.answer("ATE0V1", "");

        assertThat(modem.wake(soon()))
                .isInstanceOfSatisfying(
                        Step.Failed.class,
                        failed ->
                                assertThat(failed.reason())
                                        .startsWith("expected the module to take ATE0V1"));
        assertThat(module.heard()).filteredOn("ATE0V1"::equals).hasSize(2);
    }

    /// The settings that came before are gone.
    @Test
    void repeatsNoSettingToAModuleThatHasRestarted() {
        module.answer("AT+CREG=1", "\\r\\nRDY\\r\\n", OK);

        assertThat(modem.wake(soon())).isInstanceOf(Step.Failed.class);
        assertThat(module.heard()).filteredOn("AT+CREG=1"::equals).hasSize(1);
    }

    @Test
    void looksAtTheSimWithoutTryingItsPin() {
        module.answer("AT+CPIN?", "\\r\\n+CPIN: SIM PIN\\r\\n" + OK);
        module.answer("AT+CPINR", "\\r\\n+CPINR: SIM PIN,2,3\\r\\n" + OK);
        modem.wake(soon());

        assertThat(modem.sim(soon()))
                .isEqualTo(new Step.Done<>(new SimState("SIM PIN", OptionalInt.of(2))));
        assertThat(module.heard()).noneMatch(command -> command.startsWith("AT+CPIN="));
    }

    @Test
    void tellsTheModulesOwnReasonWhenItIsNotRegistered() {
        module.answer("AT+CREG?", "\\r\\n+CREG: 1,3\\r\\n" + OK);
        module.answer("AT+CSQ", "\\r\\n+CSQ: 99,99\\r\\n" + OK);
        module.answer("AT+CEER", "\\r\\n+CEER: No cells in band\\r\\n" + OK);
        modem.wake(soon());

        assertThat(modem.register(soon()))
                .isInstanceOfSatisfying(
                        Step.Failed.class,
                        failed ->
                                assertThat(failed.reason())
                                        .contains("registration denied")
                                        .contains("signal unknown")
                                        .endsWith("No cells in band"));
    }

    @Test
    void hasNoNetworkTimeBeforeTheNetworkToldIt() {
        module.answer("AT+CCLK?", "\\r\\n+CCLK: \"80/01/06,00:00:27+00\"\\r\\n" + OK);
        modem.wake(soon());

        Step<Instant> clock = modem.networkTime(soon());

        assertThat(clock)
                .isInstanceOfSatisfying(
                        Step.Failed.class,
                        failed -> assertThat(failed.cause()).isEqualTo(Cause.REGISTRATION));
    }

    @Test
    void staysRegisteredWhenItsBearerIsClosed() {
        module.answer("AT+CREG?", "\\r\\n+CREG: 1,1\\r\\n" + OK);
        modem.wake(soon());
        modem.register(soon());
        modem.openBearer(soon());
        assertThat(modem.state()).isEqualTo(ModemState.ONLINE);

        assertThat(modem.closeBearer(soon())).isEqualTo(new Step.Done<>(ModemState.REGISTERED));
    }

    /// A module of cdma2000 has no packet attach, and says so in its own way.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ERROR",
                "+CME ERROR: 3",
                "+CME ERROR: 4",
                "+CME ERROR: operation not supported"
            })
    void dialsWhereThereIsNoPacketAttach(String refusal) {
        modem = modem(dialling());
        module.answer("AT+CGATT", "\\r\\n" + refusal + "\\r\\n");
        module.answer("ATD*99***1#", "\\r\\nNO CARRIER\\r\\n");
        modem.wake(soon());

        modem.openBearer(soon());

        assertThat(module.heard()).contains("ATD*99***1#");
    }

    @Test
    void dialsNobodyWhenTheNetworkRefusesTheAttach() {
        modem = modem(dialling());
        module.answer("AT+CGATT", "\\r\\n+CME ERROR: 107\\r\\n");
        modem.wake(soon());

        assertThat(modem.openBearer(soon())).isInstanceOf(Step.Failed.class);
        assertThat(module.heard()).noneMatch(command -> command.startsWith("ATD"));
    }

    @Test
    void hasToBeWokenWhenItStaysInDataModeBehindItsBearer() {
        modem = modem(dialling());
        module.answer("ATD*99***1#", "\\r\\nCONNECT\\r\\n");
        modem.wake(soon());
        modem.openBearer(world.after(Duration.ofSeconds(20)));
        module.answer("AT", "");
        module.answer("ATZ", "");
        module.answer("ATH", "");

        Step<ModemState> closed = modem.closeBearer(world.after(Duration.ofSeconds(10)));

        assertThat(closed).isInstanceOf(Step.Failed.class);
        assertThat(modem.state()).isEqualTo(ModemState.BOOTING);
    }

    private static Dialect dialling() {
        Randomness chance =
                new Randomness() {
                    @Override
                    public RandomGenerator generator() {
                        return new Random(1);
                    }

                    @Override
                    public SecureRandom secure() {
                        return new SecureRandom();
                    }
                };
        return new PppDialect(
                new QuectelDialect(),
                List.of(PppDialect.Way.PPP),
                PppSetup.usual(chance, (_, _) -> {}));
    }

    @Test
    void cyclesThePowerByTheSupplyWhereThereIsAWire() {
        board.supply = () -> true;
        modem.wake(soon());

        assertThat(modem.powerCycle(soon())).isInstanceOf(Step.Done.class);
        assertThat(module.heard()).doesNotContain("AT+QPOWD", "AT+CFUN=1,1");
    }

    @ParameterizedTest
    @CsvSource({"quectel, AT+QPOWD", "simcom, AT+CPOF", "ublox, AT+CPWROFF", "telit, AT#SHDN"})
    void switchesOffByTheDialectsOwnCommandAndOnByTheKey(String dialect, String command) {
        modem = modem(dialect(dialect));
        board.powerKey = Optional.of(() -> true);
        modem.wake(soon());

        assertThat(modem.powerCycle(soon())).isInstanceOf(Step.Done.class);
        assertThat(module.heard()).contains(command).doesNotContain("AT+CFUN=1,1");
    }

    @Test
    void triesEveryVendorsPowerOffOnAModuleOfUnknownDialect() {
        modem = modem(new IdentifiedDialect());
        module.answer("AT+QPOWD", ERROR);
        module.answer("AT+CPOF", ERROR);
        board.powerKey = Optional.of(() -> true);
        modem.wake(soon());

        modem.powerCycle(soon());

        assertThat(module.heard()).containsSubsequence("AT+QPOWD", "AT+CPOF", "AT+CPWROFF");
        assertThat(module.heard()).doesNotContain("AT#SHDN");
    }

    @Test
    void restartsAModuleThatNoWireCouldSwitchOnAgain() {
        modem.wake(soon());

        assertThat(modem.powerCycle(soon())).isInstanceOf(Step.Done.class);
        assertThat(module.heard())
                .containsSubsequence("AT+CFUN=1,1", "ATE0V1")
                .as("it would wait for its key for ever")
                .doesNotContain("AT+QPOWD");
    }

    @Test
    void writesNothingToAModuleWithoutAPort() {
        assertThat(modem.identify(soon())).isInstanceOf(Step.Failed.class);
        assertThat(modem.sleep(soon())).isInstanceOf(Step.Failed.class);
        assertThat(module.heard()).isEmpty();
    }

    private void refuseAllProbes(String refusal) {
        for (String probe : new String[] {"AT+QIOPEN=?", "AT+CIPOPEN=?", "AT+USOCR=?", "AT#SD=?"}) {
            module.answer(probe, refusal);
        }
    }

    private Deadline soon() {
        return world.after(Duration.ofMinutes(3));
    }

    private static Dialect dialect(String name) {
        return switch (name) {
            case "quectel" -> new QuectelDialect();
            case "simcom" -> new SimcomDialect();
            case "ublox" -> new UbloxDialect();
            case "telit" -> new TelitDialect();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private Modem modem(Dialect dialect) {
        ModuleSettings settings =
                new ModuleSettings(
                        "line",
                        115_200,
                        new AccessPoint("au.NET", "user", Secret.of("pass")),
                        Optional.empty(),
                        ModuleSettings.Sleep.MINIMUM,
                        ModuleSettings.Limits.standard());
        return new Modem(board, settings, dialect, new NoPins(), Trace.none());
    }
}
