package org.kadec21.firmware.alarm;

import java.time.Instant;
import java.util.Optional;

/// Where one rule stands.
///
/// @param raised whether its alarm is on
/// @param clearedAt when it last ended, for the hold-off
/// @param badInARow bad samples up to now, for sensor faults
public record RuleState(boolean raised, Optional<Instant> clearedAt, int badInARow) {

    /// Every rule's first state.
    public static final RuleState CLEAR = new RuleState(false, Optional.empty(), 0);
}
