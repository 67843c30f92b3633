package org.kadec21.bench.check;

import org.kadec21.bench.check.DeliveredMail.Content;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Holds a mailbox against what the station observed: every record once and unaltered, every alarm
/// its rule demands.
public final class MailboxCheck {

    private static final int PROBLEMS_SHOWN = 20;

    private final List<String> problems = new ArrayList<>();
    private final Waiting waiting;
    private int stillWaiting;
    private int lost;
    private int duplicates;
    private int duplicatesUnmarked;
    private int alarmsDelivered;
    private int recoveriesDelivered;
    private int monitoringMails;
    private Duration longestDelay = Duration.ZERO;

    /// What was found.
    ///
    /// @param alarmsRaised onsets that the rules demand
    /// @param waiting records and alarm mails that have not arrived and are safe on the unit's
    ///   flash
    /// @param lost records and alarm mails that are neither here nor there, or are altered
    /// @param duplicates mails and records that are there more often than once
    /// @param duplicatesUnmarked those of them that the unit should have marked as possible
    ///   duplicates and did not; of the copies of a mail, one needs no mark
    /// @param problems the first of them in words
    public record Verdict(
            int records,
            int alarmsRaised,
            int alarmsDelivered,
            int recoveriesDelivered,
            int monitoringMails,
            int waiting,
            int lost,
            int duplicates,
            int duplicatesUnmarked,
            Duration maxAlarmDelay,
            List<String> problems) {

        /// One verdict over several recipients: counts of trouble add up; what was delivered is
        /// what even the worst served of those who receive it got.
        ///
        /// @param each at least one, the recipient whose monitoring mails are counted first
        public static Verdict overAll(List<Verdict> each) {
            List<Verdict> alarmed = each.stream().filter(one -> one.alarmsRaised() > 0).toList();
            return new Verdict(
                    each.stream().mapToInt(Verdict::records).max().orElseThrow(),
                    each.stream().mapToInt(Verdict::alarmsRaised).max().orElseThrow(),
                    alarmed.stream().mapToInt(Verdict::alarmsDelivered).min().orElse(0),
                    alarmed.stream().mapToInt(Verdict::recoveriesDelivered).min().orElse(0),
                    each.getFirst().monitoringMails(),
                    each.stream().mapToInt(Verdict::waiting).sum(),
                    each.stream().mapToInt(Verdict::lost).sum(),
                    each.stream().mapToInt(Verdict::duplicates).sum(),
                    each.stream().mapToInt(Verdict::duplicatesUnmarked).sum(),
                    each.stream()
                            .map(Verdict::maxAlarmDelay)
                            .max(Duration::compareTo)
                            .orElseThrow(),
                    each.stream().flatMap(one -> one.problems().stream()).toList());
        }
    }

    /// What the unit still holds on its flash.
    ///
    /// @param alarms onsets and clearings whose mail is in the outbox
    /// @param recordTimes of records not yet acknowledged
    public record Waiting(Set<ExpectedAlarm> alarms, Set<Instant> recordTimes) {}

    private MailboxCheck(Waiting waiting) {
        this.waiting = waiting;
    }

    /// Checks one mailbox.
    ///
    /// @param rows what the station observed
    /// @param alarms what the rules demand
    /// @param mails the mailbox, in order of arrival
    public static Verdict check(
            List<StationFile.Row> rows,
            List<ExpectedAlarm> alarms,
            List<DeliveredMail> mails,
            Waiting waiting) {
        MailboxCheck check = new MailboxCheck(waiting);
        List<DeliveredMail> distinct = check.withoutRepeatedMails(mails);
        check.alarms(alarms, distinct);
        check.records(rows, distinct);
        int raised = (int) alarms.stream().filter(ExpectedAlarm::onset).count();
        return new Verdict(
                rows.size(),
                raised,
                check.alarmsDelivered,
                check.recoveriesDelivered,
                check.monitoringMails,
                check.stillWaiting,
                check.lost,
                check.duplicates,
                check.duplicatesUnmarked,
                check.longestDelay,
                List.copyOf(check.problems));
    }

