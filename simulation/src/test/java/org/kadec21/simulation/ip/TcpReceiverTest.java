package org.kadec21.simulation.ip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

class TcpReceiverTest {

    /// Close to the end of the number space, so that the stream wraps.
    private static final int SYN = 0xffff_f000;

    private static final int SMALL = 256;
    private static final int FLIGHT = TcpReceiver.WINDOW / SMALL;

    /// So often everything is sent: at least the first of what is missing is kept each time.
    private static final int ROUNDS = FLIGHT;

    private final TcpReceiver receiver = new TcpReceiver(SYN);
    private final byte[] stream = new byte[TcpReceiver.WINDOW];
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

    TcpReceiverTest() {
        new SplittableRandom(1).nextBytes(stream);
        receiver.window();
    }

    @Test
    void deliversAWholeWindowOfShortSegmentsWhoseFirstOneWasLost() {
        for (int number = 1; number < FLIGHT; number++) {
            take(number * SMALL, SMALL);
        }
        assertThat(taken.size()).isZero();

        take(0, SMALL);

        assertThat(taken.toByteArray()).isEqualTo(stream);
    }

    @Test
    void takesWhatClosesTheGapHoweverManyPiecesLieBeyondIt() {
        for (int number = 1; number < FLIGHT; number += 2) {
            take(number * SMALL + 1, SMALL - 1);
        }

        for (int number = 0; number < FLIGHT; number++) {
            take(number * SMALL, SMALL + 1);
        }

        assertThat(taken.toByteArray()).isEqualTo(stream);
    }

    @Test
    void putsSegmentsIntoOrderHoweverTheyComeAndOverlap() {
        for (int seed = 0; seed < 50; seed++) {
            TcpReceiverTest one = new TcpReceiverTest();
            SplittableRandom chance = new SplittableRandom(seed);
            List<Integer> begins = new ArrayList<>();
            for (int begin = 0; begin < TcpReceiver.WINDOW; begin += SMALL) {
                begins.add(begin);
            }
            Collections.shuffle(begins, new Random(seed));

            for (int round = 0; round < ROUNDS; round++) {
                begins.forEach(begin -> one.take(begin, chance.nextInt(SMALL, 3 * SMALL)));
            }

            assertThat(one.taken.toByteArray()).as("seed %d", seed).isEqualTo(one.stream);
        }
    }

    private void take(int offset, int length) {
        byte[] data = Arrays.copyOfRange(stream, offset, Math.min(stream.length, offset + length));
        TcpSegment segment =
                new TcpSegment(1, 2, SYN + 1 + offset, 0, TcpSegment.ACK, 1000, 0, data);
        if (receiver.expects(segment)) {
            taken.writeBytes(receiver.take(segment));
        }
    }
}
