package org.kadec21.simulation.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Tasks;
import org.kadec21.simulation.ip.IpGateway.Failure;
import org.kadec21.simulation.link.LineShape;
import org.kadec21.simulation.link.LinkPair;
import org.kadec21.simulation.time.World;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;

class OutwardConnectionTest {

    private static final int BYTES = 3000;

    private final World world = new World(1, Instant.parse("2013-01-01T00:00:00Z"), _ -> {});
    private final Tasks tasks = world.tasks("node");
    private final Host host = new Host();
    private final OutwardConnection connection = new OutwardConnection(tasks, world.time(), host);
    private final LinkPair line =
            new LinkPair("server", LineShape.direct(), LineShape.direct(), tasks, world.time());

    @AfterEach
    void closeWorld() {
        world.close();
    }

    @Test
    void endsTwoSecondsBehindTheLastByteForAHostThatHasSaidAll() throws LinkException {
        host.room = 2 * BYTES;
        connectAndSay();

        connection.finish();
        world.runFor(Duration.ofSeconds(3));

        assertThat(host.received.size()).isEqualTo(BYTES);
        assertThat(host.isFinished).isTrue();
    }

    @Test
    void keepsWhatAHostThatHasSaidAllHasNoRoomFor() throws LinkException {
        connectAndSay();
        connection.finish();

        world.runFor(Duration.ofMinutes(1));
        assertThat(host.isFinished).isFalse();
        host.room = 2 * BYTES;
        connection.resume();
        world.runFor(Duration.ofSeconds(3));

        assertThat(host.received.size()).isEqualTo(BYTES);
        assertThat(host.isFinished).isTrue();
    }

    private void connectAndSay() throws LinkException {
        connection.start("server", line::a);
        ByteLink server = line.b();
        server.write(new byte[BYTES], Deadline.never());
        world.runFor(Duration.ofMillis(100));
    }

    /// As much room as it has, and what came of the connection.
    private static final class Host implements OutwardConnection.News {

        private final ByteArrayOutputStream received = new ByteArrayOutputStream();
        private int room;
        private boolean isFinished;

        @Override
        public void connected() {}

        @Override
        public void notConnected(Failure why) {
            throw new AssertionError(why);
        }

        @Override
        public int room() {
            return room;
        }

        @Override
        public void received(byte[] bytes) {
            received.writeBytes(bytes);
            room -= bytes.length;
        }

        @Override
        public void delivered(int bytes) {}

        @Override
        public void finished() {
            isFinished = true;
        }

        @Override
        public void broken() {
            throw new AssertionError("the connection broke");
        }
    }
}
