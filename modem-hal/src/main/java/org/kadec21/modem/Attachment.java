package org.kadec21.modem;

import java.time.Instant;
import java.util.Optional;

/// Where an attempt to go online ended.
public sealed interface Attachment {

    /// On the network.
    ///
    /// @param networkTime the network's clock when it told one; a hint, never an authority
    record Online(Bearer bearer, Optional<Instant> networkTime) implements Attachment {}

    /// Not on the network.
    ///
    /// @param cause what kind of trouble
    /// @param reason what was expected and what came
    /// @param advice the next thing to try
    record Offline(Cause cause, String reason, String advice) implements Attachment {}

    /// Why a unit is offline.
    enum Cause {
        /// The port is missing, held by somebody else, or dead.
        PORT,
        /// Something answers nothing, or not as a module would.
        MODULE,
        /// The module's commands are not those of the configured dialect, or of any.
        DIALECT,
        /// The SIM is missing, blocked, or its PIN is wrong. A wrong PIN is never tried twice.
        SIM,
        /// The network does not register this unit, or not yet.
        REGISTRATION,
        /// Registered, but no packet service.
        BEARER
    }
}
