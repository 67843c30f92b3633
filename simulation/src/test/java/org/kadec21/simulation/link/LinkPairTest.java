package org.kadec21.simulation.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.simulation.time.World;

import java.time.Duration;
import java.time.Instant;

class LinkPairTest {

    private final World world = new World(1, Instant.EPOCH, line -> {});
    private final byte[] buffer = new byte[100_000];

    @AfterEach
    void closeWorld() {
        world.close();
    }

    @Test
    void bytesArriveAfterRateAndLatency() throws LinkException {
        LineShape up = LineShape.network(9600, Duration.ofMillis(150));
        LinkPair pair =
                new LinkPair("radio", up, LineShape.direct(), world.tasks("w"), world.time());

        pair.a().write(new byte[120], Deadline.never());
        int got = pair.b().read(buffer, 0, buffer.length, Deadline.never());

        assertThat(got).isEqualTo(120);
        assertThat(world.time().nanos()).isEqualTo(Duration.ofMillis(100 + 150).toNanos());
    }

    @Test
    void aSerialByteTakesTenBits() throws LinkException {
        LineShape serial = LineShape.serial(9600);
        LinkPair pair = new LinkPair("tty", serial, serial, world.tasks("w"), world.time());

        pair.a().write(new byte[48], Deadline.never());
        pair.b().read(buffer, 0, buffer.length, Deadline.never());

        assertThat(world.time().nanos()).isEqualTo(Duration.ofMillis(50).toNanos());
    }

    @Test
    void writerWaitsForRoomAndNothingIsLost() throws LinkException {
        LineShape shape = LineShape.network(64_000, Duration.ofMillis(10));
        LinkPair pair = new LinkPair("radio", shape, shape, world.tasks("w"), world.time());
        byte[] sent = new byte[200_000];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = (byte) (i * 31);
        }
        world.tasks("w")
                .start(
                        "writer",
                        () -> {
                            try {
                                pair.a().write(sent, Deadline.never());
                                pair.a().close();
                            } catch (LinkException e) {
                                throw new AssertionError(e);
                            }
                        });

        byte[] received = new byte[sent.length];
        int total = 0;
        for (int n = 0; n >= 0; n = pair.b().read(buffer, 0, buffer.length, Deadline.never())) {
            System.arraycopy(buffer, 0, received, total, n);
            total += n;
        }

        assertThat(received).isEqualTo(sent);
        assertThat(world.time().nanos()).isEqualTo(Duration.ofMillis(25_000 + 10).toNanos());
    }

    @Test
    void readGivesUpAtItsDeadline() throws LinkException {
        LinkPair pair =
                new LinkPair(
                        "l",
                        LineShape.direct(),
                        LineShape.direct(),
                        world.tasks("w"),
                        world.time());

        assertThat(pair.a().read(buffer, 0, 1, world.time().after(Duration.ofSeconds(2)))).isZero();
        assertThat(world.time().nanos()).isEqualTo(2_000_000_000L);
    }

    @Test
    void writeToAFullLineFailsAtItsDeadline() {
        LineShape stuck = new LineShape(0, 8, Duration.ZERO, 10, 10);
        LinkPair pair = new LinkPair("l", stuck, stuck, world.tasks("w"), world.time());

        assertThatThrownBy(() ->
                        pair.a().write(new byte[30], world.time().after(Duration.ofSeconds(1))))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("20 left unsent");
    }

    @Test
    void closingLetsSentBytesArriveAndThenEndsTheStream() throws LinkException {
        LinkPair pair =
                new LinkPair(
                        "l",
                        LineShape.direct(),
                        LineShape.direct(),
                        world.tasks("w"),
                        world.time());

        pair.a().write(new byte[] {1, 2, 3}, Deadline.never());
        pair.a().close();

        assertThat(pair.b().read(buffer, 0, 10, Deadline.never())).isEqualTo(3);
        assertThat(pair.b().read(buffer, 0, 10, Deadline.never())).isEqualTo(-1);
        assertThatThrownBy(() -> pair.b().write(new byte[1], Deadline.never()))
                .isInstanceOf(LinkException.class);
    }

    @Test
    void oneEndThatHasSaidAllStillHearsTheOther() throws LinkException {
        LinkPair pair =
                new LinkPair(
                        "l",
                        LineShape.direct(),
                        LineShape.direct(),
                        world.tasks("w"),
                        world.time());
        pair.a().write(new byte[3], Deadline.never());

        assertThat(pair.a().finish()).isTrue();
        assertThat(pair.b().read(buffer, 0, 10, Deadline.never())).isEqualTo(3);
        assertThat(pair.b().read(buffer, 0, 10, Deadline.never())).isEqualTo(-1);
        pair.b().write(new byte[4], Deadline.never());

        assertThat(pair.a().read(buffer, 0, 10, Deadline.never())).isEqualTo(4);
        assertThatThrownBy(() -> pair.a().write(new byte[1], Deadline.never()))
                .isInstanceOf(LinkException.class);
    }

    @Test
    void severingKillsBothEndsAtOnce() throws LinkException {
        LinkPair pair =
                new LinkPair(
                        "l",
                        LineShape.direct(),
                        LineShape.direct(),
                        world.tasks("w"),
                        world.time());
        pair.a().write(new byte[5], Deadline.never());

        pair.sever("the mast fell");

        assertThatThrownBy(() -> pair.b().read(buffer, 0, 10, Deadline.never()))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("the mast fell");
        assertThatThrownBy(() -> pair.a().write(new byte[1], Deadline.never()))
                .isInstanceOf(LinkException.class);
    }
}
