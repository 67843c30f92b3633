package org.kadec21.firmware.boot;

import org.kadec21.firmware.comms.CommsStatus;

import java.util.List;

/// What a unit is doing, at one moment.
///
/// @param records stored since the flash was new
/// @param acknowledgedUpTo all records up to this number are settled
/// @param lost records overwritten before they were settled
/// @param openMails mails in the outbox that wait
/// @param onsets alarms raised since boot
/// @param clearings alarms cleared since boot
/// @param raised names of the rules that are raised now
/// @param sensorEnded whether the sensor source gives nothing any more
public record UnitStatus(
        long records,
        long acknowledgedUpTo,
        long lost,
        int openMails,
        int onsets,
        int clearings,
        List<String> raised,
        boolean sensorEnded,
        CommsStatus comms) {

    /// Whether the source has ended and every record and mail is settled: nothing will happen any
    /// more.
    public boolean isSettled() {
        return sensorEnded && openMails == 0 && acknowledgedUpTo >= records && !comms.onAir();
    }
}
