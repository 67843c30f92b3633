package org.kadec21.modem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.hal.FlashFullException;
import org.kadec21.hal.Secret;
import org.kadec21.hal.at.Trace;
import org.kadec21.modem.Attachment.Cause;
import org.kadec21.modem.Attachment.Offline;
import org.kadec21.modem.Attachment.Online;
import org.kadec21.modem.dialect.AccessPoint;
import org.kadec21.modem.dialect.PacketService;
import org.kadec21.modem.dialect.QuectelDialect;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

class ModemUplinkTest {

    private static final String PIN = "AT+CPIN=\"4711\"";
    private static final String ASKS_PIN = "\\r\\n+CPIN: SIM PIN\\r\\n\\r\\nOK\\r\\n";
    private static final String SIM_READY = "\\r\\n+CPIN: READY\\r\\n\\r\\nOK\\r\\n";

    private static final String SIM_BUSY = "\\r\\n+CME ERROR: 14\\r\\n";
    private static final String MARK = PinMemory.mark(Secret.of("4711"));

    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    private final TestWorld world = new TestWorld();
    private ScriptedModule module = new ScriptedModule(world);
    private TestBoard board = new TestBoard(world, module);
    private final RememberedPins pins = new RememberedPins();
    private ModemUplink uplink = uplink("line");

    @BeforeEach
    void scriptAModuleInGoodHealth() {
        module.answer("AT+CPIN?", SIM_READY);
        module.answer("AT+CREG?", "\\r\\n+CREG: 1,1\\r\\n\\r\\nOK\\r\\n");
        module.answer("AT+CSQ", "\\r\\n+CSQ: 20,99\\r\\n\\r\\nOK\\r\\n");
        module.answer("AT$BSINFO?", "\\r\\n$BSINFO: 3,0,76,12304,8,168,15,1\\r\\n\\r\\nOK\\r\\n");
        module.answer("AT+CCLK?", "\\r\\n+CCLK: \"13/01/05,09:00:27+36\"\\r\\n\\r\\nOK\\r\\n");
    }

    @Test
    void goesOnlineAndTellsTheNetworksTime() {
        Online online = (Online) goOnline();

        assertThat(online.networkTime()).contains(Instant.parse("2013-01-05T00:00:27Z"));
        assertThat(uplink.modem().state()).isEqualTo(ModemState.ONLINE);
        assertThat(board.events)
                .contains(
                        "modem.registered [signal, -73 dBm, band, old 800 MHz (band class 3)"
                                + " channel 76]");
    }

    @Test
    void keepsTheBearerWhileItLives() {
        Attachment first = goOnline();
        int commands = module.heard().size();

        assertThat(goOnline()).isSameAs(first);
        assertThat(module.heard()).hasSize(commands);
    }

    @Test
    void startsAnewAfterTheModuleHasRestarted() {
        Attachment first = goOnline();

        module.say("\\r\\nRDY\\r\\n");
        world.runFor(Duration.ofSeconds(1));
        assertThat(uplink.modem().state()).isEqualTo(ModemState.BOOTING);

        assertThat(goOnline()).isInstanceOf(Online.class).isNotSameAs(first);
        assertThat(module.heard().stream().filter("AT+CREG=1"::equals)).hasSize(2);
    }

    @Test
    void putsTheModuleToSleepAndStopsTheMeter() {
        goOnline();
        world.runFor(Duration.ofSeconds(10));

        uplink.goOffline(world.after(Duration.ofSeconds(60)));
        Usage asleep = uplink.usage();
        world.runFor(Duration.ofHours(1));

        assertThat(module.heard()).endsWith("AT+QIDEACT=1", "AT+CFUN=0");
        assertThat(asleep.radioTime()).isEqualTo(Duration.ofSeconds(10));
        assertThat(uplink.usage()).isEqualTo(asleep);
    }

