package org.kadec21.submission;

import java.util.List;

/// The addresses of a header field such as `To` (RFC 5322 3.4 `address-list`): mailboxes with and
/// without names, groups, comments anywhere, quoted local parts, encoded words in names. What a
/// reader must accept of the older syntax (4.4) is accepted, but for source routes: a server is
/// asked to ignore them (RFC 5321 3.3), so that they would change the addressee unseen.
///
/// A field is understood whole or not at all: nobody is left out, nobody guessed.
public sealed interface AddressField {

    /// Understood.
    ///
    /// @param addresses as they go between the angle brackets of RCPT, in their order; without any
    ///   when the field is empty or its groups are
    record Understood(List<String> addresses) implements AddressField {}

    /// Not understood.
    ///
    /// @param problem what was expected, what came, what to try
    record Unclear(String problem) implements AddressField {}

    /// Reads a field's body.
    ///
    /// @param body what stands behind the colon, folds and all
    static AddressField of(String body) {
        try {
            return new Understood(new AddressReader(AddressTokens.of(body)).list());
        } catch (UnclearAddressException unclear) {
            return new Unclear(unclear.problem());
        }
    }
}
