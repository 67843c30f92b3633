package org.kadec21.bench.run;

import org.kadec21.bench.check.DeliveredMail;
import org.kadec21.bench.check.DeliveredMail.Content;
import org.kadec21.bench.check.ExpectedAlarm;
import org.kadec21.bench.check.MailboxCheck;
import org.kadec21.bench.check.MailboxCheck.Verdict;
import org.kadec21.bench.check.StationFile;
import org.kadec21.bench.world.UnitWorld;
import org.kadec21.firmware.alarm.AlarmRule;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.mailbox.MailboxException;
import org.kadec21.mailbox.ReceivedMail;

import java.util.List;

/// What lies in the mailbox of a world's unit, held against what its station observed.
///
/// @param expectedAlarms what the unit's rules demand
/// @param delivered the mailbox as a monitoring program understands it
/// @param mailbox the mails themselves
public record MailboxInspection(
        Verdict verdict,
        List<ExpectedAlarm> expectedAlarms,
        List<DeliveredMail> delivered,
        List<ReceivedMail> mailbox) {

    /// Reads the mailbox over POP3 and the unit's flash.
    ///
    /// @throws MailboxException when the mailbox cannot be read: a bug of the simulated provider
    public static MailboxInspection of(UnitWorld world, StationFile station)
            throws MailboxException {
        List<ReceivedMail> mailbox = world.readMailbox(recipient(world.config()));
        List<AlarmRule.Threshold> thresholds = thresholds(world.config());
        List<String> names = thresholds.stream().map(AlarmRule::name).toList();
        List<DeliveredMail> delivered =
                mailbox.stream().map(mail -> judgeable(MailReading.read(mail), names)).toList();
        List<ExpectedAlarm> expected =
                thresholds.stream()
                        .flatMap(rule -> ExpectedAlarm.of(plain(rule), station.rows()).stream())
                        .toList();
        Verdict verdict =
                MailboxCheck.check(
                        station.rows(), expected, delivered, FlashReading.waiting(world.flash()));
        return new MailboxInspection(verdict, expected, delivered, mailbox);
    }

    /// The mailbox that is looked into: the first that gets everything, or the first there is.
    private static String recipient(UnitConfig unit) {
        List<UnitConfig.Recipient> all = unit.mail().recipients();
        return all.stream()
                .filter(recipient -> recipient.alarms() && recipient.monitoring())
                .findFirst()
                .orElse(all.getFirst())
                .address();
    }

    private static List<AlarmRule.Threshold> thresholds(UnitConfig unit) {
        return unit.alarms().stream()
                .filter(AlarmRule.Threshold.class::isInstance)
                .map(AlarmRule.Threshold.class::cast)
                .toList();
    }

    /// The station's file says nothing about a unit's supply or the faults of its sensors: their
    /// recoveries are not held against it.
    private static DeliveredMail judgeable(DeliveredMail mail, List<String> thresholds) {
        boolean other =
                mail.content() instanceof Content.Alarm alarm && !thresholds.contains(alarm.rule());
        return other
                ? new DeliveredMail(
                        mail.messageId(),
                        mail.arrivedAt(),
                        mail.markedPossibleDuplicate(),
                        new Content.Other("recovery"))
                : mail;
    }

    private static ExpectedAlarm.Rule plain(AlarmRule.Threshold rule) {
        return new ExpectedAlarm.Rule(
                rule.name(),
                rule.channel(),
                rule.direction() == AlarmRule.Direction.RISING,
                rule.onset(),
                rule.clear(),
                rule.holdOff());
    }
}
