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

    /// Whether a report of `bytes` about the unit itself may be accepted: also where no other mail
    /// finds room, for that may be what it says.
    public boolean forReport(long bytes) {
        return flash.capacity().freeBytes() - bytes >= limits.housekeepingBytes() / 2;
    }

    /// Whether the record ring, `ringBytes` long, may grow by `bytes`. What counts is the ring's
    /// own size beside images and files in quarantine, so that a queue of alarms inside its reserve
    /// costs no record, and no image costs the alarms their reserve.
    public boolean forRecord(long ringBytes, long bytes) {
        Flash.Capacity capacity = flash.capacity();
        if (leaves(capacity, bytes, reserves())) {
            return true;
        }
        long budget = capacity.totalBytes() - reserves() - bytesOfNoLog();
        return ringBytes + bytes <= budget && leavesHousekeeping(capacity, bytes);
    }

    private long reserves() {
        return (long) limits.alarmReserveBytes() + limits.housekeepingBytes();
    }

    private long bytesOfNoLog() {
        return flash.list().stream()
                .filter(name -> LogName.parse(name).isEmpty())
                .mapToLong(flash::size)
                .sum();
    }

    private boolean leavesHousekeeping(Flash.Capacity capacity, long bytes) {
        return leaves(capacity, bytes, limits.housekeepingBytes());
    }

    private static boolean leaves(Flash.Capacity capacity, long bytes, long rest) {
        return capacity.freeBytes() - bytes >= rest;
    }
}
