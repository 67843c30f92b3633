package org.kadec21.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.kadec21.foreign.ModulePort.Ended;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Debian's modem programs against the simulated module, without any special treatment.
@Tag("foreign")
class ModemProgramsTest {

    @TempDir private Path folder;
    private ModulePort port;

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

    /// It looks at nothing but `/dev`.
    @Test
    void wvdialconfDetectsTheModem() throws Exception {
        Path device = Path.of("/dev/ttyUSB97");
        assumeTrue(Files.isWritable(Path.of("/dev")) && !Files.exists(device));
        try (ModulePort usb = ModulePort.open(device, "wvdialconf-device")) {
            Ended ended =
                    usb.run("wvdialconf", "wvdialconf", folder.resolve("wvdial.conf").toString());

            assertThat(ended.said()).contains("Found a modem on " + device);
            assertThat(folder.resolve("wvdial.conf"))
                    .content()
                    .contains("Init2 = ATQ0 V1 E1 S0=0 &C1 &D2 +FCLASS=0");
        }
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
