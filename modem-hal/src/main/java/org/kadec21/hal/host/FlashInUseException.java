package org.kadec21.hal.host;

import org.kadec21.hal.FlashException;

/// Another running unit writes to this flash: there is only ever one writer.
public final class FlashInUseException extends FlashException {

    public FlashInUseException(String message) {
        super(message);
    }
}
