package org.kadec21.simulation.provider.dialogue;

import java.nio.ByteBuffer;

/// Octets that have been received and wait until the peer has taken the answers to those before.
public final class Unread {

    private ByteBuffer octets = ByteBuffer.allocate(0);

    /// Adds what has come behind what waits.
    public void add(byte[] received) {
        ByteBuffer all = ByteBuffer.allocate(octets.remaining() + received.length);
        octets = all.put(octets).put(received).flip();
    }

    /// What waits; whoever takes from it takes it away.
    public ByteBuffer octets() {
        return octets;
    }

    public boolean isEmpty() {
        return !octets.hasRemaining();
    }

    public void discard() {
        octets = ByteBuffer.allocate(0);
    }
}
