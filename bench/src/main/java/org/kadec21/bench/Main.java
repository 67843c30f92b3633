package org.kadec21.bench;

import org.kadec21.firmware.CommandErrors;
import org.kadec21.firmware.DoctorCommand;
import org.kadec21.firmware.OutboxCommand;
import org.kadec21.firmware.RecordsCommand;
import org.kadec21.firmware.UnitCommand;
import org.kadec21.firmware.UnitRunCommand;
import org.kadec21.submission.LeanTls;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command `kadec21`. Results go to stdout, everything else to stderr; a wrong command line
/// ends with exit code 64, a bug with 70 (`sysexits.h`).
@Command(
        name = "kadec21",
        footer = {
            "",
            "'kadec21 COMMAND --help' says more, with examples. Results are on stdout, everything"
                    + " else on stderr. The whole of it: docs/command-line.md.",
            "",
            "Exit codes: 0 done; 64 usage; 65 refused or bad data; 69 something out of reach; 70"
                    + " bug; 75 deferred, try again; 76 in doubt; 78 configuration."
        },
        description =
                "Measuring units that report alarms and records by mail, and the world to rehearse"
                        + " them in.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            BenchCommand.class,
            UnitCommand.class,
            OutboxCommand.class,
            RecordsCommand.class,
            ModuleCommand.class,
            ProviderCommand.class,
            ServiceCommand.class,
            SubmitCommand.class,
            DoctorCommand.class,
            ThroughputCommand.class,
            RoundTripsCommand.class,
            ImageCommand.class,
            ConvertCommand.class,
            InstructCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Main implements Runnable {
    @Spec private CommandSpec spec;

    private Main() {}

    /// Runs the command line and ends the JVM with its exit code.
    public static void main(String[] args) {
        LeanTls.ofThisProcess();
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return CommandErrors.install(new CommandLine(new Main(), Main::create));
    }

    /// A unit run from here can have its service port on a pseudo-terminal.
    private static <K> K create(Class<K> type) throws Exception {
        return type == UnitRunCommand.class
                ? type.cast(new UnitRunCommand(new PtyServiceDoors()))
                : CommandLine.defaultFactory().create(type);
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "expected a command: bench, unit, outbox, records, module, provider, service,"
                        + " submit, doctor, throughput, roundtrips, image, convert or instruct");
    }
}
