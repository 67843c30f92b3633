package org.kadec21.modem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

class LinkSocketTest {

    private final TestWorld world = new TestWorld();
    private final Echo echo = new Echo();
    private final LinkSocketFactory factory =
            new LinkSocketFactory(echo, world, Duration.ofSeconds(30));

    @Test
    void carriesBytesOfAnyValueBothWays() throws IOException {
        Socket socket = connected();
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }

        socket.getOutputStream().write(all);

        assertThat(socket.getInputStream().readNBytes(256)).isEqualTo(all);
        assertThat(echo.writes).hasSize(1);
    }

    @Test
    void handsTheNameToTheFarSideAndAsksNoResolver() throws IOException {
        Socket socket = connected();

        assertThat(echo.peer).isEqualTo("mail.invalid:587");
        assertThat(socket.getInetAddress().getHostName()).isEqualTo("mail.invalid");
        assertThat(socket.getPort()).isEqualTo(587);
    }

    @Test
    void obeysTheReadTimeout() throws IOException {
        Socket socket = connected();
        socket.setSoTimeout(2500);

        assertThatThrownBy(() -> socket.getInputStream().read())
                .isInstanceOf(SocketTimeoutException.class);
        assertThat(world.nanos()).isEqualTo(Duration.ofMillis(2500).toNanos());
    }

    @Test
    void boundsAWriteByTheTimeoutToo() throws IOException {
        Socket socket = connected();
        socket.setSoTimeout(2500);

        socket.getOutputStream().write(1);

        assertThat(echo.writeDeadline).isEqualTo(Deadline.at(Duration.ofMillis(2500).toNanos()));
    }

    @Test
    void boundsAWriteByItsOwnLimitWhenTheTimeoutIsLongerOrNone() throws IOException {
        Socket socket = connected();
        Deadline own = Deadline.at(Duration.ofSeconds(30).toNanos());

        socket.getOutputStream().write(1);
        assertThat(echo.writeDeadline).isEqualTo(own);

        socket.setSoTimeout(60_000);
        socket.getOutputStream().write(1);
        assertThat(echo.writeDeadline).isEqualTo(own);
    }

    @Test
    void handsTheConnectTimeoutOn() throws IOException {
        connected();

        assertThat(echo.connectDeadline).isEqualTo(Deadline.at(Duration.ofSeconds(9).toNanos()));
    }

    @Test
    void seesTheEndOfTheStream() throws IOException {
        Socket socket = connected();
        echo.ended = true;

        assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void isOfNoUseOnceClosed() throws IOException {
        Socket socket = connected();
        socket.close();

        assertThat(socket.isClosed()).isTrue();
        assertThat(echo.closed).isTrue();
        assertThatThrownBy(socket::getInputStream).isInstanceOf(SocketException.class);
    }

    @Test
    void isOfNoUseBeforeItIsConnected() throws IOException {
        Socket socket = factory.createSocket();

        assertThat(socket.isConnected()).isFalse();
        assertThatThrownBy(socket::getOutputStream).isInstanceOf(SocketException.class);
    }

    private Socket connected() throws IOException {
        Socket socket = factory.createSocket();
        socket.connect(InetSocketAddress.createUnresolved("mail.invalid", 587), 9000);
        return socket;
    }

    /// A link that gives back what it is given.
    private final class Echo implements LinkSocketFactory.Connector, ByteLink {

        private final List<byte[]> writes = new ArrayList<>();
        private byte[] unread = new byte[0];
        private String peer = "";
        private Deadline connectDeadline = Deadline.never();
        private Deadline writeDeadline = Deadline.never();
        private boolean ended;
        private boolean closed;

        @Override
        public ByteLink connect(String host, int port, Deadline deadline) {
            peer = host + ":" + port;
            connectDeadline = deadline;
            return this;
        }

        @Override
        public int read(byte[] buffer, int offset, int length, Deadline deadline)
                throws LinkException {
            if (unread.length == 0 && !ended) {
                world.sleepUntil(deadline);
                return 0;
            }
            int count = Math.min(length, unread.length);
            System.arraycopy(unread, 0, buffer, offset, count);
            unread = Arrays.copyOfRange(unread, count, unread.length);
            return count == 0 ? -1 : count;
        }

        @Override
        public void write(byte[] bytes, int offset, int length, Deadline deadline) {
            writeDeadline = deadline;
            writes.add(Arrays.copyOfRange(bytes, offset, offset + length));
            unread =
                    (new String(unread, StandardCharsets.ISO_8859_1)
                                    + new String(
                                            bytes, offset, length, StandardCharsets.ISO_8859_1))
                            .getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
