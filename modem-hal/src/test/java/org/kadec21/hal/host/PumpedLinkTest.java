package org.kadec21.hal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kadec21.hal.BlockingBytes;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;

@Timeout(30)
class PumpedLinkTest {

    private final HostTime time = new HostTime();
    private final HostTasks tasks = new HostTasks(time);
    private final Deadline soon = time.after(Duration.ofSeconds(20));
    private final ScriptedBytes io = new ScriptedBytes();
    private final ByteLink link = tasks.pump("line", io);

    @AfterEach
    void powerOff() {
        tasks.powerOff("test ends");
    }

    @Test
    void readsInPartsWhatCameAtOnce() throws Exception {
        io.comes.add(bytes(1, 2, 3));
        byte[] buffer = new byte[4];

        int first = tasks.call(() -> link.read(buffer, 1, 2, soon));
        int second = tasks.call(() -> link.read(buffer, 3, 1, soon));

        assertThat(first).isEqualTo(2);
        assertThat(second).isEqualTo(1);
        assertThat(buffer).containsExactly(0, 1, 2, 3);
    }

    @Test
    void deliversWhatCameBeforeTheLineDied() throws Exception {
        io.comes.add(bytes(7));
        io.comes.add(buffer -> {
            throw new IOException("the line died");
        });
        byte[] buffer = new byte[1];

        tasks.call(() -> link.read(buffer, 0, 1, soon));

        assertThat(buffer).containsExactly(7);
        assertThatThrownBy(() -> tasks.call(() -> link.read(buffer, 0, 1, soon)))
                .isInstanceOf(LinkException.class)
                .hasMessage("the line died");
        assertThatThrownBy(() -> tasks.call(() -> write(new byte[1])))
                .isInstanceOf(LinkException.class)
                .hasMessage("the line died");
    }

    @Test
    void saysMinusOneAtTheEndOfTheStreamAgainAndAgain() throws Exception {
        io.comes.add(buffer -> -1);
        byte[] buffer = new byte[1];

        assertThat(tasks.call(() -> link.read(buffer, 0, 1, soon))).isEqualTo(-1);
        assertThat(tasks.call(() -> link.read(buffer, 0, 1, soon))).isEqualTo(-1);
    }

    @Test
    void handsOverWhatWasWrittenBeforeClosing() throws Exception {
        io.takes.countDown();

        tasks.call(() -> {
            write(new byte[] {1, 2, 3});
            link.close();
            return true;
        });

        io.closed.await();
        assertThat(io.written.take()).containsExactly(1, 2, 3);
    }

    @Test
    void closingDoesNotWaitForAWriteThatHangs() throws Exception {
        tasks.call(() -> write(new byte[] {1}));
        io.hangs.await();

        link.close();

        assertThatThrownBy(() -> tasks.call(() -> write(new byte[1])))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("closed on this side");
        io.closed.await();
    }

    @Test
    void nobodyWaitsForAPortThatHangsInItsClosing() throws Exception {
        io.takes.countDown();
        io.mayClose = new CountDownLatch(1);

        link.close();
        io.closed.await();

        assertThat(tasks.call(() -> "the next task runs")).isNotEmpty();
        assertThatThrownBy(() -> tasks.call(() -> write(new byte[1])))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("closed on this side");
        io.mayClose.countDown();
    }

    @Test
    void writesOnWhereTheLineCannotEndOneWayAlone() throws Exception {
        io.takes.countDown();

        boolean finished = link.finish();
        tasks.call(() -> write(new byte[] {5}));

        assertThat(finished).isFalse();
        assertThat(io.written.take()).containsExactly(5);
    }

    @Test
    void powerOffClosesTheLine() throws Exception {
        io.takes.countDown();

        tasks.powerOff("cut");

        io.closed.await();
    }

    private static Incoming bytes(int... values) {
        return buffer -> {
            for (int i = 0; i < values.length; i++) {
                buffer[i] = (byte) values[i];
            }
            return values.length;
        };
    }

    private boolean write(byte[] bytes) throws LinkException {
        link.write(bytes, soon);
        return true;
    }

    /// A line that brings what the test tells it to, and takes nothing until it is allowed to.
    private static final class ScriptedBytes implements BlockingBytes {

        final BlockingQueue<Incoming> comes = new ArrayBlockingQueue<>(10);
        final BlockingQueue<byte[]> written = new ArrayBlockingQueue<>(10);
        final CountDownLatch takes = new CountDownLatch(1);
        final CountDownLatch hangs = new CountDownLatch(1);
        final CountDownLatch closed = new CountDownLatch(1);
        volatile CountDownLatch mayClose = new CountDownLatch(0);

        @Override
        public int read(byte[] buffer) throws IOException {
            return uninterrupted(comes::take).into(buffer);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            hangs.countDown();
            uninterrupted(() -> {
                takes.await();
                return true;
            });
            written.add(Arrays.copyOfRange(bytes, offset, offset + length));
        }

        @Override
        public void close() throws IOException {
            closed.countDown();
            uninterrupted(() -> {
                mayClose.await();
                return true;
            });
        }

        private static <T> T uninterrupted(Blocking<T> blocking) throws IOException {
            try {
                return blocking.run();
            } catch (InterruptedException interrupted) {
                throw new IOException(interrupted);
            }
        }

        private interface Blocking<T> {
            T run() throws InterruptedException;
        }
    }

    /// What one read of the line brings.
    private interface Incoming {
        int into(byte[] buffer) throws IOException;
    }
}
