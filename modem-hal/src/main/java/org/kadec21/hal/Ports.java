package org.kadec21.hal;

import java.util.List;

/// The board's serial ports.
public interface Ports {

    /// The ports there are now, sorted by name.
    List<Port> list();

    /// Opens `name` at `bitsPerSecond`, 8N1, for this process alone.
    ///
    /// @throws LinkException when there is no such port, it is held by somebody else, or rights are
    ///   missing; the message says which, and what to try
    SerialLink open(String name, int bitsPerSecond) throws LinkException;

    /// A port as the system describes it. `identity` stays the same when the device is plugged in
    /// again and gets another name (USB vendor, product and serial number); it is empty where the
    /// system knows none.
    record Port(String name, String description, String identity) {}
}
