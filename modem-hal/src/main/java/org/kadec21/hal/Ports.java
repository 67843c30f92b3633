package org.kadec21.hal;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The board's serial ports.
public interface Ports {

    /// The ports there are now, sorted by name.
    List<Port> list();

    /// Opens `name` at `bitsPerSecond`, 8N1, for this process alone.
    ///
    /// @throws LinkException when there is no such port, it is held by somebody else, or rights are
    ///   missing; the message says which, and what to try
    SerialLink open(String name, int bitsPerSecond) throws LinkException;

    /// What the system tells of `name` without opening it.
    default PortInspection inspect(String name) {
        return PortInspection.untold("this board does not tell anything about its ports");
    }

    /// A port as the system describes it. `identity` stays the same when the device is plugged in
    /// again and gets another name (USB vendor, product and serial number); it is empty where the
    /// system knows none.
    record Port(String name, String description, String identity, Optional<Usb> usb) {

        /// A port that is on no USB, or of which that is not known.
        public Port(String name, String description, String identity) {
            this(name, description, identity, Optional.empty());
        }
    }

    /// The USB device behind a port.
    ///
    /// @param vendor idVendor, 0 to 0xffff
    /// @param product idProduct, 0 to 0xffff
    /// @param serialNumber empty when the device has none
    /// @param interfaceNumber bInterfaceNumber, which tells the ports of one modem apart; empty
    ///   where the system does not say
    record Usb(int vendor, int product, String serialNumber, OptionalInt interfaceNumber) {}
}
