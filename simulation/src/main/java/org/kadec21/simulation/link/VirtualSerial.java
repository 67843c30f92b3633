package org.kadec21.simulation.link;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.SerialLink;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;

/// A serial line between a unit (data terminal equipment) and a module (data circuit-terminating
/// equipment), 8N1.
public final class VirtualSerial {

    private final String name;
    private final LinkPair pair;
    private DtrListener dtrListener = on -> {};

    /// Told when the host changes DTR.
    @FunctionalInterface
    public interface DtrListener {
        void dtrChanged(boolean on);
    }

    public VirtualSerial(String name, int bitsPerSecond, Tasks tasks, Time time) {
        LineShape shape = LineShape.serial(bitsPerSecond);
        this.name = name;
        this.pair = new LinkPair(name, shape, shape, tasks, time);
    }

    /// Opens the unit's end. It can be closed and opened again; what arrived in between is gone, as
    /// in a port nobody holds.
    ///
    /// @param closed is told when it is closed
    public SerialLink open(int bitsPerSecond, Runnable closed) {
        pair.discardInputOfA();
        Host host = new Host(closed);
        host.setBaudRate(bitsPerSecond);
        host.setDtr(true);
        return host;
    }

    /// The module's end.
    public ByteLink module() {
        return pair.b();
    }

    /// Who is told of DTR changes, instead of the one before.
    public void onDtr(DtrListener listener) {
        dtrListener = listener;
    }

    /// The cable is pulled, or the device behind the port is gone.
    public void unplug(String reason) {
        pair.sever(reason);
    }

    private final class Host implements SerialLink {

        private final Runnable closed;
        private boolean open = true;

        Host(Runnable closed) {
            this.closed = closed;
        }

        @Override
        public void setBaudRate(int bitsPerSecond) {
            LineShape shape = LineShape.serial(bitsPerSecond);
            pair.reshape(shape, shape);
        }

        @Override
        public void setDtr(boolean on) {
            dtrListener.dtrChanged(on);
        }

        @Override
        public void discardInput() {
            pair.discardInputOfA();
        }

        @Override
        public int read(byte[] buffer, int offset, int length, Deadline deadline)
                throws LinkException {
            return pair.readAtA(buffer, offset, length, deadline, () -> open);
        }

        @Override
        public void write(byte[] bytes, int offset, int length, Deadline deadline)
                throws LinkException {
            if (!open) {
                throw new LinkException(name + ": closed");
            }
            pair.a().write(bytes, offset, length, deadline);
        }

        /// DTR drops; the line stays, for the next one who opens the port.
        @Override
        public void close() {
            if (open) {
                open = false;
                setDtr(false);
                pair.nudgeA();
                closed.run();
            }
        }
    }
}
