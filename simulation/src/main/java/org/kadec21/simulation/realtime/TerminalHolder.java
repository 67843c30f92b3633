package org.kadec21.simulation.realtime;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// Finds the process behind a pseudo-terminal: the one that holds its master side (proc(5),
/// `tty-index` in `/proc/PID/fdinfo`).
final class TerminalHolder {

    private static final Path PROCESSES = Path.of("/proc");

    private TerminalHolder() {}

    /// The process that serves `/dev/pts/N`; empty when there is none, or it belongs to somebody
    /// else and may not be looked at.
    static Optional<ProcessHandle> of(Path slave) throws IOException {
        String index = slave.getFileName().toString();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (Path process : processes) {
                if (holds(process, index)) {
                    return ProcessHandle.of(Long.parseLong(process.getFileName().toString()));
                }
            }
        }
        return Optional.empty();
    }

    /// When a process began, in seconds since the epoch; empty when the system does not tell.
    static OptionalLong beganAt(ProcessHandle process) {
        return process.info().startInstant().stream()
                .mapToLong(Instant::getEpochSecond)
                .findFirst();
    }

    private static boolean holds(Path process, String index) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                if (isMaster(process, descriptor, index)) {
                    return true;
                }
            }
        } catch (IOException goneOrForbidden) {
            return false;
        }
        return false;
    }

    private static boolean isMaster(Path process, Path descriptor, String index)
            throws IOException {
        if (!Files.readSymbolicLink(descriptor).endsWith("ptmx")) {
            return false;
        }
        Path details = process.resolve("fdinfo").resolve(descriptor.getFileName().toString());
        return Files.readString(details)
                .lines()
                .anyMatch(line -> line.matches("tty-index:\\s*" + index));
    }
}
