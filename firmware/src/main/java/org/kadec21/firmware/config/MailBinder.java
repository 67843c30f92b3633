package org.kadec21.firmware.config;

import org.kadec21.firmware.config.UnitConfig.Mail;
import org.kadec21.firmware.config.UnitConfig.Recipient;
import org.kadec21.firmware.outbox.Envelope;
import org.kadec21.submission.MailAddress;
import org.kadec21.submission.MailDraft;

import java.util.List;
import java.util.regex.Pattern;

/// Who gets mail, and from whom.
final class MailBinder {

    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,190}");

    /// With it the longest Message-ID fits [Envelope#MAX_TEXT_BYTES]: an encoding's mark (4), unit
    /// and rule (32 each), number and time (20 each), the words between (16).
    private static final int LONGEST_DOMAIN = 128;

    private static final Pattern DOMAIN =
            Pattern.compile(
                    "(?=.{1," + LONGEST_DOMAIN + "}$)[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");
    private static final Words<MailDraft.Encoding> ENCODINGS =
            Words.of("utf-8", MailDraft.Encoding.UTF_8)
                    .or("iso-2022-jp", MailDraft.Encoding.ISO_2022_JP);
    private static final String ALARMS = "alarms";
    private static final String MONITORING = "monitoring";
    private static final Words<String> KINDS = Words.of(ALARMS, ALARMS).or(MONITORING, MONITORING);

    private MailBinder() {}

    static Mail mail(Section mail) {
        mail.knows("domain", "from", "envelope-from", "recipients");
        List<Recipient> recipients =
                mail.sections("recipients").stream().map(MailBinder::recipient).toList();
        if (recipients.stream().noneMatch(Recipient::alarms)) {
            throw mail.wrong(
                    "expected at least one recipient of alarms under 'recipients', but came none");
        }
        if (recipients.stream().noneMatch(Recipient::monitoring)) {
            throw mail.wrong(
                    "expected at least one recipient of monitoring under 'recipients', but came"
                            + " none");
        }
        if (recipients.size() > Envelope.MAX_RECIPIENTS) {
            throw mail.wrong(
                    "expected at most "
                            + Envelope.MAX_RECIPIENTS
                            + " recipients, but came "
                            + recipients.size());
        }
        long different = recipients.stream().map(Recipient::address).distinct().count();
        if (different < recipients.size()) {
            throw mail.wrong("expected each recipient once, but one address stands there twice");
        }
        String from = address(mail.value("from"));
        return new Mail(
                mail.value("domain")
                        .matching(
                                DOMAIN,
                                "a domain name of at most " + LONGEST_DOMAIN + " characters"),
                from,
                mail.find("envelope-from").map(MailBinder::address).orElse(from),
                recipients);
    }

    static Recipient recipient(Section recipient) {
        recipient.knows("address", "encoding", "receives", "certificate");
        List<String> receives =
                recipient.values("receives").stream().map(kind -> kind.choice(KINDS)).toList();
        boolean both = receives.isEmpty();
        return new Recipient(
                address(recipient.value("address")),
                recipient
                        .find("encoding")
                        .map(encoding -> encoding.choice(ENCODINGS))
                        .orElse(MailDraft.Encoding.UTF_8),
                both || receives.contains(ALARMS),
                both || receives.contains(MONITORING));
    }

    static String address(Value value) {
        String expected = "a mail address such as watch@example.jp";
        String address = value.matching(ADDRESS, expected);
        if (MailAddress.objection(address).isPresent()) {
            throw value.wrong(expected);
        }
        return address;
    }
}