    /// Of the mails with one Message-ID, one may go without the mark: the first attempt, in
    /// whatever order they arrive.
    private List<DeliveredMail> withoutRepeatedMails(List<DeliveredMail> mails) {
        Set<String> seen = new HashSet<>();
        Set<String> seenUnmarked = new HashSet<>();
        List<DeliveredMail> distinct = new ArrayList<>();
        for (DeliveredMail mail : mails) {
            String id = mail.messageId();
            boolean excused = mail.markedPossibleDuplicate() || seenUnmarked.add(id);
            if (seen.add(id)) {
                distinct.add(mail);
            } else {
                duplicate(excused, "mail " + id + " arrived again at " + mail.arrivedAt());
            }
        }
        return distinct;
    }

    private void alarms(List<ExpectedAlarm> expected, List<DeliveredMail> mails) {
        Map<ExpectedAlarm, Integer> seen = new HashMap<>();
        for (DeliveredMail mail : mails) {
            if (mail.content() instanceof Content.Alarm(String rule, boolean onset, Instant time)) {
                ExpectedAlarm said = new ExpectedAlarm(rule, onset, time);
                if (!expected.contains(said)) {
                    problem("a mail says " + said + ", which no rule demands");
                } else if (seen.merge(said, 1, Integer::sum) > 1) {
                    duplicate(mail.markedPossibleDuplicate(), said + " was mailed twice");
                } else {
                    delivered(said, mail.arrivedAt());
                }
            }
        }
        for (ExpectedAlarm alarm : expected) {
            if (!seen.containsKey(alarm)) {
                missing(waiting.alarms().contains(alarm), alarm + " was never delivered");
            }
        }
    }

    private void delivered(ExpectedAlarm alarm, Instant arrivedAt) {
        if (alarm.onset()) {
            alarmsDelivered++;
        } else {
            recoveriesDelivered++;
        }
        Duration delay = Duration.between(alarm.time(), arrivedAt);
        if (delay.compareTo(longestDelay) > 0) {
            longestDelay = delay;
        }
    }

    private void records(List<StationFile.Row> expected, List<DeliveredMail> mails) {
        SortedMap<Instant, DeliveredMail.Row> byTime = new TreeMap<>();
        for (DeliveredMail mail : mails) {
            if (mail.content() instanceof Content.Monitoring(List<DeliveredMail.Row> rows)) {
                monitoringMails++;
                for (DeliveredMail.Row row : rows) {
                    if (byTime.putIfAbsent(row.time(), row) != null) {
                        duplicate(
                                mail.markedPossibleDuplicate(),
                                "record " + row.number() + " of " + row.time() + " arrived twice");
                    }
                }
            }
        }
        long previous = 0;
        for (StationFile.Row row : expected) {
            DeliveredMail.Row arrived = byTime.remove(row.time());
            if (arrived == null) {
                missing(
                        waiting.recordTimes().contains(row.time()),
                        "the record of " + row.time() + " never arrived");
            } else {
                compare(row, arrived, previous);
                previous = arrived.number();
            }
        }
        byTime.keySet()
                .forEach(time ->
                        problem(
                                "a record of "
                                        + time
                                        + " arrived that the station never observed"));
    }

    private void compare(StationFile.Row row, DeliveredMail.Row arrived, long previousNumber) {
        if (!row.values().keySet().equals(arrived.values().keySet())
                || row.values().entrySet().stream()
                        .anyMatch(value ->
                                value.getValue().compareTo(arrived.values().get(value.getKey()))
                                        != 0)) {
            lost(
                    "record "
                            + arrived.number()
                            + " of "
                            + row.time()
                            + " is altered: observed "
                            + row.values()
                            + ", arrived "
                            + arrived.values());
        }
        if (arrived.number() <= previousNumber) {
            problem("record numbers do not rise: " + arrived.number() + " after " + previousNumber);
        }
    }

    private void missing(boolean onFlash, String what) {
        if (onFlash) {
            stillWaiting++;
        } else {
            lost(what);
        }
    }

    private void lost(String what) {
        lost++;
        problem(what);
    }

    private void duplicate(boolean marked, String what) {
        duplicates++;
        if (!marked) {
            duplicatesUnmarked++;
            problem(what + ", not marked as a possible duplicate");
        }
    }

    private void problem(String what) {
        if (problems.size() < PROBLEMS_SHOWN) {
            problems.add(what);
        }
    }
}
