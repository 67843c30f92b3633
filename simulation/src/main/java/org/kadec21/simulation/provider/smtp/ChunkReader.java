package org.kadec21.simulation.provider.smtp;

import java.nio.ByteBuffer;

/// Takes the octets behind one BDAT (RFC 3030), as they are.
final class ChunkReader {

    private final MessageBuffer message;
    private long missing;

    ChunkReader(MessageBuffer message, long octets) {
        this.message = message;
        this.missing = octets;
    }

    /// Takes what belongs to the chunk; true when it is complete.
    boolean take(ByteBuffer input) {
        while (missing > 0 && input.hasRemaining()) {
            message.add(input.get());
            missing--;
        }
        return missing == 0;
    }
}
