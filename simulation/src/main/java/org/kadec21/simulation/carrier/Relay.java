package org.kadec21.simulation.carrier;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;

/// Carries one direction of a connection from one link to the next until either ends.
final class Relay {

    private static final int PIECE = 536;

    private Relay() {}

    static void run(ByteLink from, ByteLink to) {
        byte[] buffer = new byte[PIECE];
        try {
            int count = from.read(buffer, 0, buffer.length, Deadline.never());
            while (count >= 0) {
                to.write(buffer, 0, count, Deadline.never());
                count = from.read(buffer, 0, buffer.length, Deadline.never());
            }
        } catch (LinkException e) {
            from.close();
        }
        to.close();
    }
}
