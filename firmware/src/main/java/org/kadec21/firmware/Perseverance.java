package org.kadec21.firmware;

import org.kadec21.firmware.outbox.OutboxListing;

/// What a unit puts up with at its first call to the server. Whoever has passed it is not ended by
/// any later failure.
enum Perseverance {
    /// A new unit: whoever sets it up is told what is wrong, and any failed call ends it.
    NONE,
    /// A unit in the field that was started again: networks and servers come back, but nobody but
    /// its operator mends a PIN, a password or a certificate.
    OUTAGES,
    /// As the operator asked for: no failed call ends it.
    EVERYTHING;

    /// As much as what lies on its flash asks for: a unit that delivered before has been set up
    /// right, and one whose mails wait must deliver them.
    ///
    /// @param keepTrying the operator's word
    static Perseverance of(boolean keepTrying, OutboxListing flash) {
        if (keepTrying) {
            return EVERYTHING;
        }
        boolean delivered = flash.sent().stream().anyMatch(mail -> mail.accepted() > 0);
        return delivered || !flash.open().isEmpty() ? OUTAGES : NONE;
    }

    /// Whether a first call that failed ends the unit.
    ///
    /// @param needsOperator whether somebody has to put something right
    boolean endsAfter(boolean needsOperator) {
        return switch (this) {
            case NONE -> true;
            case OUTAGES -> needsOperator;
            case EVERYTHING -> false;
        };
    }
}
