package org.kadec21.bench.roundtrips;

import java.util.ArrayList;
import java.util.List;

/// What went over one connection, seen from the client's end, in turns. A turn begins when the
/// client speaks after the server has; the TCP handshake and a greeting in clear text belong to
/// none.
final class Passage {

    private final long began;
    private final List<Turn> turns = new ArrayList<>();
    private long greetingBytes;

    private static final class Turn {
        private long up;
        private long down;
        private long lastAnswer;
    }

    Passage(long began) {
        this.began = began;
    }

    synchronized void up(int bytes) {
        if (turns.isEmpty() || turns.getLast().down > 0) {
            turns.add(new Turn());
        }
        turns.getLast().up += bytes;
    }

    synchronized void down(int bytes) {
        if (turns.isEmpty()) {
            greetingBytes += bytes;
            return;
        }
        turns.getLast().down += bytes;
        turns.getLast().lastAnswer = System.nanoTime();
    }

    /// The connection's cost up to the answer to the last turn that carried at least `mailBytes`:
    /// the final 250 of its last mail. What follows is QUIT and goodbyes: its bytes count, its
    /// turns and its time do not.
    synchronized Toll toll(int mailBytes) {
        int last = turns.size() - 1;
        while (last >= 0 && turns.get(last).up < mailBytes) {
            last--;
        }
        long end = last < 0 ? began : turns.get(last).lastAnswer;
        return new Toll(
                last + 1,
                turns.stream().mapToLong(turn -> turn.up).sum(),
                greetingBytes + turns.stream().mapToLong(turn -> turn.down).sum(),
                end - began);
    }
}
