package org.kadec21.hal;

/// The board has no power any more, or is being shut down: every wait and every write to flash ends
/// with this. It leaves the task; nobody handles it. What counts was durable before, or did not
/// happen.
public final class PowerOffException extends RuntimeException {

    public PowerOffException(String reason) {
        super(reason, null, false, false);
    }
}
