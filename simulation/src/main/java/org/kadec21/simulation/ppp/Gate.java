package org.kadec21.simulation.ppp;

import org.kadec21.hal.Deadline;

/// Who lets a host in, or not.
interface Gate {

    /// The link is up: the host may say who it is.
    void open(long now);

    /// The link is down: nobody is asked or waited for.
    void close();

    /// A packet of the gate's protocol.
    void take(ControlPacket packet, long now);

    void due(long now);

    Deadline nextDue();

    /// What comes of it.
    interface Door {

        void send(ControlPacket packet);

        void admitted();

        void refused(String reason);
    }
}
