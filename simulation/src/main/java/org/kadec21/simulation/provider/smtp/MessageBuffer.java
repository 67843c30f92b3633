package org.kadec21.simulation.provider.smtp;

import java.io.ByteArrayOutputStream;

/// The text of a mail while it comes in. Beyond its limits it counts but keeps nothing.
final class MessageBuffer {

    /// Why a message cannot be taken.
    enum Excess {
        NONE,
        MESSAGE,
        LINE
    }

    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
    private final long limit;
    private int lineLength;
    private Excess excess = Excess.NONE;

    MessageBuffer(long limit) {
        this.limit = limit;
    }

    void add(byte octet) {
        lineLength = octet == '\n' ? 0 : lineLength + 1;
        if (octets.size() >= limit) {
            excess = Excess.MESSAGE;
        } else if (lineLength > SmtpLimits.MESSAGE_LINE && excess == Excess.NONE) {
            excess = Excess.LINE;
        }
        if (excess == Excess.NONE) {
            octets.write(octet);
        }
    }

    Excess excess() {
        return excess;
    }

    byte[] octets() {
        return octets.toByteArray();
    }
}
