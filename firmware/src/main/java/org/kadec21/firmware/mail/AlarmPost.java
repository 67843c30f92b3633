package org.kadec21.firmware.mail;

import org.kadec21.firmware.alarm.AlarmChange;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.notice.Notices;
import org.kadec21.firmware.outbox.Acceptance;
import org.kadec21.firmware.outbox.Envelope;
import org.kadec21.firmware.outbox.MailClass;
import org.kadec21.firmware.outbox.Outbox;
import org.kadec21.hal.Time;
import org.kadec21.submission.MailDraft;

import java.util.function.Function;

/// Puts an alarm change into the outbox, once for each group of recipients.
public final class AlarmPost {

    private final AlarmMail mail;
    private final String envelopeFrom;
    private final Function<MailDraft, byte[]> renderer;
    private final Outbox outbox;
    private final Time time;
    private final Notices notices;
    private final Runnable posted;

    /// @param posted called when something new lies in the outbox; must not wait
    public AlarmPost(
            UnitConfig unit,
            Function<MailDraft, byte[]> renderer,
            Outbox outbox,
            Time time,
            Notices notices,
            Runnable posted) {
        this.mail = new AlarmMail(unit);
        this.envelopeFrom = unit.mail().envelopeFrom();
        this.renderer = renderer;
        this.outbox = outbox;
        this.time = time;
        this.notices = notices;
        this.posted = posted;
    }

    /// Makes the change's mails durable; what the outbox knows already stays as it is. False when
    /// there is no room.
    public boolean post(AlarmChange change) {
        boolean all = true;
        for (MailDraft draft : mail.drafts(change, time.now())) {
            all &= post(draft);
        }
        return all;
    }

    private boolean post(MailDraft draft) {
        Envelope envelope =
                new Envelope(
                        draft.messageId(),
                        draft.messageId(),
                        draft.date().toOffsetDateTime(),
                        envelopeFrom,
                        draft.to());
        return switch (outbox.accept(envelope, MailClass.ALARM, renderer.apply(draft))) {
            case Acceptance.Accepted accepted -> {
                notices.mailAccepted(draft.messageId());
                posted.run();
                yield true;
            }
            case Acceptance.AlreadyKnown known -> true;
            case Acceptance.CutWaits cut ->
                    throw new IllegalStateException("an alarm is never a cut");
            case Acceptance.Full full -> {
                notices.trouble(
                        "alarm mail " + draft.messageId() + " waits in memory: " + full.reason());
                yield false;
            }
        };
    }
}
