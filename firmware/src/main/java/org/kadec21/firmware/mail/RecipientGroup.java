package org.kadec21.firmware.mail;

import org.kadec21.firmware.config.UnitConfig.Mail;
import org.kadec21.firmware.config.UnitConfig.Recipient;
import org.kadec21.submission.MailDraft.Encoding;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Recipients who get one mail together, because they read the same encoding.
public record RecipientGroup(Encoding encoding, List<String> addresses) {

    /// Those who get alarms.
    public static List<RecipientGroup> forAlarms(Mail mail) {
        return groups(mail, Recipient::alarms);
    }

    /// Those who get recorded data.
    public static List<RecipientGroup> forMonitoring(Mail mail) {
        return groups(mail, Recipient::monitoring);
    }

    /// This group without those whose mail has arrived.
    public RecipientGroup retaining(List<String> wanted) {
        return new RecipientGroup(encoding, addresses.stream().filter(wanted::contains).toList());
    }

    /// The group's own Message-ID for an event: two renderings are two messages.
    String idOf(String messageId) {
        return switch (encoding) {
            case UTF_8 -> messageId;
            case ISO_2022_JP -> "jis." + messageId;
        };
    }

    private static List<RecipientGroup> groups(Mail mail, Predicate<Recipient> wanted) {
        Map<Encoding, List<String>> byEncoding = new EnumMap<>(Encoding.class);
        mail.recipients().stream()
                .filter(wanted)
                .forEach(recipient ->
                        byEncoding
                                .computeIfAbsent(
                                        recipient.encoding(), encoding -> new ArrayList<>())
                                .add(recipient.address()));
        return byEncoding.entrySet().stream()
                .map(entry -> new RecipientGroup(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }
}
