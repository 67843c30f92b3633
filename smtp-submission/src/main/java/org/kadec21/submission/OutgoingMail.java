package org.kadec21.submission;

import java.util.List;

/// A rendered mail with its envelope.
///
/// @param id the sender's own name for it, handed back in results and to [BeforeLastByte]
/// @param envelopeFrom reverse-path without angle brackets
/// @param recipients forward-paths without angle brackets, at least one
/// @param content the complete message, CRLF line ends, final; never rendered anew
/// @param possibleDuplicate 0, or the number of this attempt when an earlier one ended in doubt:
///   the header `X-Kadec21-Possible-Duplicate` then goes in front of `content`
public record OutgoingMail(
        String id,
        String envelopeFrom,
        List<String> recipients,
        byte[] content,
        int possibleDuplicate) {

    /// The same mail with another reverse-path; the message itself is not touched.
    public OutgoingMail withEnvelopeFrom(String other) {
        return new OutgoingMail(id, other, recipients, content, possibleDuplicate);
    }
}
