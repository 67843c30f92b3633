package org.kadec21.updater;

import org.kadec21.updater.Main.UnusableException;
import org.kadec21.updater.port.Line;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The options that name a unit's service port.
final class UnitPort {

    private static final int MOST_PASSWORD_BYTES = 1024;

    @Option(
            names = "--port",
            required = true,
            paramLabel = "PORT",
            description = "The serial port that leads to the service port of a running unit.")
    private String name;

    @Option(
            names = "--baud",
            paramLabel = "N",
            defaultValue = "115200",
            description = "Its speed in bit/s (default: ${DEFAULT-VALUE}).")
    private int bitsPerSecond;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "First line: the password of the unit's service port.")
    private Optional<Path> passwordFile = Optional.empty();

    Line open(Computer.Ports ports) throws IOException {
        return ports.open(name, bitsPerSecond);
    }

    Optional<String> password() throws IOException {
        if (passwordFile.isEmpty()) {
            return Optional.empty();
        }
        Path file = passwordFile.get();
        Optional<String> first =
                Files.isRegularFile(file) && Files.size(file) <= MOST_PASSWORD_BYTES
                        ? Files.readString(file, StandardCharsets.UTF_8).lines().findFirst()
                        : Optional.empty();
        if (first.filter(line -> !line.isBlank()).isEmpty()) {
            throw new UnusableException(
                    "--password-file: expected a file whose first line is the password, but "
                            + file
                            + " is none; check the path");
        }
        return first;
    }
}
