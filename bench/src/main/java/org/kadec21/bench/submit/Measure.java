package org.kadec21.bench.submit;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Time;
import org.kadec21.modem.LinkSocketFactory.Connector;

import java.time.Duration;

/// Counts what connections cost, below TLS: bytes each way and round trips. A round trip is the TCP
/// handshake, or a wait for the server: bytes that come after bytes have gone, or the greeting. The
/// empty gesture that TLS 1.3 makes in the middle of the server's flight is not waited for.
public final class Measure {

    private final Connector way;
    private final Time time;
    private Cost cost = new Cost(0, 0, 0, 0);

    /// @param way what carries the connections
    public Measure(Connector way, Time time) {
        this.way = way;
        this.time = time;
    }

    /// What has been spent.
    ///
    /// @param nanos the clock's reading when that was so
    public record Cost(long bytesUp, long bytesDown, int roundTrips, long nanos) {

        /// What lies between an earlier reading and this one.
        public Cost since(Cost earlier) {
            return new Cost(
                    bytesUp - earlier.bytesUp,
                    bytesDown - earlier.bytesDown,
                    roundTrips - earlier.roundTrips,
                    nanos - earlier.nanos);
        }

        public double seconds() {
            return Duration.ofNanos(nanos).toMillis() / 1000.0;
        }

        private Cost plus(int up, int down, int trips) {
            return new Cost(bytesUp + up, bytesDown + down, roundTrips + trips, nanos);
        }
    }

    /// The reading now.
    public Cost now() {
        return new Cost(cost.bytesUp(), cost.bytesDown(), cost.roundTrips(), time.nanos());
    }

    /// Connects, and counts.
    public ByteLink connect(String host, int port, Deadline deadline) throws LinkException {
        ByteLink link = way.connect(host, port, deadline);
        cost = cost.plus(0, 0, 1);
        return new ByteLink() {
            private boolean waiting = true;

            @Override
            public int read(byte[] buffer, int offset, int length, Deadline until)
                    throws LinkException {
                int count = link.read(buffer, offset, length, until);
                if (count > 0) {
                    cost = cost.plus(0, count, waiting ? 1 : 0);
                    waiting = false;
                }
                return count;
            }

            @Override
            public void write(byte[] bytes, int offset, int length, Deadline until)
                    throws LinkException {
                cost = cost.plus(length, 0, 0);
                waiting |= !isChangeCipherSpec(bytes, offset, length);
                link.write(bytes, offset, length, until);
            }

            @Override
            public void close() {
                link.close();
            }
        };
    }

    /// RFC 8446 D.4: `change_cipher_spec` on its own, which nobody answers.
    private static boolean isChangeCipherSpec(byte[] bytes, int offset, int length) {
        return length == 6 && bytes[offset] == 0x14 && bytes[offset + 5] == 1;
    }
}
