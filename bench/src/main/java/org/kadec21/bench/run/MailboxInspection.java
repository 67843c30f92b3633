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

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What lies in the mailboxes of a unit's recipients, held against what its station observed.
///
/// @param verdict over all recipients: each must have got what it receives
/// @param expectedAlarms what the unit's rules demand
/// @param delivered the first recipient's mailbox as a monitoring program understands it
/// @param mailboxes the mails themselves, by recipient
public record MailboxInspection(
        Verdict verdict,
        List<ExpectedAlarm> expectedAlarms,
        List<DeliveredMail> delivered,
        SequencedMap<String, List<ReceivedMail>> mailboxes) {

    /// Reads the mailboxes over POP3 and the unit's flash.
    ///
    /// @throws MailboxException when a mailbox cannot be read: a bug of the simulated provider
    public static MailboxInspection of(UnitWorld world, StationFile station)
            throws MailboxException {
        List<AlarmRule.Threshold> thresholds = thresholds(world.config());
        List<ExpectedAlarm> expected =
                thresholds.stream()
                        .flatMap(rule -> ExpectedAlarm.of(plain(rule), station.rows()).stream())
                        .toList();
        SequencedMap<String, List<ReceivedMail>> mailboxes = new LinkedHashMap<>();
        List<DeliveredMail> first = List.of();
        List<Verdict> verdicts = new ArrayList<>();
        for (UnitConfig.Recipient recipient : mostInterestedFirst(world.config())) {
            List<ReceivedMail> mails = world.readMailbox(recipient.address());
            List<DeliveredMail> delivered = understood(mails, thresholds);
            first = mailboxes.isEmpty() ? delivered : first;
            mailboxes.put(recipient.address(), mails);
            verdicts.add(
                    MailboxCheck.check(
                            recipient.monitoring() ? station.rows() : List.of(),
                            recipient.alarms() ? expected : List.of(),
                            delivered,
                            FlashReading.waiting(world.flash(), recipient.address())));
        }
        return new MailboxInspection(Verdict.overAll(verdicts), expected, first, mailboxes);
    }

    /// The first recipient's mails.
    public List<ReceivedMail> mailbox() {
        return mailboxes.firstEntry().getValue();
    }

    private static List<UnitConfig.Recipient> mostInterestedFirst(UnitConfig unit) {
        return unit.mail().recipients().stream()
                .sorted(Comparator.comparing(one -> !(one.alarms() && one.monitoring())))
                .toList();
    }

    private static List<DeliveredMail> understood(
            List<ReceivedMail> mails, List<AlarmRule.Threshold> thresholds) {
        List<String> names = thresholds.stream().map(AlarmRule::name).toList();
        return mails.stream().map(mail -> judgeable(MailReading.read(mail), names)).toList();
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
