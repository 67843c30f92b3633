package org.kadec21.firmware.doctor;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;

import java.util.List;

/// Asks for a name's addresses.
@FunctionalInterface
public interface Resolver {

    /// The addresses of `host`; none when only connecting shows whether the name is known, as with
    /// a module, which looks names up by itself.
    ///
    /// @throws LinkException when the name is unknown, or nobody answered before `deadline`
    List<String> addresses(String host, Deadline deadline) throws LinkException;
}
