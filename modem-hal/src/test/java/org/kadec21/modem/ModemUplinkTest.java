package org.kadec21.modem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.kadec21.modem.Attachment.Cause;
import org.kadec21.modem.Attachment.Offline;
import org.kadec21.modem.Attachment.Online;
import org.kadec21.modem.dialect.PacketService;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class ModemUplinkTest extends UplinkRig {

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

        assertThat(module.heard()).endsWith("AT+QIDEACT=1", "AT+CFUN=0", "AT+CFUN?");
        assertThat(asleep.radioTime()).isEqualTo(Duration.ofSeconds(10));
        assertThat(uplink.usage()).isEqualTo(asleep);
    }

    @Test
    void tellsAModuleThatDidNotHearItsGoodNightAgain() {
        goOnline();
        module.answer("AT+CFUN=0", "", "\\r\\nOK\\r\\n");
        uplink.goOffline(world.after(Duration.ofSeconds(60)));
        assertThat(uplink.isQuiet()).isFalse();
        assertThat(uplink.restless().orElseThrow())
                .startsWith("expected the radio to sleep: ")
                .contains("; the module will be reset");

        uplink.quieten(world.after(TEN_MINUTES));

        assertThat(uplink.isQuiet()).isTrue();
        assertThat(uplink.restless()).isEmpty();
        assertThat(module.heard()).endsWith("AT+CFUN=0", "AT+CFUN?");
        assertThat(board.events).contains("modem.restless []").endsWith("modem.asleep []");
    }

    @Test
    void doesNotBelieveAnOkOfAModuleThatStaysOn() {
        goOnline();
        module.answer(
                "AT+CFUN?",
                "\\r\\n+CFUN: 1\\r\\n\\r\\nOK\\r\\n",
                "\\r\\n+CFUN: 0\\r\\n\\r\\nOK\\r\\n");
        uplink.goOffline(world.after(Duration.ofSeconds(60)));
        assertThat(uplink.isQuiet()).isFalse();

        uplink.quieten(world.after(TEN_MINUTES));

        assertThat(uplink.isQuiet()).isTrue();
    }

    @Test
    void noticesThatASleepingModuleHasRestarted() {
        goOnline();
        uplink.goOffline(world.after(Duration.ofSeconds(60)));
        assertThat(uplink.isQuiet()).isTrue();

        module.say("\\r\\nRDY\\r\\n");
        world.runFor(Duration.ofSeconds(1));
        assertThat(uplink.isQuiet()).isFalse();
        uplink.quieten(world.after(TEN_MINUTES));

        assertThat(uplink.isQuiet()).isTrue();
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
        assertThat(uplink.module().orElseThrow().service())
                .isEqualTo(new FoundModule.Service.None());
        assertThat(module.heard()).endsWith("AT+CFUN=0", "AT+CFUN?");
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
                Optional.of(() -> {
                    module.answer("AT+CMEE?", "\\r\\n+CMEE: 0\\r\\n\\r\\nOK\\r\\n");
                    module.answer("AT", "\\r\\nOK\\r\\n");
                    module.say("\\r\\nRDY\\r\\n\\r\\n+CFUN: 1\\r\\n");
                    return true;
                });

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
}
