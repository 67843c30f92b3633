package org.kadec21.hal.serial;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Inbox;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.PortInspection;
import org.kadec21.hal.Ports;
import org.kadec21.hal.Pump;
import org.kadec21.hal.SerialLink;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The host's serial ports. Besides those it lists it opens any path that leads to one, as a link
/// below `/dev/serial/by-id` or a pseudo-terminal does.
public final class JSerialPorts implements Ports {

    /// How long a read of the host blocks; also how soon a reader notices that its port was closed.
    private static final int READ_MILLIS = 200;

    /// How long to wait for a port that this process is still closing: longer than a closed link
    /// lingers.
    private static final Duration REOPEN_PATIENCE = Duration.ofSeconds(5);

    /// Ports of this process that are open at the same time.
    private static final int OPEN_LIMIT = 64;

    /// What jSerialComm answers for a serial number it cannot find.
    private static final String UNKNOWN = "Unknown";

    private static final LinuxPorts LINUX = new LinuxPorts(Path.of("/"));

    private final Pump pump;
    private final Time time;
    private final Inbox<String> released;
    private final Set<String> held = new TreeSet<>();

    public JSerialPorts(Pump pump, Tasks tasks, Time time) {
        this.pump = pump;
        this.time = time;
        this.released = tasks.inbox("released serial ports", OPEN_LIMIT);
    }

    @Override
    public List<Port> list() {
        return Arrays.stream(SerialPort.getCommPorts())
                .map(JSerialPorts::describe)
                .sorted(Comparator.comparing(Port::name))
                .toList();
    }

    @Override
    public PortInspection inspect(String name) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.contains("linux")) {
            return LINUX.inspect(name);
        }
        return PortInspection.untold(
                system.contains("windows")
                        ? "Windows does not tell who holds a port; Process Explorer finds it by"
                                + " the handle \\Device\\Serial or \\Device\\USBSER"
                        : "this system tells only a program of its own: lsof " + name);
    }

    @Override
    public SerialLink open(String name, int bitsPerSecond) throws LinkException {
        String device = device(name);
        awaitRelease(name, device);
        SerialPort port = port(name);
        port.setComPortParameters(bitsPerSecond, 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
        port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, READ_MILLIS, 0);
        if (!port.openPort(0)) {
            throw OpenFailure.of(name, port.getLastErrorCode(), port.getLastErrorLocation());
        }
        held.add(device);
        ByteLink bytes = pump.pump(name, new SerialBytes(name, port, () -> released.offer(device)));
        return new JSerialLink(name, port, bytes, time);
    }

    /// A port of ours that was closed a moment ago is given back by its pump, a little later.
    private void awaitRelease(String name, String device) throws LinkException {
        Deadline deadline = time.after(REOPEN_PATIENCE);
        while (held.contains(device) || held.size() == OPEN_LIMIT) {
            String free =
                    released.poll(deadline)
                            .orElseThrow(() ->
                                    new LinkException(
                                            "the serial port "
                                                    + name
                                                    + " is already open in this program, or "
                                                    + OPEN_LIMIT
                                                    + " others are; close that line first"));
            held.remove(free);
        }
    }

    private SerialPort port(String name) throws LinkException {
        try {
            return SerialPort.getCommPort(name);
        } catch (SerialPortInvalidPortException unknown) {
            throw OpenFailure.noSuchPort(name, list(), unknown);
        }
    }

    /// One name for all the links that lead to the same device.
    private static String device(String name) {
        try {
            return Path.of(name).toRealPath().toString();
        } catch (IOException | InvalidPathException notAPath) {
            return name;
        }
    }

    private static Port describe(SerialPort port) {
        Optional<Usb> usb = usb(port);
        return new Port(
                port.getSystemPortPath(),
                port.getDescriptivePortName(),
                usb.map(JSerialPorts::identity).orElse(""),
                usb);
    }

    private static Optional<Usb> usb(SerialPort port) {
        if (port.getVendorID() < 0 || port.getProductID() < 0) {
            return Optional.empty();
        }
        String serial = port.getSerialNumber();
        boolean known = serial != null && !serial.isBlank() && !serial.equals(UNKNOWN);
        return Optional.of(
                new Usb(
                        port.getVendorID(),
                        port.getProductID(),
                        known ? serial : "",
                        LINUX.interfaceNumber(port.getSystemPortPath())));
    }

    private static String identity(Usb usb) {
        String vendorAndProduct =
                HexFormat.of().toHexDigits((short) usb.vendor())
                        + ":"
                        + HexFormat.of().toHexDigits((short) usb.product());
        return usb.serialNumber().isEmpty()
                ? vendorAndProduct
                : vendorAndProduct + ":" + usb.serialNumber();
    }
}
