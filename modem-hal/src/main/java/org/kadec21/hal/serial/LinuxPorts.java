package org.kadec21.hal.serial;

import org.kadec21.hal.PortInspection;
import org.kadec21.hal.PortInspection.Holding;
import org.kadec21.hal.PortInspection.Presence;
import org.kadec21.hal.PortInspection.Rights;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// Looks at serial ports as Linux shows them in its file systems, without opening any.
final class LinuxPorts {

    private static final int MODE_BITS = 0777;

    private final Path root;

    /// @param root `/`, or what stands for it
    LinuxPorts(Path root) {
        this.root = root;
    }

    PortInspection inspect(String name) {
        Path device;
        try {
            device = Path.of(name).toRealPath();
        } catch (IOException | InvalidPathException missing) {
            return new PortInspection(
                    Presence.ABSENT,
                    new Holding.Untold("there is no such port"),
                    new Rights.Untold("there is no such port"));
        }
        return new PortInspection(Presence.PRESENT, holders().of(device), rights(device));
    }

    /// `bInterfaceNumber` of the USB interface behind a port.
    OptionalInt interfaceNumber(String name) {
        String file = name.substring(name.lastIndexOf('/') + 1);
        if (!file.matches("\\w+")) {
            return OptionalInt.empty();
        }
        Path port = root.resolve("sys/class/tty").resolve(file).resolve("device");
        for (String place : List.of("bInterfaceNumber", "../bInterfaceNumber")) {
            try {
                Path number = port.toRealPath().resolve(place);
                return OptionalInt.of(
                        Integer.parseInt(
                                Files.readString(number, StandardCharsets.US_ASCII).strip(), 16));
            } catch (IOException | NumberFormatException elsewhere) {
                // a ttyACM lies on the interface, a ttyUSB one below it, others on none
            }
        }
        return OptionalInt.empty();
    }

    private LinuxHolders holders() {
        return new LinuxHolders(
                root.resolve("proc"),
                List.of(root.resolve("run/lock"), root.resolve("var/lock")),
                ProcessHandle.current().pid());
    }

    private Rights rights(Path device) {
        try {
            PosixFileAttributes file = Files.readAttributes(device, PosixFileAttributes.class);
            String group = file.group().getName();
            return LinuxRights.judge(
                    new LinuxRights.Device(
                            device.toString(),
                            number(device, "unix:uid"),
                            number(device, "unix:gid"),
                            group,
                            (int) number(device, "unix:mode") & MODE_BITS,
                            members(group)),
                    caller());
        } catch (IOException | IllegalArgumentException | UnsupportedOperationException untold) {
            return new Rights.Untold("its owner and mode cannot be read (" + untold + ")");
        }
    }

    private static long number(Path device, String attribute) throws IOException {
        return Files.getAttribute(device, attribute) instanceof Number number
                ? number.longValue()
                : 0;
    }

    /// `Uid:` and `Groups:` of `/proc/self/status`, effective ones.
    private LinuxRights.Caller caller() throws IOException {
        List<String> status = Files.readAllLines(root.resolve("proc/self/status"));
        List<Long> groups =
                Stream.concat(
                                numbers(status, "Gid:").stream().skip(1).limit(1),
                                numbers(status, "Groups:").stream())
                        .toList();
        return new LinuxRights.Caller(
                System.getProperty("user.name", "unknown"), numbers(status, "Uid:").get(1), groups);
    }

    private static List<Long> numbers(List<String> status, String key) throws IOException {
        return status.stream()
                .filter(line -> line.startsWith(key))
                .findFirst()
                .map(line ->
                        Arrays.stream(line.substring(key.length()).strip().split("\\s+"))
                                .filter(word -> word.matches("\\d{1,10}"))
                                .map(Long::valueOf)
                                .toList())
                .orElseThrow(() -> new IOException("no line " + key));
    }

    private List<String> members(String group) throws IOException {
        return Files.readAllLines(root.resolve("etc/group")).stream()
                .filter(line -> line.startsWith(group + ":"))
                .map(line -> line.substring(line.lastIndexOf(':') + 1))
                .flatMap(members -> Arrays.stream(members.split(",")))
                .toList();
    }
}
