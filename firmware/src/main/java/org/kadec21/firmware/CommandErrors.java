package org.kadec21.firmware;

import org.kadec21.firmware.config.ConfigException;
import org.kadec21.firmware.sensor.CsvException;
import org.kadec21.hal.FlashException;
import org.kadec21.hal.host.FlashInUseException;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

import java.io.IOException;
import java.util.Optional;

/// Turns what a command throws into one clear line on stderr and an exit code. Only a bug shows its
/// stack.
public final class CommandErrors {

    private CommandErrors() {}

    /// Makes `line` and all its sub-commands report errors this way.
    public static CommandLine install(CommandLine line) {
        return line.setParameterExceptionHandler(
                        (wrong, args) -> {
                            CommandLine command = wrong.getCommandLine();
                            command.getErr()
                                    .println(
                                            firstLine(wrong)
                                                    + "; try '"
                                                    + command.getCommandSpec().qualifiedName()
                                                    + " --help'");
                            return ExitCode.USAGE;
                        })
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    Optional<Integer> code = expected(failure);
                    if (code.isPresent()) {
                        command.getErr().println("kadec21: " + firstLine(failure));
                    } else {
                        command.getErr().println("kadec21: a bug; please report this:");
                        failure.printStackTrace(command.getErr());
                    }
                    return code.orElse(ExitCode.BUG);
                });
    }

    private static Optional<Integer> expected(Exception failure) {
        return switch (failure) {
            case ConfigException config -> Optional.of(ExitCode.CONFIGURATION);
            case CsvException csv -> Optional.of(ExitCode.BAD_DATA);
            case FlashInUseException inUse -> Optional.of(ExitCode.DEFERRED);
            case FlashException flash -> Optional.of(ExitCode.CONFIGURATION);
            case IOException unavailable -> Optional.of(ExitCode.UNAVAILABLE);
            case ParameterException usage -> Optional.of(ExitCode.USAGE);
            default -> Optional.empty();
        };
    }

    private static String firstLine(Exception failure) {
        return Optional.ofNullable(failure.getMessage())
                .flatMap(message -> message.lines().findFirst())
                .orElse(failure.getClass().getSimpleName());
    }
}
