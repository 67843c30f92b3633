package org.kadec21.simulation.realtime;

import org.kadec21.hal.LinkException;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/// A symbolic link with a lasting name to a pseudo-terminal, whose own name changes at every start.
final class DeviceLink {

    /// The system tells when a process began to a hundredth of a second, and rounds.
    private static final int CLOCK_SECONDS = 1;

    private final Path link;
    private final Path device;

    private DeviceLink(Path link, Path device) {
        this.link = link;
        this.device = device;
    }

    /// Makes the link. One that a killed program left behind, which leads nowhere or to what is now
    /// our own device, is replaced; anything else in its place is refused.
    static DeviceLink create(Path link, Path device) throws LinkException {
        try {
            requireFolder(link);
            if (Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
                requireStale(link, device);
                Files.delete(link);
            }
            Files.createSymbolicLink(link, device);
            return new DeviceLink(link, device);
        } catch (LinkException refused) {
            throw refused;
        } catch (IOException failed) {
            throw new LinkException(
                    "cannot make the link "
                            + link
                            + " to "
                            + device
                            + " ("
                            + reason(failed)
                            + "); choose a path in a directory you may write to",
                    failed);
        }
    }

    /// Removes the link, unless somebody has put something else in its place.
    void remove() throws IOException {
        if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(device)) {
            Files.delete(link);
        }
    }

    private static void requireFolder(Path link) throws LinkException {
        Path folder = link.getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new LinkException(
                    "expected a link in a folder that is there, but there is no folder "
                            + folder
                            + "; make it, or choose another path than "
                            + link);
        }
    }

    private static String reason(IOException failed) {
        return switch (failed) {
            case AccessDeniedException denied -> "you have no right to";
            case FileSystemException refused ->
                    Optional.ofNullable(refused.getReason()).orElse("the system refuses");
            default -> String.valueOf(failed.getMessage());
        };
    }

    private static void requireStale(Path link, Path device) throws IOException {
        if (!Files.isSymbolicLink(link)) {
            throw new LinkException(
                    link
                            + " exists and is no link to a pseudo-terminal; choose another path or"
                            + " remove it yourself");
        }
        Path target = Files.readSymbolicLink(link);
        if (!target.startsWith("/dev/pts")) {
            throw new LinkException(
                    link
                            + " is a link to "
                            + target
                            + ", which is no pseudo-terminal; choose another path or remove it"
                            + " yourself");
        }
        if (Files.exists(target) && !target.equals(device)) {
            requireAnotherOwner(link, target);
        }
    }

    /// The number of a terminal that is gone is given to the next one: a program that began after
    /// the link was made cannot have made it.
    private static void requireAnotherOwner(Path link, Path target) throws IOException {
        Optional<ProcessHandle> holder = TerminalHolder.of(target);
        long made =
                Files.getLastModifiedTime(link, LinkOption.NOFOLLOW_LINKS)
                        .toInstant()
                        .getEpochSecond();
        boolean younger =
                holder.stream()
                        .flatMapToLong(process -> TerminalHolder.beganAt(process).stream())
                        .anyMatch(began -> began > made + CLOCK_SECONDS);
        if (!younger) {
            throw new LinkException(
                    link
                            + " leads to "
                            + target
                            + ", which is in use"
                            + holder.map(process -> " by process " + process.pid()).orElse("")
                            + "; end the program that serves it, or choose another path");
        }
    }
}
