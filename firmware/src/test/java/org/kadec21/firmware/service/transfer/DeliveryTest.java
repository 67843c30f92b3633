package org.kadec21.firmware.service.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.kadec21.firmware.service.HungUpException;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Time;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What a line still holds when a transfer is over.
class DeliveryTest {

    private static final int LENGTH = 128;
    private static final byte[] ORDERS =
            "\rset service.password evil12345\rapply\rconfirm\r"
                    .getBytes(StandardCharsets.US_ASCII);

    private final Babbling line = new Babbling();
    private final Delivery delivery = new Delivery(line, line, bytes -> Optional.empty());

    @Test
    void whatComesBehindACancelledTransferIsNoOrder() throws Exception {
        line.beginsWith(Blocks.heading("unit.jar\0" + (LENGTH + 1)), Duration.ofMillis(900), 5);

        Reception reception = delivery.receive(LENGTH);

        assertThat(reception).isInstanceOf(Reception.Failed.class);
        assertThat(line.left()).as("pieces of a sender that has not noticed").isZero();
        assertThat(line.now()).isEqualTo(Instant.EPOCH.plusMillis(5 * 900).plusSeconds(1));
    }

    @Test
    void whatComesBehindASenderThatGaveUpIsNoOrderEither() throws Exception {
        line.beginsWith(Blocks.CANCEL, Duration.ofMillis(900), 5);

        assertThat(delivery.receive(LENGTH)).isEqualTo(new Reception.Cancelled());

        assertThat(line.left()).isZero();
    }

    @Test
    void whatIsTypedASecondLaterIsHeardAgain() throws Exception {
        line.beginsWith(Blocks.CANCEL, Duration.ofMillis(1100), 1);

        delivery.receive(LENGTH);

        assertThat(line.left()).isEqualTo(1);
    }

    @Test
    void aSenderThatNeverStopsIsNobodyWhoIsLoggedIn() {
        line.beginsWith(Blocks.CANCEL, Duration.ofMillis(900), 100);

        assertThatThrownBy(() -> delivery.receive(LENGTH))
                .isInstanceOf(HungUpException.class)
                .hasMessageContaining("goes on behind a cancelled transfer");
        assertThat(line.now()).isBefore(Instant.EPOCH.plusSeconds(11));
    }

    @Test
    void aWholeFileIsFollowedByOrdersAtOnce() throws Exception {
        line.beginsWith(Blocks.endOfBatch(), Duration.ZERO, 1);

        delivery.receive(LENGTH);

        assertThat(line.left()).isEqualTo(1);
    }

    /// A sender that says something, and then the same orders again and again.
    private static final class Babbling implements ByteLink, Time {

        private byte[] first = {};
        private Duration pause = Duration.ZERO;
        private int pieces;
        private long nanos;

        void beginsWith(byte[] bytes, Duration between, int times) {
            first = bytes;
            pause = between;
            pieces = times;
        }

        int left() {
            return pieces;
        }

        @Override
        public int read(byte[] buffer, int offset, int length, Deadline deadline) {
            if (first.length > 0) {
                int count = hand(first, buffer, offset);
                first = new byte[0];
                return count;
            }
            if (pieces == 0 || nanos + pause.toNanos() > deadline.atNanos()) {
                nanos = deadline.atNanos();
                return 0;
            }
            nanos += pause.toNanos();
            pieces--;
            return hand(ORDERS, buffer, offset);
        }

        @Override
        public void write(byte[] bytes, int offset, int length, Deadline deadline) {}

        @Override
        public void close() {}

        @Override
        public Instant now() {
            return Instant.EPOCH.plusNanos(nanos);
        }

        @Override
        public long nanos() {
            return nanos;
        }

        private static int hand(byte[] bytes, byte[] buffer, int offset) {
            System.arraycopy(bytes, 0, buffer, offset, bytes.length);
            return bytes.length;
        }
    }
}
