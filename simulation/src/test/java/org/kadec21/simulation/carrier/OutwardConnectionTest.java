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

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A host that has said all and still reads.
class OutwardConnectionTest {

    private static final byte[] QUESTION = {'q'};
    private static final int ANSWER = 90_000;
    private static final Duration THOUGHT = Duration.ofMinutes(1);

    private final World world = new World(1, Instant.EPOCH, line -> {});
    private final Tasks tasks = world.tasks("carrier");
    private final LinkPair pair =
            new LinkPair("far", LineShape.direct(), LineShape.direct(), tasks, world.time());
    private final Told told = new Told();
    private final OutwardConnection connection = new OutwardConnection(tasks, world.time(), told);

    @AfterEach
    void closeWorld() {
        world.close();
    }

    @Test
    void hearsTheAnswerOfOneWhoThinksOnceTheQuestionIsOver() {
        tasks.start("server", this::answerAtTheEnd);

        ask(pair.a());
        passes(THOUGHT.plusSeconds(1));

        assertThat(told.bytes).isEqualTo(ANSWER);
        assertThat(told.ends).containsExactly("finished");
    }

    @Test
    void tellsNoEndWhileTheHostTakesNothing() {
        tasks.start("server", this::answerAtTheEnd);

        told.room = 0;
        ask(pair.a());
        passes(Duration.ofHours(1));
        assertThat(told.ends).isEmpty();
        told.room = 700;
        connection.resume();
        passes(Duration.ofMinutes(2));

        assertThat(told.bytes).isEqualTo(ANSWER);
        assertThat(told.ends).containsExactly("finished");
    }

    @Test
    void breaksOffInsteadOfAnEndWhereTheRealEndFallsSilent() {
        ask(pair.a());

        passes(OutwardConnection.HALF_CLOSED.minusSeconds(1));
        assertThat(told.ends).isEmpty();
        passes(Duration.ofSeconds(2));

        assertThat(told.ends).containsExactly("broken");
    }

    @Test
    void breaksOffSoonWhereTheRealEndCannotHearOfIt() {
        ask(endingBothWaysOnly(pair.a()));

        passes(OutwardConnection.LINGER.plusMillis(1));

        assertThat(told.ends).containsExactly("broken");
    }

    @Test
    void closesOnceBothHaveSaidAll() throws LinkException {
        pair.b().finish();

        ask(pair.a());
        passes(Duration.ofSeconds(1));

        assertThat(told.ends).containsExactly("finished");
        assertThat(pair.b().read(new byte[2], 0, 2, Deadline.never())).isEqualTo(1);
        assertThat(pair.b().read(new byte[2], 0, 2, Deadline.never())).isEqualTo(-1);
    }

    private void ask(ByteLink far) {
        connection.start("far", () -> far);
        passes(Duration.ofMillis(1));
        connection.send(QUESTION);
        connection.finish();
    }

    private void passes(Duration span) {
        tasks.sleepUntil(world.time().after(span));
    }

    private void answerAtTheEnd() {
        ByteLink link = pair.b();
        byte[] buffer = new byte[512];
        try {
            for (int n = 0; n >= 0; n = link.read(buffer, 0, buffer.length, Deadline.never())) {}
            passes(THOUGHT);
            link.write(new byte[ANSWER], Deadline.never());
        } catch (LinkException e) {
            throw new AssertionError(e);
        }
        link.close();
    }

    private static ByteLink endingBothWaysOnly(ByteLink link) {
        return new ByteLink() {
            @Override
            public int read(byte[] buffer, int offset, int length, Deadline deadline)
                    throws LinkException {
                return link.read(buffer, offset, length, deadline);
            }

            @Override
            public void write(byte[] bytes, int offset, int length, Deadline deadline)
                    throws LinkException {
                link.write(bytes, offset, length, deadline);
            }

            @Override
            public void close() {
                link.close();
            }
        };
    }

    /// What the gateway is told.
    private static final class Told implements OutwardConnection.News {

        private final List<String> ends = new ArrayList<>();
        private int room = 16_384;
        private int bytes;

        @Override
        public void connected() {}

        @Override
        public void notConnected(Failure why) {
            ends.add(why.toString());
        }

        @Override
        public int room() {
            return room;
        }

        @Override
        public void received(byte[] received) {
            bytes += received.length;
        }

        @Override
        public void delivered(int count) {}

        @Override
        public void finished() {
            ends.add("finished");
        }

        @Override
        public void broken() {
            ends.add("broken");
        }
    }
}
