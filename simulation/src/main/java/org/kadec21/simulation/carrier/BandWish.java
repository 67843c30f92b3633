package org.kadec21.simulation.carrier;

import java.util.Optional;

/// What a module brings along when it looks for a cell.
///
/// @param preferred the band class its host asked for; a request, which the roaming list may
///   overrule
/// @param held the band class its traffic is on, which it does not leave while a cell of it is
///   there
public record BandWish(Optional<BandClass> preferred, Optional<BandClass> held) {

    /// No preference, no traffic.
    public static final BandWish NONE = new BandWish(Optional.empty(), Optional.empty());
}
