package org.kadec21.bench;

import org.kadec21.firmware.CommandErrors;
import org.kadec21.firmware.OutboxCommand;
import org.kadec21.firmware.RecordsCommand;
import org.kadec21.firmware.UnitCommand;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command `kadec21`. Results go to stdout, everything else to stderr; a wrong command line
/// ends with exit code 64, a bug with 70 (`sysexits.h`).
@Command(
        name = "kadec21",
        description =
                "Measuring units that report alarms and records by mail, and the world to rehearse"
                        + " them in.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            BenchCommand.class,
            UnitCommand.class,
            OutboxCommand.class,
            RecordsCommand.class,
            ModuleCommand.class,
            ProviderCommand.class,
            SubmitCommand.class
        })
public final class Main implements Runnable {
    @Spec private CommandSpec spec;

    private Main() {}

    /// Runs the command line and ends the JVM with its exit code.
    public static void main(String[] args) {
        System.exit(CommandErrors.install(new CommandLine(new Main())).execute(args));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Expected a command, got none.");
    }

    /// The version in the module descriptor, which the build takes from the parent POM.
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version =
                    Main.class.getModule().getDescriptor() == null
                            ? "unknown, not run as a module"
                            : Main.class.getModule().getDescriptor().rawVersion().orElse("unknown");
            return new String[] {"kadec21 " + version};
        }
    }
}
