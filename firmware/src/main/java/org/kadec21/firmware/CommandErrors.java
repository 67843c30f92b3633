package org.kadec21.firmware;

import org.kadec21.firmware.config.ConfigException;
import org.kadec21.firmware.sensor.CsvException;
import org.kadec21.firmware.update.RefusedImageException;
import org.kadec21.hal.FlashException;
import org.kadec21.hal.host.FlashInUseException;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.util.Optional;

/// Turns what a command throws into one clear line on stderr and an exit code. Only a bug shows its
/// stack.
public final class CommandErrors {

    private static final int HELP_COLUMNS = 100;

    private CommandErrors() {}

    /// Makes `line` and all its sub-commands report errors this way.
    public static CommandLine install(CommandLine line) {
        describe(line, line.getCommandSpec().userObject().getClass().getModule());
        return line.setUsageHelpWidth(HELP_COLUMNS)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((wrong, args) -> {
                    CommandLine command = wrong.getCommandLine();
                    command.getErr()
                            .println(
                                    "kadec21: "
                                            + UsageMistake.inWords(wrong, command)
                                            + "; try '"
                                            + command.getCommandSpec().qualifiedName()
                                            + " --help'");
                    return ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof ParameterException wrong) {
                        return command.getParameterExceptionHandler()
                                .handleParseException(wrong, new String[0]);
                    }
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

    /// Every command knows the version, which the build puts into the module descriptor.
    private static void describe(CommandLine line, Module module) {
        String version =
                Optional.ofNullable(module.getDescriptor())
                        .flatMap(ModuleDescriptor::rawVersion)
                        .orElse("of unknown version, not run as a module");
        line.getCommandSpec().version(line.getCommandSpec().root().name() + " " + version);
        line.getSubcommands().values().forEach(command -> describe(command, module));
    }

    private static Optional<Integer> expected(Exception failure) {
        return switch (failure) {
            case ConfigException config -> Optional.of(ExitCode.CONFIGURATION);
            case CsvException csv -> Optional.of(ExitCode.BAD_DATA);
            case RefusedImageException refused -> Optional.of(ExitCode.BAD_DATA);
            case FlashInUseException inUse -> Optional.of(ExitCode.DEFERRED);
            case FlashException flash -> Optional.of(ExitCode.CONFIGURATION);
            case IOException unavailable -> Optional.of(ExitCode.UNAVAILABLE);
            case UncheckedIOException unavailable -> Optional.of(ExitCode.UNAVAILABLE);
            default -> Optional.empty();
        };
    }

    private static String firstLine(Exception failure) {
        return Optional.ofNullable(failure.getMessage())
                .flatMap(message -> message.lines().findFirst())
                .orElse(failure.getClass().getSimpleName());
    }
}
