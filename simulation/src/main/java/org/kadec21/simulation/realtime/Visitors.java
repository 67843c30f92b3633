package org.kadec21.simulation.realtime;

import org.kadec21.simulation.realtime.Openings.Event;

import java.util.List;

/// How many have a device open. No I/O: what happened in, what it means out.
final class Visitors {

    private int present;
    private boolean unread;

    /// What a few events mean.
    ///
    /// @param hangUps how often the last one left
    /// @param bytesFirst whether what can be read by now was, all or in part, written before
    record Turn(int hangUps, boolean bytesFirst) {}

    boolean anybody() {
        return present > 0;
    }

    /// Nobody is there, though not everybody was seen leaving.
    void forget() {
        present = 0;
    }

    /// Everything that was written until now has been read.
    void drained() {
        unread = false;
    }

    /// What was written before the last one left, and what was written by the next one, cannot be
    /// told apart once both wait to be read: then all of it counts as written before.
    Turn on(List<Event> events) {
        int hangUps = 0;
        boolean bytesFirst = false;
        for (Event event : events) {
            switch (event) {
                case OPENED -> present++;
                case WROTE -> unread = true;
                case CLOSED -> {
                    if (present > 0 && --present == 0) {
                        hangUps++;
                        bytesFirst |= unread;
                    }
                }
            }
        }
        return new Turn(hangUps, bytesFirst);
    }
}
