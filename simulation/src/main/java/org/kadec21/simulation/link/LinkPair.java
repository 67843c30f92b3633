package org.kadec21.simulation.link;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;

import java.util.function.BooleanSupplier;

/// Two ends of one connection with a shaped line each way. Works on any [Tasks], in virtual and in
/// real time.
public final class LinkPair {

    private final Line towardsB;
    private final Line towardsA;
    private final ByteLink a;
    private final ByteLink b;

    /// @param name shows in messages
    /// @param aToB the direction from end a to end b
    public LinkPair(String name, LineShape aToB, LineShape bToA, Tasks tasks, Time time) {
        this.towardsB = new Line(name, aToB, tasks, time);
        this.towardsA = new Line(name, bToA, tasks, time);
        this.a = new End(towardsA, towardsB);
        this.b = new End(towardsB, towardsA);
    }

    public ByteLink a() {
        return a;
    }

    public ByteLink b() {
        return b;
    }

    /// Breaks the connection at once: both ends see a dead link, bytes under way are lost.
    public void sever(String reason) {
        towardsA.breakDown(reason);
        towardsB.breakDown(reason);
    }

    /// Gives both directions another shape from now on.
    public void reshape(LineShape aToB, LineShape bToA) {
        towardsB.reshape(aToB);
        towardsA.reshape(bToA);
    }

    /// Throws away what has arrived at end a and was not read.
    public void discardInputOfA() {
        towardsA.discardArrived();
    }

    /// A reader of end a other than [#a()]: at its end once `wanted` says no and [#nudgeA()] was
    /// called.
    int readAtA(byte[] buffer, int offset, int length, Deadline deadline, BooleanSupplier wanted)
            throws LinkException {
        return towardsA.read(buffer, offset, length, deadline, wanted);
    }

    void nudgeA() {
        towardsA.nudge();
    }

    private record End(Line in, Line out) implements ByteLink {

        @Override
        public int read(byte[] buffer, int offset, int length, Deadline deadline)
                throws LinkException {
            return in.read(buffer, offset, length, deadline);
        }

        @Override
        public void write(byte[] bytes, int offset, int length, Deadline deadline)
                throws LinkException {
            out.write(bytes, offset, length, deadline);
        }

        @Override
        public boolean finish() {
            out.end();
            return true;
        }

        @Override
        public void close() {
            out.end();
            in.refuse();
        }
    }
}
