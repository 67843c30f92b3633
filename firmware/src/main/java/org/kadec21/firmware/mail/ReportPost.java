package org.kadec21.firmware.mail;

import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.outbox.Acceptance;
import org.kadec21.firmware.outbox.Envelope;
import org.kadec21.firmware.outbox.Outbox;
import org.kadec21.firmware.outbox.SentMail;
import org.kadec21.hal.Time;
import org.kadec21.submission.MailDraft;
import org.kadec21.submission.MailDraft.Header;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Puts what a unit has to say of itself into the outbox, for those who get its alarms.
public final class ReportPost {

    private final UnitConfig unit;
    private final Function<MailDraft, byte[]> renderer;
    private final Outbox outbox;
    private final Time time;
    private final LocalTimes times;

    public ReportPost(
            UnitConfig unit, Function<MailDraft, byte[]> renderer, Outbox outbox, Time time) {
        this.unit = unit;
        this.renderer = renderer;
        this.outbox = outbox;
        this.time = time;
        this.times = new LocalTimes(unit.zone());
    }

    /// What is to be said.
    ///
    /// @param id one for each event of a unit's life, `instruction.7.confirmed`: the same one again
    ///   is the same mail
    /// @param headline for the subject and the first line
    /// @param words a sentence or two; characters that a reader's encoding lacks are replaced
    public record Report(String id, String headline, String words) {}

    /// Makes the report durable, once for each group of recipients; what the outbox knows already
    /// stays as it is. False when there is no room.
    public boolean post(Report report) {
        boolean all = true;
        for (RecipientGroup group : RecipientGroup.forAlarms(unit.mail())) {
            all &= post(draft(report, group));
        }
        return all;
    }

    /// Whether a server took the report for one of its readers at least.
    public boolean isDelivered(String id) {
        List<String> mailIds =
                RecipientGroup.forAlarms(unit.mail()).stream()
                        .map(group -> mailId(id, group))
                        .toList();
        return outbox.sent().stream()
                .filter(sent -> mailIds.contains(sent.id()))
                .mapToInt(SentMail::accepted)
                .anyMatch(accepted -> accepted > 0);
    }

    private boolean post(MailDraft draft) {
        Envelope envelope =
                new Envelope(
                        draft.messageId(),
                        draft.messageId(),
                        draft.date().toOffsetDateTime(),
                        unit.mail().envelopeFrom(),
                        draft.to());
        return switch (outbox.acceptReport(envelope, renderer.apply(draft))) {
            case Acceptance.Accepted accepted -> true;
            case Acceptance.AlreadyKnown known -> true;
            case Acceptance.CutWaits cut ->
                    throw new IllegalStateException("a report is never a cut");
            case Acceptance.Full full -> false;
        };
    }

    private MailDraft draft(Report report, RecipientGroup group) {
        List<Header> headers = new ArrayList<>(UnitHeaders.of(unit, MailKind.REPORT));
        headers.add(new Header("X-Kadec21-Report", report.id()));
        return new MailDraft(
                mailId(report.id(), group),
                time.now().atZone(unit.zone()),
                unit.mail().from(),
                group.addresses(),
                "[" + unit.id() + "] " + report.headline(),
                body(report),
                group.encoding(),
                headers,
                List.of());
    }

    private String body(Report report) {
        return report.headline()
                + "\n"
                + report.words()
                + "\n\nUnit 装置: "
                + unit.name()
                + " ("
                + unit.id()
                + ")\nTime 時刻: "
                + times.text(time.now())
                + "\n";
    }

    private String mailId(String id, RecipientGroup group) {
        return group.idOf(unit.id() + "." + id + "@" + unit.mail().domain());
    }
}
