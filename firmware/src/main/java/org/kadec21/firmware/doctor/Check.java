package org.kadec21.firmware.doctor;

import org.kadec21.hal.Deadline;

import java.time.Duration;
import java.util.List;

/// One question to a unit's surroundings.
public interface Check {

    /// Its stable name, snake_case.
    String name();

    /// Names of earlier checks without whose success this one says nothing.
    List<String> needs();

    /// How long it may take.
    Duration limit();

    /// Whether it only helps to understand the rest: when time is short, it gets an equal share of
    /// what is left and no more.
    default boolean isAside() {
        return false;
    }

    /// Looks. Ends at `deadline` or shortly after it.
    Result run(Deadline deadline);
}
