package org.kadec21.simulation.provider.smtp;

import java.nio.ByteBuffer;

/// Takes the octets behind one BDAT (RFC 3030). They are kept as they are, but their lines must end
/// as those behind DATA do: without BINARYMIME nothing else is a mail (RFC 3030 section 3). A CR at
/// the end of one chunk may have its LF in the next.
final class ChunkReader {

    private final MessageBuffer message;
    private final boolean last;
    private long missing;

    /// @param last whether no other chunk follows
    ChunkReader(MessageBuffer message, long octets, boolean last) {
        this.message = message;
        this.missing = octets;
        this.last = last;
    }

    /// Takes what belongs to the chunk; line ends are looked at as long as the text is kept.
    TextProgress take(ByteBuffer input) {
        while (missing > 0 && input.hasRemaining()) {
            byte octet = input.get();
            if (isKept() && message.last() == '\r' && octet != '\n') {
                return TextProgress.BARE_CR;
            }
            if (isKept() && message.last() != '\r' && octet == '\n') {
                return TextProgress.BARE_LF;
            }
            message.add(octet);
            missing--;
            if (message.isEndless()) {
                return TextProgress.ENDLESS;
            }
        }
        if (missing > 0) {
            return TextProgress.MORE;
        }
        return last && isKept() && message.last() == '\r' ? TextProgress.BARE_CR : TextProgress.END;
    }

    private boolean isKept() {
        return message.excess() == MessageBuffer.Excess.NONE;
    }
}
