package org.kadec21.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.hal.ByteLink;
import org.kadec21.live.Program;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/// Our TCP against slirp's in bytes on the link: the same mail goes up, sent by ours and received
/// by slirp's, and then down, sent by slirp's and received by ours, each over a connection of its
/// own with packets of up to 1500 bytes. tshark counts the packets of IP.
@Tag("foreign")
class SlirpTrafficTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir private Path folder;

    /// What one end put on the link in one connection.
    private record Sent(int packets, int bytes) {

        Sent and(int bytesOfOne) {
            return new Sent(packets + 1, bytes + bytesOfOne);
        }

        @Override
        public String toString() {
            return "%,7d bytes in %3d packets".formatted(bytes, packets);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2_000, 52_000, 256_000})
    void putsNoMoreBytesOnTheLinkThanSlirpForTheSameMail(int size, TestReporter reporter)
            throws Exception {
        byte[] mail = new byte[size];
        new Random(size).nextBytes(mail);
        try (ForeignNetwork slirp = Slirp.start(folder, "mtu 1500", "mru 1500");
                ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<byte[]> served =
                    CompletableFuture.supplyAsync(() -> takeAndGive(server, mail));
            byte[] came = exchange(slirp.port(), server.getLocalPort(), mail);
            assertThat(served.get()).isEqualTo(mail);
            assertThat(came).isEqualTo(mail);
        }

        Sent oursSending = sent(0, Slirp.CALLER);
        Sent slirpsReceiving = sent(0, Slirp.THIS_MACHINE);
        Sent slirpsSending = sent(1, Slirp.THIS_MACHINE);
        Sent oursReceiving = sent(1, Slirp.CALLER);
        reporter.publishEntry(
                "mail of %,d bytes".formatted(size),
                table(oursSending, slirpsSending, oursReceiving, slirpsReceiving));
        assertThat(oursSending.bytes())
                .isGreaterThan(size)
                .isLessThanOrEqualTo(slirpsSending.bytes());
        assertThat(oursReceiving.bytes()).isLessThanOrEqualTo(slirpsReceiving.bytes());
    }

    private static String table(
            Sent oursSending, Sent slirpsSending, Sent oursReceiving, Sent slirpsReceiving) {
        return """
        sending:   ours %s, slirp's %s; \
        receiving: ours %s, slirp's %s\
        """
                .formatted(oursSending, slirpsSending, oursReceiving, slirpsReceiving);
    }

    /// Sends the mail over one connection and takes it back over a second one.
    private byte[] exchange(String port, int serverPort, byte[] mail) throws Exception {
        byte[] came = new byte[mail.length];
        DialledLinks links = new DialledLinks(port);
        links.call(
                folder.resolve("link.pcap"),
                calls -> {
                    ByteLink up = calls.to(Slirp.THIS_MACHINE, serverPort);
                    up.write(mail, links.limit());
                    assertThat(up.read(new byte[1], 0, 1, links.limit())).isEqualTo(1);
                    up.close();
                    ByteLink down = calls.to(Slirp.THIS_MACHINE, serverPort);
                    int got = 0;
                    int count = 0;
                    while (got < came.length && count >= 0) {
                        got += count;
                        count = down.read(came, got, came.length - got, links.limit());
                    }
                    down.write(new byte[] {1}, links.limit());
                    down.close();
                });
        return came;
    }

    /// The receiver says one byte at the end, and the sender of the mail hears it: as SMTP has it.
    private static byte[] takeAndGive(ServerSocket server, byte[] mail) {
        byte[] taken;
        try (Socket up = server.accept()) {
            taken = up.getInputStream().readNBytes(mail.length);
            up.getOutputStream().write(1);
            up.getInputStream().read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (Socket down = server.accept()) {
            down.getOutputStream().write(mail);
            InputStream receipt = down.getInputStream();
            receipt.readNBytes(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return taken;
    }

    private Sent sent(int stream, String by) {
        try (Program tshark =
                Program.start(
                        folder,
                        Map.of(),
                        "tshark",
                        "-r",
                        "link.pcap",
                        "-Y",
                        "tcp.stream == %d && ip.src == %s".formatted(stream, by),
                        "-T",
                        "fields",
                        "-e",
                        "ip.len")) {
            assertThat(tshark.awaitExit(LIMIT)).as(tshark.story()).isZero();
            Sent sum = new Sent(0, 0);
            for (String length : tshark.out()) {
                sum = sum.and(Integer.parseInt(length));
            }
            return sum;
        }
    }
}
