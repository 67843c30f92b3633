package org.kadec21.firmware.mail;

import org.kadec21.firmware.alarm.AlarmChange;
import org.kadec21.firmware.alarm.AlarmRule;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.config.UnitConfig.Channel;
import org.kadec21.submission.MailDraft;
import org.kadec21.submission.MailDraft.Header;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The mails that tell of an alarm's onset or end. They carry no attachment: the record travels
/// once, in its monitoring mail, and the alarm is short on air.
public final class AlarmMail {

    private final UnitConfig unit;
    private final LocalTimes times;

    public AlarmMail(UnitConfig unit) {
        this.unit = unit;
        this.times = new LocalTimes(unit.zone());
    }

    /// One draft for each group of recipients. The same change gives the same Message-IDs always.
    ///
    /// @param date when the unit noticed
    public List<MailDraft> drafts(AlarmChange change, Instant date) {
        return RecipientGroup.forAlarms(unit.mail()).stream()
                .map(group -> draft(change, date, group))
                .toList();
    }

    private MailDraft draft(AlarmChange change, Instant date, RecipientGroup group) {
        return new MailDraft(
                messageId(change, group),
                date.atZone(unit.zone()),
                unit.mail().from(),
                group.addresses(),
                subject(change),
                body(change),
                group.encoding(),
                headers(change),
                List.of());
    }

    private String messageId(AlarmChange change, RecipientGroup group) {
        return group.idOf(
                unit.id()
                        + ".r"
                        + change.row().number()
                        + "."
                        + change.rule().name()
                        + "."
                        + event(change)
                        + "."
                        + change.row().observedAt().getEpochSecond()
                        + "@"
                        + unit.mail().domain());
    }

    private String subject(AlarmChange change) {
        return "[" + unit.id() + "] " + headline(change) + ": " + judged(change);
    }

    private static String headline(AlarmChange change) {
        String rule = change.rule().name();
        return switch (MailKind.of(change)) {
            case ALARM -> "ALARM 警報 " + rule;
            case RECOVERY -> "RECOVERY 復旧 " + rule;
            case FAULT -> "SENSOR FAULT センサ異常 " + rule;
            case SUPPLY -> "LOW SUPPLY 電源低下 " + rule;
            case MONITORING, REPORT ->
                    throw new IllegalStateException("an alarm change is an alarm's");
        };
    }

    /// What was judged, for people.
    private String judged(AlarmChange change) {
        return switch (change.rule()) {
            case AlarmRule.Threshold rule -> measured(rule.channel(), change.value());
            case AlarmRule.SensorFault rule -> measured(rule.channel(), change.value());
            case AlarmRule.LowSupply rule -> "supply 電源 " + change.value() + " mV";
        };
    }

    private String measured(String channelName, String value) {
        Channel channel = channel(channelName);
        return channel.words()
                + " "
                + (value.isEmpty() ? "no value 欠測" : value + " " + channel.unit());
    }

    private Channel channel(String name) {
        return unit.channels().stream()
                .filter(channel -> channel.name().equals(name))
                .findFirst()
                .orElse(new Channel(name, "", name, ""));
    }

    private String body(AlarmChange change) {
        StringBuilder body = new StringBuilder();
        body.append(headline(change)).append('\n');
        body.append(judged(change)).append('\n');
        body.append(condition(change)).append("\n\n");
        body.append("Unit 装置: ").append(unit.name()).append(" (").append(unit.id()).append(")\n");
        body.append("Time 時刻: ").append(times.text(change.row().observedAt())).append('\n');
        body.append("Record 記録番号: ").append(record(change)).append('\n');
        if (!change.row().isStored()) {
            body.append("The record is not stored: no room on the unit's flash 空き容量不足のため記録なし\n");
        }
        body.append('\n');
        for (Channel channel : unit.channels()) {
            body.append(
                    new ChannelLine(channel).text(change.row().text(channel.name()).orElse("")));
        }
        return body.toString();
    }

    /// The rule's condition that came true.
    private static String condition(AlarmChange change) {
        boolean onset = change.kind() == AlarmChange.Kind.ONSET;
        return switch (change.rule()) {
            case AlarmRule.Threshold rule -> {
                boolean upwards = (rule.direction() == AlarmRule.Direction.RISING) == onset;
                yield limit(onset, upwards, String.valueOf(onset ? rule.onset() : rule.clear()));
            }
            case AlarmRule.SensorFault rule ->
                    onset
                            ? rule.samples()
                                    + " missing or impossible values in a row 欠測・異常値が連続 "
                                    + rule.samples()
                                    + " 回"
                            : "a usable value again 正常値に復帰";
            case AlarmRule.LowSupply rule ->
                    limit(
                            onset,
                            !onset,
                            (onset ? rule.onsetMillivolts() : rule.clearMillivolts()) + " mV");
        };
    }

    private static String limit(boolean onset, boolean upwards, String value) {
        return (onset ? "onset at " : "cleared at ")
                + value
                + (upwards ? " or above " : " or below ")
                + value
                + (upwards ? " 以上で" : " 以下で")
                + (onset ? "発生" : "復旧");
    }

    private List<Header> headers(AlarmChange change) {
        List<Header> headers = new ArrayList<>(UnitHeaders.of(unit, MailKind.of(change)));
        headers.add(new Header("X-Kadec21-Rule", change.rule().name()));
        headers.add(new Header("X-Kadec21-Event", event(change)));
        headers.add(new Header("X-Kadec21-Record", record(change)));
        headers.add(new Header("X-Kadec21-Time", change.row().observedAt().toString()));
        headers.add(
                new Header("X-Kadec21-Value", change.value().isEmpty() ? "none" : change.value()));
        return List.copyOf(headers);
    }

    private static String record(AlarmChange change) {
        return change.row().isStored() ? String.valueOf(change.row().number()) : "none";
    }

    private static String event(AlarmChange change) {
        return switch (change.kind()) {
            case ONSET -> "onset";
            case CLEARED -> "cleared";
        };
    }
}
