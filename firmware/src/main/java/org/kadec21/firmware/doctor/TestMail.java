package org.kadec21.firmware.doctor;

import org.kadec21.submission.MailDraft;
import org.kadec21.submission.MailRenderer;
import org.kadec21.submission.OutgoingMail;

import java.time.ZonedDateTime;
import java.util.List;

/// The mail that a test submission sends.
///
/// @param id Message-ID without angle brackets
/// @param unit who it is about
public record TestMail(String id, ZonedDateTime date, String from, String to, String unit) {

    OutgoingMail render() {
        byte[] content =
                MailRenderer.render(
                        new MailDraft(
                                id,
                                date,
                                from,
                                List.of(to),
                                "[" + unit + "] test of the way to you",
                                "Somebody is looking after "
                                        + unit
                                        + " and has sent this to see whether its mail arrives.\n"
                                        + "It is no alarm, and holds no data.\n",
                                MailDraft.Encoding.UTF_8,
                                List.of(new MailDraft.Header("Auto-Submitted", "auto-generated")),
                                List.of()));
        return new OutgoingMail(id, from, List.of(to), content, 0);
    }
}
