package org.kadec21.firmware.store;

/// How much a unit keeps, each with its reason. Room on flash is shared out in this order:
/// housekeeping, alarms, records.
///
/// @param ringRows records kept at least, if the medium can hold them: 400 days of hourly rows (law
///   5)
/// @param rowsPerSegment records in one file; the oldest file is overwritten as a whole
/// @param alarmReserveBytes room on the medium that records never take
/// @param housekeepingBytes room that neither records nor mails take, for outcomes, state and
///   rewriting
/// @param openMails most mails waiting; accepting one more is answered by "full", never by shedding
/// @param mailBytes most bytes of one mail
/// @param refusedMails refused mails kept for the operator, the oldest goes first and is journalled
/// @param sentMails entries of the sent log, against accepting the same mail twice
public record StorageLimits(
        int ringRows,
        int rowsPerSegment,
        int alarmReserveBytes,
        int housekeepingBytes,
        int openMails,
        int mailBytes,
        int refusedMails,
        int sentMails) {

    public StorageLimits {
        positive("ringRows", ringRows);
        positive("rowsPerSegment", rowsPerSegment);
        positive("openMails", openMails);
        positive("mailBytes", mailBytes);
        positive("refusedMails", refusedMails);
        positive("sentMails", sentMails);
        if (alarmReserveBytes < 0 || housekeepingBytes < 0) {
            throw new IllegalArgumentException("a reserve is not negative");
        }
        if (mailBytes > Frame.MAX_VALUE_BYTES / 2) {
            throw new IllegalArgumentException("mailBytes is at most " + Frame.MAX_VALUE_BYTES / 2);
        }
    }

    /// 400 days of hourly rows in files of 20 days, a quarter of a megabyte for alarms; good for 2
    /// MiB of flash and more.
    public static StorageLimits standard() {
        return new StorageLimits(9600, 480, 256 * 1024, 64 * 1024, 1000, 128 * 1024, 50, 200);
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is at least 1, not " + value);
        }
    }
}
