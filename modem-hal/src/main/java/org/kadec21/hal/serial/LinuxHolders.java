package org.kadec21.hal.serial;

import org.kadec21.hal.PortInspection.Holder;
import org.kadec21.hal.PortInspection.Holding;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Who has a device file open, from `/proc/*/fd` (`proc(5)`) and from lock files (`LCK..ttyUSB0`,
/// Filesystem Hierarchy Standard 3.0, 5.9).
final class LinuxHolders {

    /// More than any system with a modem on it runs.
    private static final int MOST_PROCESSES = 32_768;

    /// A lock file holds one number.
    private static final int LOCK_BYTES = 64;

    /// Programs that take serial ports, often unasked, as `/proc/PID/comm` names them: cut to 15
    /// characters.
    private static final List<String> SUSPECTS =
            List.of(
                    "ModemManager",
                    "pppd",
                    "wvdial",
                    "gpsd",
                    "gammu-smsd",
                    "smsd",
                    "minicom",
                    "picocom",
                    "screen",
                    "brltty");

    private static final Pattern NUMBER = Pattern.compile("\\s*(\\d{1,10})\\b.*", Pattern.DOTALL);

    private final Path processes;
    private final List<Path> lockFolders;
    private final long self;

    /// @param processes `/proc`
    /// @param self this process, which is no other
    LinuxHolders(Path processes, List<Path> lockFolders, long self) {
        this.processes = processes;
        this.lockFolders = List.copyOf(lockFolders);
        this.self = self;
    }

    /// @param device the device file itself, no link to it
    Holding of(Path device) {
        List<Holder> holders = new ArrayList<>();
        List<String> suspects = new ArrayList<>();
        int unseen = 0;
        for (long process : processes()) {
            try {
                if (hasOpen(process, device)) {
                    holders.add(new Holder(process, program(process), "open file"));
                }
            } catch (AccessDeniedException notOurs) {
                unseen++;
                if (SUSPECTS.contains(program(process))) {
                    suspects.add(program(process));
                }
            } catch (IOException gone) {
                // the process has ended meanwhile
            }
        }
        Optional<Holding> stale = locked(device, holders);
        if (stale.isPresent()) {
            return stale.get();
        }
        return holders.isEmpty()
                ? new Holding.NobodySeen(unseen, suspects)
                : new Holding.HeldBy(holders);
    }

    private List<Long> processes() {
        List<Long> found = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(processes, "[1-9]*")) {
            for (Path folder : folders) {
                String name = folder.getFileName().toString();
                if (name.matches("\\d{1,10}")
                        && Long.parseLong(name) != self
                        && found.size() < MOST_PROCESSES) {
                    found.add(Long.valueOf(name));
                }
            }
        } catch (IOException unreadable) {
            return List.of();
        }
        return found;
    }

    private boolean hasOpen(long process, Path device) throws IOException {
        Path descriptors = processes.resolve(Long.toString(process)).resolve("fd");
        try (DirectoryStream<Path> links = Files.newDirectoryStream(descriptors)) {
            for (Path link : links) {
                if (Files.readSymbolicLink(link).equals(device)) {
                    return true;
                }
            }
        }
        return false;
    }

    private String program(long process) {
        try {
            Path name = processes.resolve(Long.toString(process)).resolve("comm");
            return Files.readString(name, StandardCharsets.UTF_8).strip();
        } catch (IOException gone) {
            return "unknown";
        }
    }

    /// Adds to `holders` whom a lock file names; a lock whose owner is gone, if nobody else holds
    /// the port.
    private Optional<Holding> locked(Path device, List<Holder> holders) {
        for (Path folder : lockFolders) {
            Path lock = folder.resolve("LCK.." + device.getFileName());
            OptionalLong owner = owner(lock);
            if (owner.isEmpty() || owner.getAsLong() == self) {
                continue;
            }
            long process = owner.getAsLong();
            if (holders.stream().anyMatch(holder -> holder.process() == process)) {
                continue;
            }
            if (Files.isDirectory(processes.resolve(Long.toString(process)))) {
                holders.add(new Holder(process, program(process), lock.toString()));
            } else if (holders.isEmpty()) {
                return Optional.of(new Holding.StaleLock(lock.toString(), process));
            }
        }
        return Optional.empty();
    }

    /// The process that a lock file names, in decimal digits as HDB UUCP writes it.
    private static OptionalLong owner(Path lock) {
        try {
            if (!Files.isRegularFile(lock) || Files.size(lock) > LOCK_BYTES) {
                return OptionalLong.empty();
            }
            Matcher number = NUMBER.matcher(Files.readString(lock, StandardCharsets.US_ASCII));
            return number.matches()
                    ? OptionalLong.of(Long.parseLong(number.group(1)))
                    : OptionalLong.empty();
        } catch (IOException unreadable) {
            return OptionalLong.empty();
        }
    }
}
