package org.kadec21.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.kadec21.foreign.ModulePort.Ended;
import org.kadec21.live.Machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Debian's modem programs against the simulated module, without any special treatment.
@Tag("foreign")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ModemProgramsTest {

    private static final int WVDIAL_CRASHES = 4;

    private static final Duration DAEMON_TIME = Duration.ofMinutes(3);

    @TempDir private static Path daemonFolder;
    @AutoClose private static MessageDaemon daemon;

    @TempDir private Path folder;
    private ModulePort port;

    /// It runs beside the other programs and is judged last.
    @BeforeAll
    static void startTheDaemon() throws Exception {
        daemon = MessageDaemon.start(daemonFolder);
        Ended injected = daemon.send("09023456789", "from the daemon to itself");
        assertThat(injected.exitCode()).as(injected.said()).isZero();
    }

    @BeforeEach
    void openPort(TestInfo test) throws IOException {
        port = ModulePort.open(folder.resolve("modem0"), test.getTestMethod().get().getName());
    }

    @AfterEach
    void closePort() throws InterruptedException {
        port.close();
    }

    @Test
    void gammuIdentifiesTheModule() throws Exception {
        Ended ended = gammu("identify");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.said())
                .contains("KADEC21 LAB")
                .contains("DB800-N2")
                .contains("SIM IMSI             : 440700123456789");
    }

    @Test
    void gammuFindsTheNetwork() throws Exception {
        Ended ended = gammu("networkinfo");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.said())
                .contains("Network state        : home network")
                .contains("440 70 (au, Japan)")
                .contains("\"KDDI\"");
    }

    @Test
    void gammuSendsMessagesAndReadsTheOneToItself() throws Exception {
        Ended away = gammu("sendsms", "TEXT", "+4917112345", "-text", "hello");
        Ended own = gammu("sendsms", "TEXT", "09023456789", "-text", "gate {1} @ 3 m");
        Ended read = gammu("getallsms");

        assertThat(away.said()).contains("OK, message reference=1");
        assertThat(own.said()).contains("OK, message reference=2");
        assertThat(read.said())
                .contains("gate {1} @ 3 m")
                .contains("\"09023456789\"")
                .contains("1 SMS parts in 1 SMS sequences");
    }

    @Test
    void runscriptDials() throws Exception {
        Path script =
                Files.writeString(
                        folder.resolve("dial.scr"),
                        """
                        send "ATZ"
                        expect {
                          "OK" break
                          timeout 5 exit 2
                        }
                        send "AT+CSQ"
                        expect {
                          "+CSQ: " break
                          timeout 5 exit 3
                        }
                        send "ATDT123"
                        expect {
                          "CONNECT" exit 0
                          "NO CARRIER" exit 4
                          timeout 30 exit 5
                        }
                        """);

        assertThat(port.runOnPort("runscript", "runscript", script.toString()).exitCode()).isZero();
    }

    @Test
    void chatGetsIntoDataModeAndTheNextOneToo() throws Exception {
        for (int call = 1; call <= 2; call++) {
            Ended ended =
                    port.runOnPort(
                            "chat-" + call,
                            "/usr/sbin/chat",
                            "-v",
                            "-s",
                            "-S",
                            "ABORT",
                            "BUSY",
                            "ABORT",
                            "NO CARRIER",
                            "ABORT",
                            "ERROR",
                            "TIMEOUT",
                            "20",
                            "",
                            "ATZ",
                            "OK",
                            "AT+CGDCONT=1,\"IP\",\"internet\"",
                            "OK",
                            "ATD*99***1#",
                            "CONNECT",
                            "\\d\\c");

            assertThat(ended.exitCode()).as(ended.said()).isZero();
        }
    }

    @Test
    void wvdialDialsAndHandsOverToPppd() throws Exception {
        Path settings =
                Files.writeString(
                        folder.resolve("wvdial.conf"),
                        """
                        [Dialer Defaults]
                        Modem = %s
                        Baud = 115200
                        Init1 = ATZ
                        Init2 = AT+CGDCONT=1,"IP","internet"
                        Phone = *99#
                        Username = me
                        Password = secret
                        Stupid Mode = 1
                        Auto Reconnect = off
                        """
                                .formatted(port.link()));

        Ended ended = port.run("wvdial", "wvdial", "-C", settings.toString());
        for (int crash = 0; crash < WVDIAL_CRASHES && hasCrashed(ended); crash++) {
            ended = port.run("wvdial", "wvdial", "-C", settings.toString());
        }

        assertThat(ended.said()).contains("Carrier detected.  Starting PPP immediately.");
    }

    /// wvdial 1.61's own task library stops with an assertion now and then, on a loaded machine.
    private static boolean hasCrashed(Ended wvdial) {
        return wvdial.said().contains("WVTASK_MAGIC");
    }

    @Test
    void picocomAndSocatAreTerminals() throws Exception {
        Ended picocom =
                port.runTyping(
                        "picocom", "AT+CREG?\r", "picocom", "-qrx", "2000", port.link().toString());
        Ended socat =
                port.runTyping(
                        "socat", "AT+CIMI\r", "socat", "-t2", "-", port.link() + ",raw,echo=0");

        assertThat(picocom.said()).contains("+CREG: 0,1");
        assertThat(socat.said()).contains("440700123456789");
    }

    @Test
    void anExpectScriptMakesAVoiceCall() throws Exception {
        Ended ended =
                port.run(
                        "expect",
                        "expect",
                        "-c",
                        """
                        spawn -open [open %s r+]
                        set timeout 20
                        send "AT+GMM\r"
                        expect { "DB800-N2" {} timeout {exit 1} }
                        send "ATD123;\r"
                        expect { "OK" {} timeout {exit 2} }
                        send "ATH\r"
                        expect { "OK" {exit 0} timeout {exit 3} }
                        """
                                .formatted(port.link()));

        assertThat(ended.exitCode()).as(ended.said()).isZero();
    }

    @Test
    void aPySerialScriptSendsAMessageAndReadsIt() throws Exception {
        Ended ended =
                port.run(
                        "pyserial",
                        "/usr/bin/python3",
                        "-c",
                        """
                        import serial, sys, time
                        line = serial.Serial(sys.argv[1], 115200, timeout=20)
                        def ask(text, end):
                            line.write(text.encode())
                            print(line.read_until(end.encode()).decode(), flush=True)
                        ask('ATE0\\r', 'OK\\r\\n')
                        ask('AT+CMGF=1;+CNMI=2,1\\r', 'OK\\r\\n')
                        ask('AT+CMGS="09023456789"\\r', '> ')
                        ask('from pyserial\\x1a', 'OK\\r\\n')
                        print(line.read_until(b'+CMTI: "SM",1\\r\\n').decode())
                        ask('AT+CMGR=1\\r', 'OK\\r\\n')
                        """,
                        port.link().toString());

        assertThat(ended.said()).contains("+CMTI: \"SM\",1").contains("from pyserial");
    }

    @Test
    void kermitDialsAndHangsUp() throws Exception {
        Path script =
                Files.writeString(
                        folder.resolve("dial.ksc"),
                        """
                        set modem type generic
                        set line %s
                        set carrier-watch off
                        set flow none
                        set dial timeout 20
                        dial 5551234
                        if fail exit 3
                        hangup
                        exit 0
                        """
                                .formatted(port.link()));

        Ended ended = port.run("kermit", "kermit", script.toString(), "-H");

        assertThat(ended.exitCode()).as(ended.said()).isZero();
    }

    /// It looks at nothing but `/dev`.
    @Test
    void wvdialconfDetectsTheModem() throws Exception {
        Path device = Path.of("/dev/ttyUSB97");
        Machine.mustHave(
                Files.isWritable(Path.of("/dev")) && !Files.exists(device),
                "expected to make " + device + "; let /dev be writable, and remove that file");
        try (ModulePort usb = ModulePort.open(device, "wvdialconf-device")) {
            Ended ended =
                    usb.run("wvdialconf", "wvdialconf", folder.resolve("wvdial.conf").toString());

            assertThat(ended.said()).contains("Found a modem on " + device);
            assertThat(folder.resolve("wvdial.conf"))
                    .content()
                    .contains("Init2 = ATQ0 V1 E1 S0=0 &C1 &D2 +FCLASS=0");
        }
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void gammuSmsdIsContentForThreeMinutes() throws Exception {
        boolean alive = daemon.livesFor(DAEMON_TIME);
        Ended status = daemon.status();

        assertThat(alive).as(daemon.log()).isTrue();
        assertThat(status.said())
                .contains("IMEI: A1000017E5C0D3")
                .contains("Sent: 1")
                .contains("Received: 1")
                .contains("Failed: 0");
        assertThat(daemon.content("sent")).contains("from the daemon to itself");
        assertThat(daemon.content("inbox")).contains("from the daemon to itself");
        assertThat(daemon.content("error")).isEmpty();
    }

    private Ended gammu(String... command) throws Exception {
        Path settings =
                Files.writeString(
                        folder.resolve("gammurc"),
                        "[gammu]\ndevice = " + port.link() + "\nconnection = at115200\n");
        String[] line = new String[command.length + 3];
        line[0] = "gammu";
        line[1] = "-c";
        line[2] = settings.toString();
        System.arraycopy(command, 0, line, 3, command.length);
        return port.run("gammu-" + command[0] + "-" + command.length, line);
    }
}
