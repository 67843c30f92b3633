package org.kadec21.firmware;

import org.kadec21.firmware.comms.FlashPinMemory;
import org.kadec21.firmware.comms.ModuleUplinks;
import org.kadec21.firmware.config.Bearing;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.doctor.CautiousPins;
import org.kadec21.firmware.doctor.Checkup.Finding;
import org.kadec21.firmware.doctor.Doctor;
import org.kadec21.firmware.doctor.Order;
import org.kadec21.firmware.doctor.Report;
import org.kadec21.firmware.doctor.Result.Blame;
import org.kadec21.firmware.doctor.TestMail;
import org.kadec21.firmware.store.StateStore;
import org.kadec21.hal.Randomness;
import org.kadec21.hal.Time;
import org.kadec21.hal.at.Trace;
import org.kadec21.hal.at.TraceText;
import org.kadec21.hal.host.DirectoryFlash;
import org.kadec21.hal.host.HostNetwork;
import org.kadec21.hal.host.HostRandomness;
import org.kadec21.hal.host.HostResolver;
import org.kadec21.hal.host.HostTasks;
import org.kadec21.hal.host.HostTime;
import org.kadec21.hal.host.ReadOnlyFlash;
import org.kadec21.hal.serial.JSerialPorts;
import org.kadec21.modem.KnownAddresses;
import org.kadec21.modem.PinMemory;
import org.kadec21.submission.SubmissionPolicy;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import tools.jackson.databind.json.JsonMapper;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/// `doctor`: what keeps a unit here from delivering its mail.
@Command(
        name = "doctor",
        header = "Finds out what stands between a unit and its mail server, step by step.",
        description = {
            "",
            "Looks at the serial ports, the module on one of them, its SIM, its network and the"
                + " mail server behind it, and says for each what it found and what to try next."
                + " Without --serial and --bearer it lists the ports and opens none. docs/doctor.md"
                + " explains every line.",
            "",
            "It tries nothing that costs: a port that is not named stays closed, and one that is no"
                + " module's is not written to; a PIN is entered only when --unit names the file"
                + " that has it and nothing speaks against it; nobody logs in without --login.",
            ""
        },
        footer = {
            "",
            "Verdicts: ok, warn, fail, - (not checked, and why). SPAN is a whole number and ms, s,"
                    + " min, h or d.",
            "",
            "Examples:",
            "  kadec21 doctor",
            "  kadec21 doctor --serial /dev/ttyUSB2 --unit /etc/kadec21/unit.yaml",
            "  kadec21 doctor --serial COM3,COM4,COM5 --server mail.example.net",
            "  kadec21 doctor --serial /dev/ttyUSB0 --bearer ppp --server mail.example.net",
            "  kadec21 doctor --bearer host --unit unit.yaml --submit me@example.net --json",
            "",
            "Exit codes, that of the first failure: 0 the way is clear; 64 usage; 65 the test mail"
                    + " was refused for good; 69 port, module, network or server out of reach; 70"
                    + " bug; 75 the server refuses, or the flash is in use; 76 test mail in doubt;"
                    + " 78 SIM, PIN, rights or configuration."
        },
        mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {

    private static final long FLASH_BYTES = 64L << 20;
    private static final int ID_BYTES = 8;
    private static final int USUAL_SPEED = 115_200;

    /// Speeds of modules and their adapters, the likely ones first.
    private static final List<Integer> SPEEDS =
            List.of(USUAL_SPEED, 9600, 57_600, 38_400, 19_200, 230_400, 460_800);

    @Spec private CommandSpec spec;

    @Option(
            names = "--serial",
            split = ",",
            paramLabel = "PORT",
            description =
                    "Port of the module, or several of which one is: /dev/ttyUSB0,"
                            + " /dev/cu.usbserial-1, COM3.")
    private List<String> serial = List.of();

    @Option(
            names = "--probe",
            description =
                    "Instead of --serial: ask every port that is not known to be something else.")
    private boolean probe;

    @Option(
            names = "--bearer",
            paramLabel = "B",
            description =
                    "'host': this computer's own network instead of a module. 'sockets' or 'ppp':"
                            + " how the module carries TCP (default: the unit's, else sockets).")
    private UnitRunCommand.Bearer bearer;

    @Option(
            names = "--dial",
            paramLabel = "NUMBER",
            description =
                    "What is dialled for ppp, without ATD (default: the unit's, else the one that"
                            + " fits the module).")
    private String number;

    @Mixin private CaptureOption capture = new CaptureOption();

    @Option(
            names = "--speed",
            paramLabel = "N",
            description =
                    "Speed of the line in bit/s and no other (default: the unit's, then the usual"
                            + " ones).")
    private Integer speed;

    @Option(
            names = "--unit",
            paramLabel = "FILE",
            description = "The unit's configuration: dialect, PIN, access point, server.")
    private Path unitFile;

    @Option(
            names = "--flash",
            paramLabel = "DIR",
            description =
                    "The unit's flash, which remembers what became of its PIN; the unit must not be"
                            + " running.")
    private Path flash;

    @Option(
            names = "--apn",
            paramLabel = "NAME",
            description =
                    "Access point of the packet network (default: the unit's, else internet).")
    private String apn;

    @Mixin private DoctorServer server;

    @Mixin private CarrierOption carrier;

    @Option(names = "--login", description = "Try the unit's user and password, once.")
    private boolean login;

    @Option(
            names = "--submit",
            paramLabel = "ADDRESS",
            description = "Send a test mail there; logs in as --login does.")
    private String recipient;

    @Option(
            names = "--limit",
            paramLabel = "SPAN",
            defaultValue = "15min",
            converter = SpanConverter.class,
            description = "Time for everything (default: ${DEFAULT-VALUE}).")
    private Duration limit;

    @Option(names = "--trace", description = "Show the dialogue with the module on stderr.")
    private boolean trace;

    @Option(
            names = "--json",
            description = "One JSON object on stdout; the lines for people go to stderr.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        requireSense();
        HostTime time = new HostTime();
        HostTasks tasks = new HostTasks(time);
        Randomness randomness = new HostRandomness();
        Order order = order(time, randomness);
        PrintWriter lines = json ? spec.commandLine().getErr() : spec.commandLine().getOut();
        DoctorBoard board =
                new DoctorBoard(
                        time,
                        tasks,
                        randomness,
                        new JSerialPorts(tasks, tasks, time),
                        new HostNetwork(tasks));
        try (Memory kept = Memory.open(Optional.ofNullable(flash))) {
            Doctor doctor =
                    new Doctor(
                            board,
                            new HostResolver(tasks)::addresses,
                            kept.pins(),
                            tracing(spec.commandLine().getErr()),
                            this::complain);
            List<Finding> findings =
                    tasks.call(() ->
                            doctor.examine(
                                    order, time.after(limit), finding -> say(lines, finding)));
            return conclude(new Report(findings), lines);
        } finally {
            tasks.powerOff("the checkup is over");
        }
    }

    private void requireSense() {
        boolean none = serial.isEmpty() && !probe;
        if (number != null && !number.matches(Bearing.NUMBER)) {
            throw wrong("--dial: expected " + Bearing.NUMBER_WORDS);
        }
        if (none && (capture.isGiven() || bearer == UnitRunCommand.Bearer.ppp)) {
            throw wrong("--bearer ppp, --capture: expected --serial or --probe with them");
        }
        if (!none && bearer == UnitRunCommand.Bearer.host) {
            throw wrong("expected --serial, --probe or --bearer, but came more than one");
        }
        if (!serial.isEmpty() && probe) {
            throw wrong("expected --serial or --probe, but came both");
        }
        if (!server.isWholeAccount()) {
            throw wrong("expected --user and --password-file together");
        }
        if (speed != null && (speed < 300 || speed > 4_000_000)) {
            throw wrong("--speed: expected 300 to 4000000 bit/s, but came " + speed);
        }
        if (recipient != null && !recipient.matches("[^@\\s<>,]+@[^@\\s<>,]+")) {
            throw wrong("--submit: expected a mail address, but came '" + recipient + "'");
        }
        if (apn != null && !apn.matches("[ !#-~]{1,99}")) {
            throw wrong("--apn: expected 1 to 99 printable characters without quotes");
        }
        if (!limit.isPositive()) {
            throw wrong("--limit: expected a span longer than zero, but came zero");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private Order order(Time time, Randomness randomness) {
        Optional<UnitConfig> unit = Optional.ofNullable(unitFile).map(UnitFile::read);
        Optional<SubmissionPolicy> policy = server.policy(unit);
        if (policy.isEmpty() && (login || recipient != null)) {
            throw wrong("--login and --submit: expected a server, by --unit or --server");
        }
        return new Order(
                bearer == UnitRunCommand.Bearer.host
                        ? new Order.Bearer.Host()
                        : new Order.Bearer.Serial(serial, probe, speeds(unit)),
                unit.map(UnitConfig::module),
                bearing(unit),
                capture.open(spec.commandLine()),
                accessPoint(unit),
                policy,
                unit.map(UnitConfig::serverList)
                        .map(ModuleUplinks::known)
                        .orElse(KnownAddresses.NONE),
                carrier.read(),
                login,
                Optional.ofNullable(recipient).map(to -> mail(to, unit, time, randomness)),
                unit.map(UnitConfig::zone).orElse(ZoneId.of("Asia/Tokyo")));
    }

    private Bearing bearing(Optional<UnitConfig> unit) {
        Bearing configured = unit.map(one -> one.module().bearing()).orElse(Bearing.SOCKETS);
        Bearing dialling = Optional.ofNullable(number).map(configured::dialling).orElse(configured);
        Bearing asked =
                Optional.ofNullable(bearer)
                        .flatMap(UnitRunCommand.Bearer::way)
                        .map(dialling::only)
                        .orElse(dialling);
        DialOptions.requireCall(
                spec.commandLine(), asked.only(asked.ways().getFirst()), number, capture);
        return asked;
    }

    private String accessPoint(Optional<UnitConfig> unit) {
        return Optional.ofNullable(apn)
                .or(() -> unit.map(one -> one.module().apn()))
                .orElse("internet");
    }

    /// Only a single port that was named is worth trying at every speed.
    private List<Integer> speeds(Optional<UnitConfig> unit) {
        if (speed != null) {
            return List.of(speed);
        }
        int first = unit.map(one -> one.module().bitsPerSecond()).orElse(USUAL_SPEED);
        return serial.size() == 1
                ? Stream.concat(Stream.of(first), SPEEDS.stream()).distinct().toList()
                : List.of(first);
    }

    private TestMail mail(String to, Optional<UnitConfig> unit, Time time, Randomness randomness) {
        byte[] id = new byte[ID_BYTES];
        randomness.secure().nextBytes(id);
        String from =
                unit.map(one -> one.mail().from())
                        .or(() -> server.user().filter(user -> user.contains("@")))
                        .orElse(to);
        return new TestMail(
                "doctor."
                        + HexFormat.of().formatHex(id)
                        + "@"
                        + from.substring(from.indexOf('@') + 1),
                time.now().atZone(unit.map(UnitConfig::zone).orElse(ZoneOffset.UTC)),
                from,
                to,
                unit.map(UnitConfig::id).orElse("kadec21"));
    }

    private Trace tracing(PrintWriter err) {
        return trace ? new TraceText(err::println) : Trace.none();
    }

    private void complain(String aside) {
        spec.commandLine().getErr().println("kadec21: " + aside);
        spec.commandLine().getErr().flush();
    }

    private static void say(PrintWriter lines, Finding finding) {
        lines.println(Report.line(finding));
        lines.flush();
    }

    private int conclude(Report report, PrintWriter lines) {
        int code = report.blame().map(DoctorCommand::code).orElse(ExitCode.OK);
        lines.println(report.summary());
        lines.flush();
        if (json) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(JsonMapper.shared().writeValueAsString(report.json(code)));
            out.flush();
        }
        return code;
    }

    private static int code(Blame blame) {
        return switch (blame) {
            case OUT_OF_REACH -> ExitCode.UNAVAILABLE;
            case CONFIGURATION -> ExitCode.CONFIGURATION;
            case REFUSED -> ExitCode.DEFERRED;
            case REJECTED -> ExitCode.BAD_DATA;
            case IN_DOUBT -> ExitCode.IN_DOUBT;
        };
    }

    /// The unit's memory of its PINs, or none.
    private record Memory(Optional<DirectoryFlash> flash, PinMemory pins) implements AutoCloseable {

        static Memory open(Optional<Path> directory) {
            if (directory.isEmpty()) {
                return new Memory(Optional.empty(), new CautiousPins());
            }
            ReadOnlyFlash.open(directory.get()); // a flash that is missing is not made
            DirectoryFlash opened = DirectoryFlash.open(directory.get(), FLASH_BYTES);
            return new Memory(
                    Optional.of(opened),
                    new FlashPinMemory(StateStore.open(opened, (event, fields) -> {})));
        }

        @Override
        public void close() {
            flash.ifPresent(DirectoryFlash::close);
        }
    }
}
