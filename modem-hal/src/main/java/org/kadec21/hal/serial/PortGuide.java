package org.kadec21.hal.serial;

import org.kadec21.hal.Ports.Port;
import org.kadec21.hal.Ports.Usb;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// What is known of serial ports by their names and their USB identities, on Linux, macOS and
/// Windows: a table, to be read from the top. USB identities are those of the Linux kernel's serial
/// drivers (`option.c`, `cp210x.c`, `ftdi_sio.c`, `pl2303.c`, `ch341.c`) and of the makers'
/// manuals.
public final class PortGuide {

    private static final int ANY = -1;

    private static final String AT_PORT = "AT commands: this is the one to name";
    private static final String NO_AT = "answers no AT commands; take the same device's AT port";

    private static final List<Device> DEVICES =
            List.of(
                    new Device(0x2c7c, ANY, 0, Guess.NO_MODEM, "Quectel modem, diagnostics", NO_AT),
                    new Device(0x2c7c, ANY, 1, Guess.NO_MODEM, "Quectel modem, positions", NO_AT),
                    new Device(0x2c7c, ANY, 2, Guess.MODEM, "Quectel modem, AT port", AT_PORT),
                    new Device(0x2c7c, ANY, ANY, Guess.MODEM, "Quectel modem", ""),
                    new Device(0x1e0e, 0x9001, 0, Guess.NO_MODEM, "SIMCom, diagnostics", NO_AT),
                    new Device(0x1e0e, 0x9001, 1, Guess.NO_MODEM, "SIMCom, positions", NO_AT),
                    new Device(0x1e0e, 0x9001, 2, Guess.MODEM, "SIMCom modem, AT port", AT_PORT),
                    new Device(0x1e0e, 0x9001, 4, Guess.NO_MODEM, "SIMCom, audio", NO_AT),
                    new Device(0x1e0e, ANY, ANY, Guess.MODEM, "SIMCom modem", ""),
                    new Device(0x1546, 0x01a6, ANY, Guess.NO_MODEM, "u-blox 6 positioning", ""),
                    new Device(0x1546, 0x01a7, ANY, Guess.NO_MODEM, "u-blox 7 positioning", ""),
                    new Device(0x1546, 0x01a8, ANY, Guess.NO_MODEM, "u-blox 8 positioning", ""),
                    new Device(0x1546, 0x01a9, ANY, Guess.NO_MODEM, "u-blox 9 positioning", ""),
                    new Device(0x1546, ANY, ANY, Guess.MODEM, "u-blox modem", ""),
                    new Device(0x1bc7, ANY, ANY, Guess.MODEM, "Telit modem", ""),
                    new Device(0x12d1, ANY, ANY, Guess.MODEM, "Huawei modem", ""),
                    new Device(0x1199, ANY, ANY, Guess.MODEM, "Sierra Wireless modem", ""),
                    new Device(0x2341, ANY, ANY, Guess.NO_MODEM, "Arduino board", ""),
                    new Device(0x0403, ANY, ANY, Guess.OPEN, "FTDI serial adapter", ""),
                    new Device(0x067b, ANY, ANY, Guess.OPEN, "Prolific serial adapter", ""),
                    new Device(0x10c4, ANY, ANY, Guess.OPEN, "Silicon Labs serial adapter", ""),
                    new Device(0x1a86, ANY, ANY, Guess.OPEN, "WCH serial adapter", ""));

    private static final List<Name> NAMES =
            List.of(
                    new Name(
                            "/dev/serial/by-(id|path)/.+",
                            Guess.OPEN,
                            "USB port, lasting name",
                            ""),
                    new Name("/dev/ttyUSB\\d+", Guess.OPEN, "USB serial port", ""),
                    new Name("/dev/ttyACM\\d+", Guess.OPEN, "USB port (CDC ACM)", ""),
                    new Name(
                            "/dev/tty(S|AMA|mxc|O|THS|SC)\\d+|/dev/serial\\d+",
                            Guess.OPEN,
                            "built-in serial port",
                            "a login console may run on it; `systemctl status"
                                    + " 'serial-getty@*'` tells"),
                    new Name("/dev/rfcomm\\d+", Guess.NO_MODEM, "Bluetooth", ""),
                    new Name("/dev/pts/\\d+", Guess.OPEN, "pseudo-terminal", ""),
                    new Name(
                            "/dev/(cu|tty)\\.(Bluetooth|debug-console|wlan-debug).*",
                            Guess.NO_MODEM,
                            "a port of macOS itself",
                            ""),
                    new Name(
                            "/dev/tty\\..+",
                            Guess.OPEN,
                            "USB port that waits for its carrier when it is opened",
                            "take the same name with /dev/cu. instead of /dev/tty."),
                    new Name("/dev/cu\\.usbmodem.+", Guess.OPEN, "USB port (CDC ACM)", ""),
                    new Name("/dev/cu\\..+", Guess.OPEN, "USB serial port", ""),
                    new Name("(\\\\\\\\\\.\\\\)?COM\\d+", Guess.OPEN, "serial port", ""));

    private PortGuide() {}

    /// Whether a modem is to be expected behind a port.
    public enum Guess {
        MODEM,
        OPEN,
        NO_MODEM
    }

    /// What to expect of a port.
    ///
    /// @param words what it is
    /// @param hint what to know before using it; empty when there is nothing
    public record Entry(Guess guess, String words, String hint) {}

    private record Device(
            int vendor, int product, int interfaceNumber, Guess guess, String words, String hint) {

        boolean is(Usb usb) {
            return vendor == usb.vendor()
                    && (product == ANY || product == usb.product())
                    && (interfaceNumber == ANY
                            || usb.interfaceNumber().equals(OptionalInt.of(interfaceNumber)));
        }

        Entry entry() {
            return new Entry(guess, words, hint);
        }
    }

    private record Name(Pattern pattern, Entry entry) {
        Name(String pattern, Guess guess, String words, String hint) {
            this(Pattern.compile(pattern), new Entry(guess, words, hint));
        }
    }

    /// What to expect of a port, by its USB identity if it has one that is known, else by its name.
    public static Entry of(Port port) {
        return port.usb().flatMap(PortGuide::device).orElseGet(() -> byName(port.name()));
    }

    /// What to expect of a port of which nothing but the name is known.
    public static Entry byName(String name) {
        return NAMES.stream()
                .filter(row -> row.pattern().matcher(name).matches())
                .findFirst()
                .map(Name::entry)
                .orElseGet(() -> new Entry(Guess.OPEN, "a port by a name of its own", ""));
    }

    private static Optional<Entry> device(Usb usb) {
        return DEVICES.stream().filter(row -> row.is(usb)).findFirst().map(Device::entry);
    }
}
