package org.kadec21.firmware.outbox;

/// What goes first (law 5). The order is the order of sending.
public enum MailClass {
    /// Alarms, recoveries, and what the unit has to say of itself: never shed, never behind bulk.
    ALARM,
    /// Recorded data.
    MONITORING
}
