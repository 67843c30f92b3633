package org.kadec21.simulation.link;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.SerialLink;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;

import java.util.Optional;

/// A serial line between a unit (data terminal equipment) and a module (data circuit-terminating
/// equipment), 8N1.
public final class VirtualSerial {

    private final String name;
    private final LinkPair pair;
    private final LinkPair silence;
    private Optional<Host> holder = Optional.empty();
    private DtrListener dtrListener = on -> {};
    private boolean hasDtr = true;

    /// Told when the host changes DTR.
    @FunctionalInterface
    public interface DtrListener {
        void dtrChanged(boolean on);
    }

    /// What becomes of the closing of a port.
    @FunctionalInterface
    public interface Closing {

        /// Begins it, without waiting for its end.
        ///
        /// @param finish to be run once, when the port is given back
        void begin(Runnable finish);
    }

    public VirtualSerial(String name, int bitsPerSecond, Tasks tasks, Time time) {
        LineShape shape = LineShape.serial(bitsPerSecond);
        this.name = name;
        this.pair = new LinkPair(name, shape, shape, tasks, time);
        this.silence = new LinkPair(name, shape, shape, tasks, time);
    }

    /// Opens the unit's end. It can be closed and opened again; what arrived in between is gone, as
    /// in a port nobody holds.
    ///
    /// @param closed is told when it is closed
    public SerialLink open(int bitsPerSecond, Runnable closed) {
        pair.discardInputOfA();
        Host host = new Host(closed);
        holder = Optional.of(host);
        host.setBaudRate(bitsPerSecond);
        dtrListener.dtrChanged(true);
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

    /// There is no wire for DTR, as in a pseudo-terminal: opening the port raises it and closing
    /// the port drops it, nothing else does.
    public void withoutDtrWire() {
        hasDtr = false;
    }

    /// The cable is pulled, or the device behind the port is gone.
    public void unplug(String reason) {
        pair.sever(reason);
    }

    /// Whoever holds the port now takes it for open until closing it: bytes go nowhere, none come,
    /// and the module hears nothing of DTR. Who opens it again has the line as it is.
    public void fallSilent(Closing closing) {
        holder.ifPresent(host -> {
            host.silent = Optional.of(closing);
            pair.nudgeA();
        });
    }

    private final class Host implements SerialLink {

        private final Runnable closed;
        private Optional<Closing> silent = Optional.empty();
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
            if (silent.isEmpty() && hasDtr) {
                dtrListener.dtrChanged(on);
            }
        }

        @Override
        public void discardInput() {
            if (silent.isEmpty()) {
                pair.discardInputOfA();
            }
        }

        @Override
        public int read(byte[] buffer, int offset, int length, Deadline deadline)
                throws LinkException {
            int count =
                    pair.readAtA(buffer, offset, length, deadline, () -> open && silent.isEmpty());
            return silent.isPresent()
                    ? silence.readAtA(buffer, offset, length, deadline, () -> open)
                    : count;
        }

        @Override
        public void write(byte[] bytes, int offset, int length, Deadline deadline)
                throws LinkException {
            if (!open) {
                throw new LinkException(name + ": closed");
            }
            if (silent.isEmpty()) {
                pair.a().write(bytes, offset, length, deadline);
            }
        }

        /// DTR drops; the line stays, for the next one who opens the port.
        @Override
        public void close() {
            if (open) {
                open = false;
                pair.nudgeA();
                silence.nudgeA();
                silent.orElse(Runnable::run).begin(this::giveBack);
            }
        }

        /// DTR is the next one's, when somebody else has opened the port meanwhile.
        private void giveBack() {
            if (holder.filter(host -> host == this).isPresent()) {
                holder = Optional.empty();
                dtrListener.dtrChanged(false);
            }
            closed.run();
        }
    }
}
