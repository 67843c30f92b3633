package org.kadec21.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kadec21.firmware.CommandErrors;
import org.kadec21.firmware.DoctorCommand;
import org.kadec21.simulation.realtime.Pty;

import picocli.CommandLine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The command `doctor` by jSerialComm on a pseudo-terminal that is no module's.
final class DoctorOnTerminalTest {

    private static final byte[] SENTENCE =
            "$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    @TempDir private Path folder;

    @Test
    void aPositionReceiverIsRecognisedAndNotAByteIsSentToIt() throws Exception {
        Path link = folder.resolve("receiver");
        Pty pty = Pty.open(link, () -> {});
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        Thread talker = Thread.ofPlatform().daemon().start(() -> talk(pty, heard));
        StringWriter out = new StringWriter();
        try {
            int code =
                    CommandErrors.install(new CommandLine(new DoctorCommand()))
                            .setOut(new PrintWriter(out))
                            .execute("--serial", link.toString());

            assertThat(out.toString())
                    .containsPattern("(?m)^fail +module +.*no module's port.*GPGGA");
            assertThat(code).isEqualTo(69);
        } finally {
            pty.close();
            talker.join();
        }
        assertThat(heard.size()).isZero();
    }

    /// A sentence, then an ear to the port for a moment, until the port is closed.
    private static void talk(Pty pty, ByteArrayOutputStream heard) {
        byte[] buffer = new byte[256];
        try {
            for (int n = 0; n >= 0; n = pty.read(buffer)) {
                heard.write(buffer, 0, n);
                pty.write(SENTENCE, 0, SENTENCE.length);
            }
        } catch (IOException closed) {
            // the test is over
        }
    }
}
