package org.kadec21.firmware.comms;

import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.mail.MailRendering;
import org.kadec21.firmware.mail.MonitoringMail;
import org.kadec21.firmware.mail.RecipientGroup;
import org.kadec21.firmware.notice.Notices;
import org.kadec21.firmware.outbox.Content;
import org.kadec21.firmware.outbox.Entry;
import org.kadec21.firmware.outbox.Storage;
import org.kadec21.firmware.record.MeasurementRecord;
import org.kadec21.hal.Time;
import org.kadec21.modem.Usage;
import org.kadec21.submission.MailDraft;
import org.kadec21.submission.MailResult;
import org.kadec21.submission.MailResult.RecipientResult;
import org.kadec21.submission.Outcome;
import org.kadec21.submission.OutgoingMail;
import org.kadec21.submission.SubmissionSession;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Hands one mail of the outbox to a session, and its outcome back to the outbox.
final class Dispatch {

    private static final Outcome OTHER_MESSAGE =
            new Outcome.Deferred(
                    Outcome.Scope.MAIL,
                    Outcome.Stage.MAIL,
                    "has a message of its own",
                    Optional.empty());

    private final UnitConfig unit;
    private final Storage storage;
    private final MonitoringMail monitoring;
    private final MailRendering rendering;
    private final MailDelays delays;
    private final CostMeter meter;
    private final Time time;
    private final Notices notices;

    Dispatch(
            UnitConfig unit,
            Storage storage,
            MailRendering rendering,
            MailDelays delays,
            CostMeter meter,
            Time time,
            Notices notices) {
        this.unit = unit;
        this.storage = storage;
        this.rendering = rendering;
        this.monitoring = new MonitoringMail(unit);
        this.delays = delays;
        this.meter = meter;
        this.time = time;
        this.notices = notices;
    }

    /// Sends it and records what came of it.
    ///
    /// @param envelopeFrom reverse-path that this server wants, where it is not the mail's own
    /// @return the deferral that concerns more than this mail, if there was one
    Optional<Outcome.Deferred> send(
            Entry entry, SubmissionSession session, Optional<String> envelopeFrom) {
        String from = envelopeFrom.orElse(entry.envelope().from());
        Usage before = meter.total();
        List<RecipientResult> results =
                switch (entry.content()) {
                    case Content.Rendered rendered -> sendRendered(entry, rendered, from, session);
                    case Content.RecordCut cut -> sendCut(entry, cut, from, session);
                };
        meter.journal("mail.cost", entry.id(), before);
        List<Outcome> outcomes = results.stream().map(RecipientResult::outcome).toList();
        tell(entry, outcomes);
        return outcomes.stream()
                .filter(Outcome.Deferred.class::isInstance)
                .map(Outcome.Deferred.class::cast)
                .filter(deferred -> deferred.scope() != Outcome.Scope.MAIL)
                .findFirst();
    }

    private List<RecipientResult> sendRendered(
            Entry entry, Content.Rendered rendered, String from, SubmissionSession session) {
        List<RecipientResult> results =
                session.send(
                                entry.outgoing(rendered.message()).withEnvelopeFrom(from),
                                storage.outbox())
                        .recipients();
        conclude(entry, results);
        return results;
    }

    /// A cut is one entry of the outbox and one message per encoding. Each message is concluded
    /// before the next one goes, so that a cut in between leaves only the one under way in doubt.
    private List<RecipientResult> sendCut(
            Entry entry, Content.RecordCut cut, String from, SubmissionSession session) {
        List<MeasurementRecord> rows = storage.records().read(cut.first(), cut.last());
        List<RecipientResult> results = new ArrayList<>();
        for (RecipientGroup all : groups(entry)) {
            Entry now = storage.outbox().entry(entry.id()).orElse(entry);
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
                                from,
                                group.addresses(),
                                rendering.monitoring(draft),
                                now.possibleDuplicate(group.addresses()));
                List<RecipientResult> came = session.send(mail, storage.outbox()).recipients();
                conclude(now, came);
                results.addAll(came);
            }
        }
        return results;
    }

    /// Those who were to get the cut when it was made, as the configuration groups them now; who is
    /// in it no more gets this one cut still, in UTF-8.
    private List<RecipientGroup> groups(Entry entry) {
        List<RecipientGroup> groups = new ArrayList<>(RecipientGroup.forMonitoring(unit.mail()));
        List<String> gone =
                entry.envelope().recipients().stream()
                        .filter(address ->
                                groups.stream()
                                        .noneMatch(group -> group.addresses().contains(address)))
                        .toList();
        if (!gone.isEmpty()) {
            groups.add(new RecipientGroup(MailDraft.Encoding.UTF_8, gone));
        }
        return groups;
    }

    /// Records what came of one message; recipients of the entry's other messages stay as they are.
    private void conclude(Entry entry, List<RecipientResult> results) {
        List<String> offered = results.stream().map(RecipientResult::recipient).toList();
        List<RecipientResult> all = new ArrayList<>(results);
        entry.openRecipients().stream()
                .filter(recipient -> !offered.contains(recipient))
                .forEach(recipient -> all.add(new RecipientResult(recipient, OTHER_MESSAGE)));
        storage.conclude(new MailResult(entry.id(), all), time.now());
    }

    private void tell(Entry entry, List<Outcome> outcomes) {
        boolean isTold =
                outcomes.stream().anyMatch(Dispatch::goesAgainByItself)
                        && delays.deferred(entry.id());
        String mail = "mail " + entry.id();
        for (Outcome outcome : outcomes) {
            switch (outcome) {
                case Outcome.Accepted accepted -> notices.mailDelivered(entry.id());
                case Outcome.Deferred deferred -> {
                    if (isTold && goesAgainByItself(deferred)) {
                        notices.trouble(mail + " deferred: " + deferred.reason());
                    }
                }
                case Outcome.Rejected rejected ->
                        notices.trouble(
                                mail
                                        + " refused for good: "
                                        + rejected.reason()
                                        + "; see `outbox list`");
                case Outcome.InDoubt doubt -> {
                    if (isTold) {
                        notices.trouble(
                                mail
                                        + " in doubt: "
                                        + doubt.reason()
                                        + "; it goes again, marked as a possible duplicate");
                    }
                }
            }
        }
    }

    /// Whether this concerns the one mail only, which then has a waiting time of its own.
    private static boolean goesAgainByItself(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Deferred deferred -> deferred.scope() == Outcome.Scope.MAIL;
            case Outcome.InDoubt doubt -> true;
            case Outcome.Accepted accepted -> false;
            case Outcome.Rejected rejected -> false;
        };
    }
}
