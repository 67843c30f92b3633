package org.kadec21.live;

import java.util.List;

/// A unit's mail in a mailbox, as `docs/mail-format.md` describes it.
///
/// @param messageId without angle brackets
/// @param kind of `X-Kadec21-Kind`
/// @param event `onset` or `cleared`, empty for records
/// @param time of the record that raised or cleared an alarm, empty for records
/// @param marked whether it says that it may be a duplicate
/// @param rows lines of the attachments below their headers
public record ArrivedMail(
        String messageId,
        String kind,
        String event,
        String time,
        boolean marked,
        List<String> rows) {}