    @Test
    void tellsAModuleThatDidNotHearItsGoodNightAgain() {
        goOnline();
        module.answer("AT+CFUN=0", "", "\\r\\nOK\\r\\n");
        uplink.goOffline(world.after(Duration.ofSeconds(60)));
        assertThat(uplink.isQuiet()).isFalse();

        uplink.quieten(world.after(TEN_MINUTES));

        assertThat(uplink.isQuiet()).isTrue();
        assertThat(module.heard()).endsWith("AT+CFUN=0");
        assertThat(board.events).contains("modem.restless []").endsWith("modem.asleep []");
    }

    @Test
    void givesThePinOnceAndRemembersThatItWasGood() {
        module.answer("AT+CPIN?", ASKS_PIN, SIM_READY);

        assertThat(goOnline()).isInstanceOf(Online.class);
        assertThat(module.heard()).contains(PIN);
        assertThat(verdict()).contains(PinMemory.Verdict.ACCEPTED);
    }

    @Test
    void neverTriesAWrongPinTwiceNotEvenAfterARestart() {
        module.answer("AT+CPIN?", ASKS_PIN);
        module.answer(PIN, "\\r\\n+CME ERROR: 16\\r\\n");

        Offline first = (Offline) goOnline();
        Offline second = (Offline) goOnline();
        long pinsBefore = pinsGiven();
        restartTheUnit();
        Offline afterRestart = (Offline) goOnline();

        assertThat(first.cause()).isEqualTo(Cause.SIM);
        assertThat(first.reason()).contains("incorrect password");
        assertThat(second.reason()).contains("never tried twice");
        assertThat(afterRestart.reason()).contains("never tried twice");
        assertThat(pinsBefore).isEqualTo(1);
        assertThat(pinsGiven()).isZero();
        assertThat(uplink.modem().state()).isEqualTo(ModemState.LOCKED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+CME ERROR: 3", "+CME ERROR: 13", "+CME ERROR: 14", "ERROR"})
    void doesNotCondemnAPinForARefusalThatIsNoVerdictOnIt(String refusal) {
        module.answer("AT+CPIN?", ASKS_PIN);
        module.answer("AT+CPINR", counter(3));
        module.answer(PIN, "\\r\\n" + refusal + "\\r\\n");

        Offline offline = (Offline) goOnline();
        module.answer("AT+CPIN?", ASKS_PIN, SIM_READY);
        module.answer(PIN, "\\r\\nOK\\r\\n");

        assertThat(offline.cause()).isEqualTo(Cause.SIM);
        assertThat(goOnline()).isInstanceOf(Online.class);
    }

    @Test
    void givesThePinAgainToASimThatWasBusy() {
        module.answer("AT+CPIN?", ASKS_PIN, ASKS_PIN, SIM_READY);
        module.answer(PIN, SIM_BUSY, "\\r\\nOK\\r\\n");

        assertThat(goOnline()).isInstanceOf(Online.class);
        assertThat(verdict()).contains(PinMemory.Verdict.ACCEPTED);
    }

    @Test
    void takesABusySimThatIsReadyAfterwardsForAcceptance() {
        module.answer("AT+CPIN?", ASKS_PIN, SIM_READY);
        module.answer(PIN, SIM_BUSY);

        assertThat(goOnline()).isInstanceOf(Online.class);
        assertThat(pinsGiven()).isEqualTo(1);
        assertThat(verdict()).contains(PinMemory.Verdict.ACCEPTED);
    }

    @Test
    void doesNotInsistWhenABusySimHasCountedTheTry() {
        module.answer("AT+CPIN?", ASKS_PIN);
        module.answer("AT+CPINR", counter(3), counter(2));
        module.answer(PIN, SIM_BUSY);

        goOnline();

        assertThat(pinsGiven()).isEqualTo(1);
    }

    @Test
    void neverTriesAPinAgainThatBlockedTheSim() {
        module.answer("AT+CPIN?", ASKS_PIN);
        module.answer(PIN, "\\r\\n+CME ERROR: 12\\r\\n");

        goOnline();

        assertThat(verdict()).contains(PinMemory.Verdict.REFUSED);
    }

    @Test
    void givesAProvenPinOnceMoreWhenItsAnswerWasLost() {
        pins.remember(MARK, PinMemory.Verdict.ACCEPTED);
        module.answer("AT+CPIN?", ASKS_PIN, ASKS_PIN, SIM_READY);
        module.answer(PIN, "", "\\r\\nOK\\r\\n");

        assertThat(goOnline()).isInstanceOf(Offline.class);
        assertThat(goOnline()).isInstanceOf(Online.class);
        assertThat(verdict()).contains(PinMemory.Verdict.ACCEPTED);
    }

    @Test
    void givesAProvenPinWithoutAnswerNoThirdTime() {
        pins.remember(MARK, PinMemory.Verdict.ACCEPTED);
        module.answer("AT+CPIN?", ASKS_PIN);
        module.answer(PIN, "");

        goOnline();
        goOnline();
        Offline third = (Offline) goOnline();

        assertThat(pinsGiven()).isEqualTo(2);
        assertThat(third.reason()).contains("never learnt");
    }

    @Test
    void doesNotDoubtAPinBeforeALineThatIsOutOfStep() {
        module.answer("AT+CPIN?", ASKS_PIN);
        module.answer("AT+CPINR", "\\r\\nRDY\\r\\n");

        Offline offline = (Offline) goOnline();

        assertThat(offline.cause()).isEqualTo(Cause.MODULE);
        assertThat(pinsGiven()).isZero();
        assertThat(verdict()).isEmpty();
    }

    @Test
    void doesNotDoubtAPinForWhichNoTimeWasLeft() {
        module.answer("AT+CPIN?", ASKS_PIN);
        module.answer("AT+CPINR", "");

        uplink.goOnline(world.after(Duration.ofSeconds(1)));

        assertThat(pinsGiven()).isZero();
        assertThat(verdict()).isEmpty();
    }

    @Test
    void givesThePinToAModuleThatKeepsItsCounterToItself() {
        module.answer("AT+CPIN?", ASKS_PIN, SIM_READY);
        module.answer("AT+CPINR", "");

        assertThat(goOnline()).isInstanceOf(Online.class);
    }

    @Test
    void letsTheRadioSleepWhenAFailureOfTheUnitEndsTheAttempt() {
        module.answer("AT+CPIN?", ASKS_PIN);
        pins.full = true;

        assertThatThrownBy(this::goOnline).isInstanceOf(FlashFullException.class);
        Usage asleep = uplink.usage();
        world.runFor(Duration.ofHours(1));

        assertThat(module.heard()).endsWith("AT+CFUN=0");
        assertThat(uplink.usage()).isEqualTo(asleep);
    }

    @Test
    void doesNotRepeatAPinWhoseAnswerWasLostUnlessTheCounterIsFull() {
        module.answer("AT+CPIN?", ASKS_PIN);
        module.answer("AT+CPINR", counter(2), counter(3));
        pins.remember(MARK, PinMemory.Verdict.IN_DOUBT);

        goOnline();
        assertThat(module.heard()).doesNotContain(PIN);

        goOnline();
        assertThat(module.heard()).contains(PIN);
    }

    @Test
    void leavesTheLastTryToAHuman() {
        module.answer("AT+CPIN?", ASKS_PIN);
        module.answer("AT+CPINR", counter(1));

        Offline offline = (Offline) goOnline();

        assertThat(offline.cause()).isEqualTo(Cause.SIM);
        assertThat(module.heard()).doesNotContain(PIN);
    }

    @Test
    void namesASimThatIsMissing() {
        module.answer("AT+CPIN?", "\\r\\n+CME ERROR: 10\\r\\n");

        Offline offline = (Offline) goOnline();

        assertThat(offline.cause()).isEqualTo(Cause.SIM);
        assertThat(offline.reason()).contains("SIM not inserted");
    }

    @Test
    void reportsRefusedRegistrationAndLetsTheRadioSleep() {
        module.answer(
                "AT+CREG?",
                "\\r\\n+CREG: 1,2\\r\\n\\r\\nOK\\r\\n",
                "\\r\\n+CREG: 1,3\\r\\n\\r\\nOK\\r\\n");

        Offline offline = (Offline) goOnline();

        assertThat(offline.cause()).isEqualTo(Cause.REGISTRATION);
        assertThat(offline.reason()).contains("registration denied");
        assertThat(module.heard()).endsWith("AT+CFUN=0");
    }

    @Test
    void waitsForRegistrationOnlySoLong() {
        module.answer("AT+CREG?", "\\r\\n+CREG: 1,2\\r\\n\\r\\nOK\\r\\n");

        Offline offline = (Offline) goOnline();

        assertThat(offline.reason())
                .contains("within 90 s")
                .contains("searching")
                .contains("-73 dBm");
    }

    @Test
    void reportsAPortThatIsNotThere() {
        uplink = uplink("ttyUSB7");

        Offline offline = (Offline) goOnline();

        assertThat(offline.cause()).isEqualTo(Cause.PORT);
        assertThat(offline.reason()).contains("there is no port ttyUSB7");
    }

    @Test
    void reportsAPortThatAnswersNothing() {
        for (String command :
                new String[] {"AT+CMEE?", "AT", "ATH", "ATZ", "+++ATH", "AT+CFUN=1,1"}) {
            module.answer(command, "");
        }

        Offline offline = (Offline) goOnline();

        assertThat(offline.cause()).isEqualTo(Cause.MODULE);
        assertThat(offline.advice()).contains("supply");
    }

    @Test
    void switchesAModuleOnThatIsOff() {
        module.answer("AT+CMEE?", "");
        module.answer("AT", "");
        board.powerKey =
                () -> {
                    module.answer("AT+CMEE?", "\\r\\n+CMEE: 0\\r\\n\\r\\nOK\\r\\n");
                    module.answer("AT", "\\r\\nOK\\r\\n");
                    module.say("\\r\\nRDY\\r\\n\\r\\n+CFUN: 1\\r\\n");
                    return true;
                };

        assertThat(goOnline()).isInstanceOf(Online.class);
        assertThat(board.events).contains("module.answers [after, power-key]");
    }

    @Test
    void breaksConnectionsAtOnceWhenThePortIsGone() throws IOException {
        Online online = (Online) goOnline();
        module.answer(
                "AT+QIOPEN=1,0,\"TCP\",\"mail.invalid\",587,0,0",
                "\\r\\nOK\\r\\n\\r\\n+QIOPEN: 0,0\\r\\n");
        Socket socket = online.bearer().sockets().createSocket("mail.invalid", 587);
        List<String> failures = new ArrayList<>();
        world.start(
                "reader",
                () -> {
                    try {
                        socket.getInputStream().read();
                    } catch (IOException e) {
                        failures.add(e.getMessage());
                    }
                });
        world.runFor(Duration.ofSeconds(1));

        module.unplug();
        world.runFor(Duration.ofSeconds(1));

        assertThat(failures).singleElement().asString().contains("unplugged");
    }

    @Test
    void climbsTheLadderAfterALostPromptWithinAMinute() {
        Attachment first = goOnline();
        module.answer("AT+QISEND", "");
        module.answer("AT+CMEE?", "");
        module.answer("AT", "");
        board.resetLine = this::restart;
        loseThePrompt((Online) first);
        long lost = world.nanos();

        Step<PacketService> bearer = uplink.modem().openBearer(world.after(TEN_MINUTES));

        assertThat(bearer).isInstanceOf(Step.Failed.class);
        assertThat(uplink.modem().state()).isEqualTo(ModemState.BOOTING);
        assertThat(goOnline()).isInstanceOf(Online.class).isNotSameAs(first);
        assertThat(board.events).contains("module.answers [after, reset-line]");
        assertThat(Duration.ofNanos(world.nanos() - lost)).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void givesNoCachedBearerOnALineThatDoesNotComeIntoStep() {
        Attachment first = goOnline();
        module.answer("AT+QISEND", "");
        module.answer("AT+CMEE?", "");
        module.answer("AT", "");
        board.resetLine = this::restart;

        loseThePrompt((Online) first);
        world.runFor(Duration.ofSeconds(15));

        assertThat(uplink.modem().state()).isEqualTo(ModemState.BOOTING);
        assertThat(goOnline()).isInstanceOf(Online.class).isNotSameAs(first);
    }

    @Test
    void leavesOnlineWhenTheModuleDoesNotAnswerTheAttaching() {
        Attachment first = goOnline();
        module.answer("AT+CGATT=1", "", "\\r\\nOK\\r\\n");

        uplink.modem().openBearer(world.after(TEN_MINUTES));

        assertThat(uplink.modem().state()).isEqualTo(ModemState.BOOTING);
        assertThat(goOnline()).isInstanceOf(Online.class).isNotSameAs(first);
    }

    @Test
    void noticesThatThePortIsGone() {
        goOnline();

        module.unplug();
        world.runFor(Duration.ofSeconds(1));

        assertThat(uplink.modem().state()).isEqualTo(ModemState.OFF);
        assertThat(((Offline) goOnline()).cause()).isEqualTo(Cause.PORT);
    }

    /// Another life on the same flash, with a SIM that asks for its PIN as before.
    private void restartTheUnit() {
        module = new ScriptedModule(world);
        board = new TestBoard(world, module);
        scriptAModuleInGoodHealth();
        module.answer("AT+CPIN?", ASKS_PIN);
        uplink = uplink("line");
    }

    /// Sends into a connection whose module has lost its prompt, and closes the connection.
    private void loseThePrompt(Online online) {
        module.answer("AT+QIOPEN", "\\r\\nOK\\r\\n\\r\\n+QIOPEN: 0,0\\r\\n");
        assertThatThrownBy(
                        () -> {
                            try (Socket socket =
                                    online.bearer().sockets().createSocket("mail.invalid", 587)) {
                                socket.getOutputStream().write('!');
                            }
                        })
                .isInstanceOf(IOException.class);
    }

    /// The module comes back as it was first found.
    private boolean restart() {
        module.answer("AT+CMEE?", "\\r\\n+CMEE: 0\\r\\n\\r\\nOK\\r\\n");
        module.answer("AT", "\\r\\nOK\\r\\n");
        module.say("\\r\\nRDY\\r\\n");
        return true;
    }

    private Attachment goOnline() {
        return uplink.goOnline(world.after(TEN_MINUTES));
    }

    private ModemUplink uplink(String port) {
        ModuleSettings settings =
                new ModuleSettings(
                        port,
                        115_200,
                        new AccessPoint("au.NET", "user", Secret.of("pass")),
                        Optional.of(Secret.of("4711")),
                        ModuleSettings.Sleep.MINIMUM,
                        ModuleSettings.Limits.standard());
        return new ModemUplink(board, settings, new QuectelDialect(), pins, Trace.none());
    }

    private Optional<PinMemory.Verdict> verdict() {
        return pins.verdict(MARK);
    }

    private long pinsGiven() {
        return module.heard().stream().filter(PIN::equals).count();
    }

    private static String counter(int left) {
        return "\\r\\n+CPINR: SIM PIN,"
                + left
                + ",3\\r\\n\\r\\n+CPINR: SIM PUK,10,10\\r\\n\\r\\nOK\\r\\n";
    }

    /// What a unit keeps on flash.
    private static final class RememberedPins implements PinMemory {

        private final Map<String, Verdict> verdicts = new TreeMap<>();
        private boolean full;

        @Override
        public Optional<Verdict> verdict(String mark) {
            return Optional.ofNullable(verdicts.get(mark));
        }

        @Override
        public void remember(String mark, Verdict verdict) {
            if (full) {
                throw new FlashFullException("no room for a verdict");
            }
            verdicts.put(mark, verdict);
        }
    }
}
