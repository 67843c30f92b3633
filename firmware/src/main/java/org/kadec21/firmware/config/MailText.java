package org.kadec21.firmware.config;

import org.kadec21.firmware.config.UnitConfig.Mail;
import org.kadec21.firmware.config.UnitConfig.Recipient;
import org.kadec21.submission.MailDraft.Encoding;

import java.util.List;

/// Words of the configuration that mails show: every recipient must be able to read them.
record MailText(List<Encoding> encodings) {

    static MailText readBy(Mail mail) {
        return new MailText(
                mail.recipients().stream().map(Recipient::encoding).distinct().toList());
    }

    /// The value as it was written; empty is nothing to read.
    String of(Value value) {
        for (Encoding encoding : encodings) {
            String lacking = encoding.lacking(value.raw());
            if (!lacking.isEmpty()) {
                throw value.wrong(
                        "a text that "
                                + encoding.mimeName()
                                + " can express, since a recipient gets it so",
                        "; write it without '" + lacking + "'");
            }
        }
        return value.raw();
    }

    /// The same, which may not be empty.
    String required(Value value) {
        value.text();
        return of(value);
    }
}
