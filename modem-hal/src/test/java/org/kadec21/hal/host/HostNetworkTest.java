package org.kadec21.hal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Inbox;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Network.Listening;
import org.kadec21.hal.PowerOffException;

import java.io.ByteArrayOutputStream;
import java.time.Duration;

@Timeout(30)
class HostNetworkTest {

    private static final String LOOPBACK = "127.0.0.1";

    private final HostTime time = new HostTime();
    private final HostTasks tasks = new HostTasks(time);
    private final HostNetwork network = new HostNetwork(tasks);
    private final Deadline soon = time.after(Duration.ofSeconds(20));

    @AfterEach
    void powerOff() {
        tasks.powerOff("test ends");
    }

    @Test
    void carriesBytesBothWays() throws Exception {
        byte[] sent = pattern(300_000);
        Listening echo =
                network.listen(LOOPBACK, 0, (link, peer) -> tasks.start("echo", () -> echo(link)));

        byte[] received =
                tasks.call(() -> {
                    ByteLink link = network.connect(LOOPBACK, echo.port(), soon);
                    tasks.start("sender", () -> write(link, sent));
                    return readExactly(link, sent.length);
                });

        assertThat(received).isEqualTo(sent);
    }

    @Test
    void deliversWhatWasWrittenBeforeClosingAndThenTheEnd() throws Exception {
        Listening greeter =
                network.listen(
                        LOOPBACK,
                        0,
                        (link, peer) -> {
                            write(link, pattern(4000));
                            link.close();
                        });

        tasks.call(() -> {
            ByteLink link = network.connect(LOOPBACK, greeter.port(), soon);
            write(link, pattern(4000));
            assertThat(readExactly(link, 4000)).isEqualTo(pattern(4000));
            assertThat(link.read(new byte[1], 0, 1, soon)).isEqualTo(-1);
            return true;
        });
    }

    @Test
    void hearsThePeerOutAfterHavingSaidAll() throws Exception {
        byte[] answer = pattern(100_000);
        Listening server =
                network.listen(
                        LOOPBACK,
                        0,
                        (link, peer) -> tasks.start("server", () -> answerAtTheEnd(link, answer)));

        tasks.call(() -> {
            ByteLink link = network.connect(LOOPBACK, server.port(), soon);
            write(link, pattern(4000));
            assertThat(link.finish()).isTrue();
            assertThat(readExactly(link, answer.length)).isEqualTo(answer);
            assertThat(link.read(new byte[1], 0, 1, soon)).isEqualTo(-1);
            assertThatThrownBy(() -> link.write(new byte[1], soon))
                    .isInstanceOf(LinkException.class)
                    .hasMessageContaining("no more bytes come");
            return true;
        });
    }

    @Test
    void answersZeroWhenTheDeadlineComesFirst() throws Exception {
        Listening silent = network.listen(LOOPBACK, 0, (link, peer) -> {});

        int count =
                tasks.call(() -> {
                    ByteLink link = network.connect(LOOPBACK, silent.port(), soon);
                    return link.read(new byte[1], 0, 1, time.after(Duration.ofMillis(1)));
                });

        assertThat(count).isZero();
    }

    @Test
    void stopsTakingBytesThatThePeerDoesNotRead() throws Exception {
        Listening deaf = network.listen(LOOPBACK, 0, (link, peer) -> {});

        tasks.call(() -> {
            ByteLink link = network.connect(LOOPBACK, deaf.port(), soon);
            assertThatThrownBy(() ->
                            link.write(new byte[64 << 20], time.after(Duration.ofMillis(200))))
                    .isInstanceOf(LinkException.class)
                    .hasMessageContaining("check that the peer reads");
            return true;
        });
    }

