package org.kadec21.updater;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/// `java -jar kadec21-updater.jar`. Results go to stdout, everything else to stderr.
@Command(
        name = "kadec21-updater",
        header = "Installs signed firmware images on a unit.",
        description = {
            "",
            "Works on the flash directory of a unit that is not running, or over the service port"
                    + " of one that is. An image is checked completely before anything is written;"
                    + " the switch to it is written last, so that a loss of power at any moment"
                    + " leaves a unit that starts."
        },
        footer = {
            "",
            "Examples:",
            "  java -jar kadec21-updater.jar prepare --flash flash --board communication/B \\",
            "        --module dual-band",
            "  java -jar kadec21-updater.jar install unit.jar --flash flash --keys keys.pem"
                    + " --dry-run",
            "  java -jar kadec21-updater.jar install unit.jar --flash flash --keys keys.pem",
            "  java -jar kadec21-updater.jar install unit.jar --port /dev/ttyUSB1 --keys keys.pem"
                    + " \\",
            "        --password-file password.txt",
            "  java -jar kadec21-updater.jar show --flash flash",
            "",
            "Exit codes: 0 done; 64 usage; 65 the image is refused; 69 a file, the flash or the"
                    + " port cannot be read or written; 70 bug; 75 the unit is running, or not"
                    + " ready now; 78 key list, password, or no slot table on this flash."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {InstallCommand.class, ShowCommand.class, PrepareCommand.class})
public final class Main implements Runnable {

    private static final int HELP_COLUMNS = 100;

    @Spec private CommandSpec spec;

    private Main() {}

    /// Runs the command line and ends the JVM with its exit code.
    public static void main(String[] args) {
        System.exit(commandLine(Computer.real()).execute(args));
    }

    /// Runs a command line within a program that goes on.
    ///
    /// @param out for the result
    /// @param err for everything else
    /// @return the exit code
    public static int run(Computer computer, PrintWriter out, PrintWriter err, String... args) {
        return commandLine(computer).setOut(out).setErr(err).execute(args);
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "expected a command: install, show or prepare");
    }

    static CommandLine commandLine() {
        return commandLine(Computer.real());
    }

    private static CommandLine commandLine(Computer computer) {
        return new CommandLine(new Main(), new Commands(computer))
                .setUsageHelpWidth(HELP_COLUMNS)
                .setParameterExceptionHandler((wrong, args) -> {
                    CommandLine command = wrong.getCommandLine();
                    return Failure.usage(wrong, command.getCommandSpec().qualifiedName())
                            .tell(List.of(args), command.getOut(), command.getErr());
                })
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    Optional<Failure> expected = Failure.expected(failure);
                    if (expected.isEmpty()) {
                        failure.printStackTrace(command.getErr());
                    }
                    return expected.orElseGet(() -> Failure.bug(failure))
                            .tell(parsed.originalArgs(), command.getOut(), command.getErr());
                });
    }

    /// A key list or a flash directory that cannot be used as it is.
    static final class UnusableException extends IOException {

        UnusableException(@Nullable String message) {
            super(message);
        }
    }

    /// Gives the commands what they need of the computer.
    private record Commands(Computer computer) implements IFactory {

        @Override
        public <K> K create(Class<K> type) throws Exception {
            return type.equals(InstallCommand.class)
                    ? type.cast(new InstallCommand(computer))
                    : CommandLine.defaultFactory().create(type);
        }
    }

    /// The version that the build wrote into the JAR.
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {
                "kadec21-updater "
                        + Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                                .orElse("of unknown version, not run from its JAR")
            };
        }
    }
}
