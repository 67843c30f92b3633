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

    private final LinkPair pair;
    private final Host host = new Host();
    private DtrListener dtrListener = on -> {};

    /// Told when the host changes DTR.
    @FunctionalInterface
    public interface DtrListener {
        void dtrChanged(boolean on);
    }

    public VirtualSerial(String name, int bitsPerSecond, Tasks tasks, Time time) {
        LineShape shape = LineShape.serial(bitsPerSecond);
        this.pair = new LinkPair(name, shape, shape, tasks, time);
    }

    /// The unit's end.
    public SerialLink host() {
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

    /// The host closes its port: DTR drops, unread bytes are gone, the line stays and can be opened
    /// again.
    public void hostCloses() {
        host.setDtr(false);
        host.discardInput();
    }

    /// The cable is pulled, or the device behind the port is gone.
    public void unplug(String reason) {
        pair.sever(reason);
    }

    private final class Host implements SerialLink {

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
            return pair.a().read(buffer, offset, length, deadline);
        }

        @Override
        public void write(byte[] bytes, int offset, int length, Deadline deadline)
                throws LinkException {
            pair.a().write(bytes, offset, length, deadline);
        }

        @Override
        public void close() {
            pair.a().close();
        }
    }
}
