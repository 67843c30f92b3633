package org.kadec21.firmware;

import org.kadec21.submission.LeanTls;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The unit's own `main`, for a board that holds nothing else.
@Command(
        name = "kadec21-unit",
        description = "A measuring unit that reports by mail.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UnitCommand.class,
            OutboxCommand.class,
            RecordsCommand.class,
            DoctorCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Main implements Runnable {

    @Spec private CommandSpec spec;

    private Main() {}

    /// Runs the command line and ends the JVM with its exit code.
    public static void main(String[] args) {
        LeanTls.ofThisProcess();
        System.exit(CommandErrors.install(new CommandLine(new Main())).execute(args));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "expected a command: unit, outbox, records or doctor");
    }
}
