package org.kadec21.firmware.comms;

import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.mail.MonitoringMail;
import org.kadec21.firmware.mail.RecipientGroup;
import org.kadec21.firmware.notice.Notices;
import org.kadec21.firmware.outbox.Content;
import org.kadec21.firmware.outbox.Entry;
import org.kadec21.firmware.outbox.Storage;
import org.kadec21.firmware.record.MeasurementRecord;
import org.kadec21.hal.Time;
import org.kadec21.modem.Usage;
import org.kadec21.submission.BeforeLastByte;
import org.kadec21.submission.MailDraft;
import org.kadec21.submission.MailResult;
import org.kadec21.submission.MailResult.RecipientResult;
import org.kadec21.submission.Outcome;
import org.kadec21.submission.OutgoingMail;
import org.kadec21.submission.SubmissionSession;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Hands one mail of the outbox to a session, and its outcome back to the outbox.
final class Dispatch {

    private final UnitConfig unit;
    private final Storage storage;
    private final MonitoringMail monitoring;
    private final Function<MailDraft, byte[]> renderer;
    private final MailDelays delays;
    private final CostMeter meter;
    private final Time time;
    private final Notices notices;

    Dispatch(
            UnitConfig unit,
            Storage storage,
            Function<MailDraft, byte[]> renderer,
            MailDelays delays,
            CostMeter meter,
            Time time,
            Notices notices) {
        this.unit = unit;
        this.storage = storage;
        this.monitoring = new MonitoringMail(unit);
        this.renderer = renderer;
        this.delays = delays;
        this.meter = meter;
        this.time = time;
        this.notices = notices;
    }

    /// Sends it and records what came of it.
    ///
    /// @return the deferral that concerns more than this mail, if there was one
    Optional<Outcome.Deferred> send(Entry entry, SubmissionSession session) {
        Usage before = meter.total();
        List<RecipientResult> results =
                switch (entry.content()) {
                    case Content.Rendered rendered ->
                            session.send(entry.outgoing(rendered.message()), storage.outbox())
                                    .recipients();
                    case Content.RecordCut cut -> sendCut(entry, cut, session);
                };
        storage.conclude(new MailResult(entry.id(), results), time.now());
        meter.journal("mail.cost", entry.id(), before);
        List<Outcome> outcomes = results.stream().map(RecipientResult::outcome).toList();
        tell(entry, outcomes);
        return outcomes.stream()
                .filter(Outcome.Deferred.class::isInstance)
                .map(Outcome.Deferred.class::cast)
                .filter(deferred -> deferred.scope() != Outcome.Scope.MAIL)
                .findFirst();
    }

    /// A cut is one entry of the outbox and one message per encoding. That the first message's last
    /// byte goes is made durable for the whole cut; the outcomes are recorded together at the end.
    private List<RecipientResult> sendCut(
            Entry entry, Content.RecordCut cut, SubmissionSession session) {
        List<MeasurementRecord> rows = storage.records().read(cut.first(), cut.last());
        List<RecipientResult> results = new ArrayList<>();
        BeforeLastByte once = new Once(storage.outbox());
        for (RecipientGroup all : RecipientGroup.forMonitoring(unit.mail())) {
            RecipientGroup group = all.retaining(entry.openRecipients());
            if (!group.addresses().isEmpty()) {
                MailDraft draft =
                        monitoring.draft(
                                entry.envelope().messageId(),
                                entry.envelope().date().toZonedDateTime(),
                                all,
                                cut,
                                rows);
                OutgoingMail mail =
                        new OutgoingMail(
                                entry.id(),
                                entry.envelope().from(),
                                group.addresses(),
                                renderer.apply(draft),
                                entry.possibleDuplicate());
                results.addAll(session.send(mail, once).recipients());
            }
        }
        return results;
    }

    private void tell(Entry entry, List<Outcome> outcomes) {
        for (Outcome outcome : outcomes) {
            switch (outcome) {
                case Outcome.Accepted accepted -> notices.mailDelivered(entry.id());
                case Outcome.Deferred deferred -> {
                    if (deferred.scope() == Outcome.Scope.MAIL) {
                        delays.deferred(entry.id());
                        notices.trouble("mail " + entry.id() + " deferred: " + deferred.reason());
                    }
                }
                case Outcome.Rejected rejected ->
                        notices.trouble(
                                "mail "
                                        + entry.id()
                                        + " refused for good: "
                                        + rejected.reason()
                                        + "; see `outbox list`");
                case Outcome.InDoubt doubt -> {
                    delays.deferred(entry.id());
                    notices.trouble(
                            "mail "
                                    + entry.id()
                                    + " in doubt: "
                                    + doubt.reason()
                                    + "; it goes again, marked as a possible duplicate");
                }
            }
        }
    }

    /// Makes the hand-over durable the first time only.
    private static final class Once implements BeforeLastByte {

        private final BeforeLastByte outbox;
        private boolean done;

        Once(BeforeLastByte outbox) {
            this.outbox = outbox;
        }

        @Override
        public void beforeLastByte(List<String> mailIds) {
            if (!done) {
                outbox.beforeLastByte(mailIds);
                done = true;
            }
        }
    }
}
