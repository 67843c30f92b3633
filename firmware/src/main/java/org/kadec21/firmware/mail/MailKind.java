package org.kadec21.firmware.mail;

import org.kadec21.firmware.alarm.AlarmChange;
import org.kadec21.firmware.alarm.AlarmRule;

import java.util.Locale;

/// What a mail is about, as `X-Kadec21-Kind` says it.
public enum MailKind {
    /// A threshold was passed.
    ALARM,
    /// An alarm, a fault or a low supply is over.
    RECOVERY,
    /// Recorded data.
    MONITORING,
    /// A sensor gives nothing usable.
    FAULT,
    /// The unit's supply is low.
    SUPPLY,
    /// What the unit has to say of itself.
    REPORT;

    /// The word in the header.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The kind of mail that tells of a change.
    public static MailKind of(AlarmChange change) {
        return switch (change.kind()) {
            case CLEARED -> RECOVERY;
            case ONSET ->
                    switch (change.rule()) {
                        case AlarmRule.Threshold threshold -> ALARM;
                        case AlarmRule.SensorFault fault -> FAULT;
                        case AlarmRule.LowSupply supply -> SUPPLY;
                    };
        };
    }
}
