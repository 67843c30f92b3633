package org.kadec21.dialects;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.bench.throughput.ModemRig;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.LinkException;
import org.kadec21.modem.dialect.SequansDialect;
import org.kadec21.simulation.module.dialect.SequansSockets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// The fifth dialect that `docs/dialects.md` walks through: the unit's half and the simulated
/// module's half are these files, and speak to each other.
class FifthDialectTest {

    private static final int MOST = 5000;

    @Test
    void carriesPayloadsThatLookLikeReplies() throws LinkException {
        byte[] traps =
                "\r\nOK\r\n> \"\0\u001a+++\r\n+SQNSRECV: 1,4\r\n+SQNSH: 1\r\nNO CARRIER\r\n"
                        .getBytes(StandardCharsets.ISO_8859_1);
        try (ModemRig rig = rig()) {
            assertThat(echo(rig, rig.connect(), traps)).isEqualTo(traps);
        }
    }

    @Test
    void carriesMoreThanOnePortion() throws LinkException {
        byte[] bytes = new byte[MOST];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        try (ModemRig rig = rig()) {
            assertThat(echo(rig, rig.connect(), bytes)).isEqualTo(bytes);
        }
    }

    @Test
    void aClosedConnectionIsFollowedByAnother() throws LinkException {
        byte[] bytes = "again".getBytes(StandardCharsets.US_ASCII);
        try (ModemRig rig = rig()) {
            for (int round = 0; round < 8; round++) {
                ByteLink link = rig.connect();
                assertThat(echo(rig, link, bytes)).isEqualTo(bytes);
                link.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resources/org/kadec21/modem/dialect/sequans.properties",
                "java/org/kadec21/modem/dialect/SequansPacketService.java",
                "resources/org/kadec21/simulation/module/dialect/sequans.properties",
                "java/org/kadec21/simulation/module/dialect/SequansSockets.java"
            })
    void isTheOneThatTheDocumentationShows(String file) throws IOException {
        Path home = Path.of(System.getProperty("kadec21.home"));
        String page = Files.readString(home.resolve("docs/dialects.md"));
        String source = Files.readString(home.resolve("src/test").resolve(file));

        assertThat(page).contains(source.substring(Math.max(0, source.indexOf("final class"))));
    }

    private static ModemRig rig() throws LinkException {
        return EchoServer.rig(new SequansSockets(), new SequansDialect());
    }

    private static byte[] echo(ModemRig rig, ByteLink link, byte[] bytes) throws LinkException {
        link.write(bytes, rig.in(Duration.ofMinutes(5)));
        byte[] echoed = new byte[bytes.length];
        int read = 0;
        while (read < bytes.length) {
            int count = link.read(echoed, read, bytes.length - read, rig.in(Duration.ofMinutes(5)));
            assertThat(count).describedAs("after %d bytes", read).isPositive();
            read += count;
        }
        return echoed;
    }
}
