package org.kadec21.firmware.mail;

import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.submission.MailDraft.Header;

import java.util.List;

/// The fields that all mails of a unit carry.
final class UnitHeaders {

    private UnitHeaders() {}

    static List<Header> of(UnitConfig unit, MailKind kind) {
        return List.of(
                new Header(
                        "Auto-Submitted", "auto-generated"), // RFC 3834: no out-of-office answers
                new Header("X-Kadec21-Format", "1"),
                new Header("X-Kadec21-Unit", unit.id()),
                new Header("X-Kadec21-Kind", kind.word()));
    }
}