    @Test
    void refusesToWorkOnceClosed() throws Exception {
        Listening silent = network.listen(LOOPBACK, 0, (link, peer) -> {});

        tasks.call(() -> {
            ByteLink link = network.connect(LOOPBACK, silent.port(), soon);
            link.close();
            link.close();
            assertThatThrownBy(() -> link.write(new byte[1], soon))
                    .isInstanceOf(LinkException.class);
            assertThatThrownBy(() -> link.read(new byte[1], 0, 1, soon))
                    .isInstanceOf(LinkException.class)
                    .hasMessageContaining("closed on this side");
            return true;
        });
    }

    @Test
    void namesThePeer() throws Exception {
        Inbox<String> peers = tasks.inbox("peers", 1);
        Listening listening = network.listen(LOOPBACK, 0, (link, peer) -> peers.offer(peer));

        String peer =
                tasks.call(() -> {
                    network.connect(LOOPBACK, listening.port(), soon);
                    return peers.poll(soon).orElseThrow();
                });

        assertThat(peer).startsWith("127.0.0.1:");
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        Listening closed = network.listen(LOOPBACK, 0, (link, peer) -> {});
        closed.close();

        assertThatThrownBy(() -> tasks.call(() -> network.connect(LOOPBACK, closed.port(), soon)))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("refused the connection; check that the server runs");
    }

    @Test
    void saysThatANameIsUnknown() {
        assertThatThrownBy(() -> tasks.call(() -> network.connect("no such host", 25, soon)))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("unknown to the resolver");
    }

    @Test
    void saysThatAConnectionTimedOut() {
        assertThatThrownBy(() -> tasks.call(() -> network.connect(LOOPBACK, 25, Deadline.at(0))))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("timed out");
    }

    @Test
    void saysThatAPortIsTaken() throws Exception {
        Listening first = network.listen(LOOPBACK, 0, (link, peer) -> {});

        assertThatThrownBy(() -> network.listen(LOOPBACK, first.port(), (link, peer) -> {}))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("another program listens there");
    }

    @Test
    void powerOffEndsReadingAndClosesThePort() throws Exception {
        Listening silent = network.listen(LOOPBACK, 0, (link, peer) -> tasks.powerOff("cut"));

        assertThatThrownBy(() ->
                        tasks.call(() -> {
                            ByteLink link = network.connect(LOOPBACK, silent.port(), soon);
                            return link.read(new byte[1], 0, 1, Deadline.never());
                        }))
                .isInstanceOf(PowerOffException.class);
        HostTasks others = new HostTasks(time);
        assertThatThrownBy(() ->
                        others.call(() ->
                                new HostNetwork(others).connect(LOOPBACK, silent.port(), soon)))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("refused");
    }

    private void answerAtTheEnd(ByteLink link, byte[] answer) {
        byte[] buffer = new byte[1024];
        try {
            for (int n = 0; n >= 0; n = link.read(buffer, 0, buffer.length, soon)) {}
        } catch (LinkException e) {
            throw new AssertionError(e);
        }
        write(link, answer);
        link.close();
    }

    private void echo(ByteLink link) {
        byte[] buffer = new byte[5000];
        try {
            int count = link.read(buffer, 0, buffer.length, soon);
            while (count > 0) {
                link.write(buffer, 0, count, soon);
                count = link.read(buffer, 0, buffer.length, soon);
            }
        } catch (LinkException dead) {
            throw new IllegalStateException(dead);
        }
    }

    private void write(ByteLink link, byte[] bytes) {
        try {
            link.write(bytes, soon);
        } catch (LinkException dead) {
            throw new IllegalStateException(dead);
        }
    }

    private byte[] readExactly(ByteLink link, int length) throws LinkException {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        byte[] buffer = new byte[7000];
        while (received.size() < length) {
            int count = link.read(buffer, 0, buffer.length, soon);
            assertThat(count).isPositive();
            received.write(buffer, 0, count);
        }
        return received.toByteArray();
    }

    private static byte[] pattern(int length) {
        byte[] pattern = new byte[length];
        for (int i = 0; i < length; i++) {
            pattern[i] = (byte) (i * 31 + i / 256);
        }
        return pattern;
    }
}
