package org.kadec21.firmware.store;

import org.kadec21.hal.Flash;

/// Shares out the medium: records leave the alarms their reserve, and both leave the housekeeping
/// its own.
public final class Room {

    private final Flash flash;
    private final StorageLimits limits;

    public Room(Flash flash, StorageLimits limits) {
        this.flash = flash;
        this.limits = limits;
    }

    /// Whether a mail of `bytes` may be accepted.
    public boolean forMail(long bytes) {
        return leavesHousekeeping(flash.capacity(), bytes);
    }

    /// Whether the record ring, `ringBytes` long, may grow by `bytes`. What counts is the ring's
    /// own size, so that a queue of alarms inside its reserve costs no record.
    public boolean forRecord(long ringBytes, long bytes) {
        Flash.Capacity capacity = flash.capacity();
        long budget =
                capacity.totalBytes() - limits.alarmReserveBytes() - limits.housekeepingBytes();
        return ringBytes + bytes <= budget && leavesHousekeeping(capacity, bytes);
    }

    private boolean leavesHousekeeping(Flash.Capacity capacity, long bytes) {
        return capacity.freeBytes() - bytes >= limits.housekeepingBytes();
    }
}
