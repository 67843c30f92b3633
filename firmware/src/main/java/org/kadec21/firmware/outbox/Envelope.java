package org.kadec21.firmware.outbox;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;

/// What stays the same however often a mail goes.
///
/// @param id the unit's own name for it, unique in its life: accepting the same id twice is one
///   mail
/// @param messageId without angle brackets
/// @param date of the Date field
/// @param from reverse-path without angle brackets
/// @param recipients forward-paths without angle brackets, 1 to [#MAX_RECIPIENTS], each once
public record Envelope(
        String id, String messageId, OffsetDateTime date, String from, List<String> recipients) {

    public static final int MAX_RECIPIENTS = 32;

    /// RFC 5321 4.5.3.1.3 and the longest id or Message-ID anyone needs.
    public static final int MAX_TEXT_BYTES = 256;

    public Envelope {
        recipients = List.copyOf(recipients);
        if (recipients.isEmpty() || recipients.size() > MAX_RECIPIENTS) {
            throw new IllegalArgumentException(
                    "1 to " + MAX_RECIPIENTS + " recipients, not " + recipients.size());
        }
        if (new HashSet<>(recipients).size() != recipients.size()) {
            throw new IllegalArgumentException("a recipient is named twice: " + recipients);
        }
        checkText(id);
        checkText(messageId);
        checkText(from);
        recipients.forEach(Envelope::checkText);
    }

    private static void checkText(String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_TEXT_BYTES) {
            throw new IllegalArgumentException(
                    "at most " + MAX_TEXT_BYTES + " bytes are kept: " + text);
        }
    }
}
