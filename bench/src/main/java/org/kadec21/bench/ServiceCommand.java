package org.kadec21.bench;

import org.jspecify.annotations.Nullable;
import org.kadec21.bench.service.Conversation;
import org.kadec21.bench.service.Session;
import org.kadec21.bench.service.TypedLines;
import org.kadec21.firmware.ExitCode;
import org.kadec21.firmware.config.ConfigException;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Secret;
import org.kadec21.hal.host.HostFiles;
import org.kadec21.hal.serial.JSerialPorts;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// `kadec21 service`: looks after a unit at its service port.
@Command(
        name = "service",
        header = "Looks after a running unit at its service port.",
        description = {
            "",
            "Gives orders to a unit that was started with --service, and shows its answers: status,"
                    + " records and log, the configuration and changes of it, a test mail, the"
                    + " module's own AT port. Each ORDER is one argument; without any they come"
                    + " from standard input, one on a line. The first order that is refused ends a"
                    + " script. 'help' lists the orders, docs/service-port.md explains them.",
            "",
            "stdout: what an order asked for. stderr: news while it is under way, and its answer.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  kadec21 unit run --serial modem0 --flash flash --service service0   (in another"
                    + " terminal)",
            "  kadec21 service service0 --password-file password status",
            "  kadec21 service service0 --password-file password 'records 100..200' > rows.csv",
            "  kadec21 service service0 --password-file password \\",
            "        'set servers.1.host mail.example.net' validate apply confirm",
            "  kadec21 service /dev/ttyS1",
            "",
            "Exit codes, that of the first order that is refused: 0 done; 64 usage, or no such"
                    + " order; 65 a value that is not allowed; 69 nobody at the port, or the new"
                    + " settings reached no server; 70 bug; 75 not now; 76 test mail in doubt; 78"
                    + " wrong password, or configuration."
        },
        mixinStandardHelpOptions = true)
final class ServiceCommand implements Callable<Integer> {

    private static final int MOST_BYTES = 4096;
    private static final int USUAL_SPEED = 115_200;
    private static final String PASS_THROUGH = "modem";

    @Spec private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "PORT",
            description = "The unit's service port, or the serial port that leads to it.")
    private String port = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "ORDER",
            description = "Orders, each one argument (default: from standard input).")
    private List<String> orders = List.of();

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "File whose first line is the password of the service port.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "" + USUAL_SPEED,
            description = "Speed of the line in bit/s (default: ${DEFAULT-VALUE}).")
    private int speed = USUAL_SPEED;

    @Option(
            names = "--json",
            description = "One JSON object on stdout; the lines for people go to stderr.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (speed < 300 || speed > 4_000_000) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--speed: expected 300 to 4000000 bit/s, but came " + speed);
        }
        Optional<Secret> password = Optional.ofNullable(passwordFile).map(ServiceCommand::password);
        RealTime real = new RealTime();
        try {
            return real.tasks().call(() -> serve(real, password));
        } finally {
            real.tasks().powerOff("the orders are carried out");
        }
    }

    private int serve(RealTime real, Optional<Secret> password) throws LinkException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (ByteLink link =
                new JSerialPorts(real.tasks(), real.tasks(), real.time()).open(port, speed)) {
            Session session =
                    new Session(new Conversation(link, real.time()), json ? err : out, err);
            int code = session.begin(password);
            if (code == ExitCode.OK) {
                code = orders.isEmpty() ? typed(session, real) : given(session, real);
            }
            session.end();
            if (json) {
                out.println(Json.line(session.json(code)));
                out.flush();
            }
            return code;
        } catch (LinkException gone) {
            if (json) {
                out.println(
                        Json.line(
                                Session.failed(
                                        ExitCode.UNAVAILABLE, String.valueOf(gone.getMessage()))));
                out.flush();
            }
            throw gone;
        }
    }

    private int given(Session session, RealTime real) throws LinkException {
        boolean talks = orders.stream().anyMatch(ServiceCommand::isPassThrough);
        Optional<TypedLines> lines =
                talks ? Optional.of(new TypedLines(real.tasks(), System.in)) : Optional.empty();
        for (String order : orders) {
            int code =
                    session.carryOut(
                            order,
                            () ->
                                    lines.filter(typed -> isPassThrough(order))
                                            .flatMap(TypedLines::waiting)
                                            .map(line -> line + "\r"));
            if (code != ExitCode.OK) {
                return code;
            }
        }
        return ExitCode.OK;
    }

    /// A person goes on after a refusal, and may type while an order is under way; a script does
    /// not.
    private int typed(Session session, RealTime real) throws LinkException {
        boolean person =
                Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        TypedLines lines = new TypedLines(real.tasks(), System.in);
        prompt(session, person);
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            String order = line.get().strip();
            if (!order.isEmpty()) {
                boolean forwards = person || isPassThrough(order);
                int code =
                        session.carryOut(
                                order,
                                () ->
                                        forwards
                                                ? lines.waiting().map(typed -> typed + "\r")
                                                : Optional.empty());
                if (code != ExitCode.OK && !person) {
                    return code;
                }
            }
            prompt(session, person);
        }
        return ExitCode.OK;
    }

    private void prompt(Session session, boolean person) {
        if (person) {
            spec.commandLine().getErr().print(session.unitName() + "> ");
            spec.commandLine().getErr().flush();
        }
    }

    private static boolean isPassThrough(String order) {
        return order.strip().equals(PASS_THROUGH);
    }

    private static Secret password(Path file) {
        try {
            return new String(HostFiles.read(file, MOST_BYTES), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .filter(line -> !line.isBlank())
                    .map(line -> Secret.of(line.strip()))
                    .orElseThrow(() ->
                            new ConfigException(
                                    "--password-file",
                                    "expected a password in " + file + ", but it is empty"));
        } catch (IOException unreadable) {
            throw new ConfigException(
                    "--password-file",
                    "expected a file that can be read, but " + unreadable.getMessage());
        }
    }
}
