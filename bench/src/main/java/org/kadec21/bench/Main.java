package org.kadec21.bench;

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
        description = "Builds, watches and torments measuring units that report by mail.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeOnInvalidInput = Main.EXIT_USAGE,
        exitCodeOnExecutionException = Main.EXIT_BUG)
public final class Main implements Runnable {
    static final int EXIT_USAGE = 64;
    static final int EXIT_BUG = 70;

    @Spec private CommandSpec spec;

    private Main() {}

    /// Runs the command line and ends the JVM with its exit code.
    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
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
