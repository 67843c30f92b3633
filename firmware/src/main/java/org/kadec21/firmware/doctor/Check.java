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

    /// Looks. Ends at `deadline` or shortly after it.
    Result run(Deadline deadline);
}
