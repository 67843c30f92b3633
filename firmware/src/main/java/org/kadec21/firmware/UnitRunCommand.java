package org.kadec21.firmware;

import org.kadec21.firmware.config.Bearing;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.config.UnitConfig.Schedule;
import org.kadec21.firmware.doctor.CarrierFacts;
import org.kadec21.firmware.sensor.CsvException;
import org.kadec21.firmware.sensor.CsvReplay;
import org.kadec21.firmware.sensor.Pacing;
import org.kadec21.firmware.sensor.Sensors;
import org.kadec21.firmware.settings.UnitDocument;
import org.kadec21.firmware.update.ImageManifest;
import org.kadec21.firmware.update.SendingRules;
import org.kadec21.firmware.update.Slot;
import org.kadec21.hal.host.HostFiles;
import org.kadec21.submission.SubmissionPolicy;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// `unit run`: a unit in real time, with a directory as its flash.
@Command(
        name = "run",
        description = {
            "Runs a unit in real time until SIGTERM or Ctrl-C: samples, raises alarms, submits its"
                    + " mails.",
            "",
            "stdout: one line 'ready {json}' once the unit has recovered its flash.",
            "stderr: 'accepted record N' and 'accepted mail ID' for each durable append,"
                    + " 'delivered mail ID' when a server took it, and trouble, one line each.",
            ""
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The unit calls its server once at the start, to find out whether the way is clear;"
                + " sampling goes on meanwhile. A new unit ends with an exit code when this call"
                + " fails: right for setting up. A unit that has delivered before, or whose mails"
                + " wait on the flash, ends only when somebody has to put something right (PIN,"
                + " password, certificate); a network or server that is out of reach it calls again"
                + " as 'retry' in its configuration says, and --keep-trying makes it do so always."
                + " No later failure ends a unit, and everything is kept on the flash."
                + " docs/unit-command.md says more.",
            "",
            "SPAN is a whole number and ms, s, min, h or d.",
            "",
            "Examples:",
            "  kadec21 provider --smtp-port 1587 --ca-out ca.pem     (in a second terminal)",
            "  kadec21 module --pty modem0 --pin 1234                (in a third one)",
            "  kadec21 unit run --serial modem0 --server localhost:1587 --ca ca.pem --flash flash"
                    + " \\",
            "        --data data/wind-jfk-2013.csv --monitor-every 20s",
            "  kadec21 unit run --serial /dev/ttyUSB0 --unit my-unit.yaml --flash /srv/kadec21",
            "  kadec21 unit run --serial COM3 --bearer ppp --capture link.pcap --flash flash",
            "",
            "Exit codes: 0 ended by SIGTERM, or settled; 64 usage; 65 the data file cannot be used;"
                + " 69 port, module, network or server out of reach; 70 bug; 75 the server refuses,"
                + " or the flash belongs to a running unit; 78 configuration, PIN, dialect, flash"
                + " directory."
        })
public final class UnitRunCommand implements Callable<Integer> {

    private static final String FORGET_SETTINGS = "--forget-settings";

    @Spec private CommandSpec spec;

    @Option(
            names = "--serial",
            paramLabel = "PORT",
            description = "Serial port of the module, such as /dev/ttyUSB0.")
    private String serial;

    @Option(
            names = "--bearer",
            paramLabel = "B",
            description =
                    "'host': the host's own network instead of a module. 'sockets' or 'ppp': how"
                        + " the module carries TCP, by its own or by a data call (default: the unit"
                        + " file's).")
    private Bearer bearer;

    @Mixin private CaptureOption capture = new CaptureOption();

    @Option(
            names = "--flash",
            required = true,
            paramLabel = "DIR",
            description =
                    "Directory that is the unit's flash; made when missing. Images in its slots are"
                            + " booted and watched, see docs/boot.md.")
    private Path flash;

    @Mixin private UnitFile unitFile;

    @Mixin private ServerOptions server;

    @Option(
            names = "--data",
            paramLabel = "CSV",
            description =
                    "Observations to replay (docs/sensor-csv.md); without it the unit has no"
                            + " sensors and only delivers what is on its flash.")
    private Path data;

    @Option(
            names = "--pace",
            paramLabel = "SPAN",
            defaultValue = "1s",
            converter = SpanConverter.class,
            description =
                    "One row of the data every SPAN; records keep the row's time (default:"
                            + " ${DEFAULT-VALUE}).")
    private Duration pace;

    @Option(
            names = "--monitor-every",
            paramLabel = "SPAN",
            converter = SpanConverter.class,
            description = "Monitoring mail every SPAN, instead of the configured schedule.")
    private Duration monitorEvery;

    @Option(
            names = "--keep-trying",
            description =
                    "Go on whatever the first call to the server comes to, even on a new flash.")
    private boolean keepTrying;

    @Option(
            names = "--until-settled",
            description = "End with 0 once the data is over and every mail is settled.")
    private boolean untilSettled;

    @Option(names = "--forget-tls", description = "Forget which servers once offered TLS.")
    private boolean forgetTls;

    @Option(
            names = FORGET_SETTINGS,
            description =
                    "Forget, at this start, everything that was ever set on the unit: it works by"
                            + " its file, the password of its service port too.")
    private boolean forgetSettings;

    @Option(names = "--trace", description = "Show the dialogue with the module on stderr.")
    private boolean trace;

    /// What can carry mail.
    enum Bearer {
        host,
        sockets,
        ppp;

        /// The module's part in it; empty when there is no module.
        Optional<Bearing.Way> way() {
            return switch (this) {
                case host -> Optional.empty();
                case sockets -> Optional.of(Bearing.Way.SOCKETS);
                case ppp -> Optional.of(Bearing.Way.PPP);
            };
        }
    }

    @Option(
            names = "--service",
            paramLabel = "PORT",
            description =
                    "Serial port at which the unit is looked after, see 'kadec21 service' (default:"
                        + " none). Where nothing is yet, kadec21 makes a pseudo-terminal there.")
    private String service;

    @Option(
            names = "--started-from",
            hidden = true,
            description = "Given by the boot loader: the slot whose image this process runs.")
    private Slot slot;

    @Mixin private CarrierOption carrier = new CarrierOption();

    private CarrierFacts facts = CarrierFacts.UNKNOWN;

    private final ServiceDoors doors;

    /// The command of a board that knows serial ports only.
    public UnitRunCommand() {
        this(ServiceDoors.serialPorts());
    }

    /// @param doors what a service port can be
    public UnitRunCommand(ServiceDoors doors) {
        this.doors = doors;
    }

    @Override
    public Integer call() throws Exception {
        requireSense();
        requirePositive();
        facts = carrier.read(bearer == Bearer.host);
        UnitDocument written = unitFile.document(this::ordered);
        if (slot != null) {
            ImageManifest image = ImageProcess.image(flash, slot).manifest();
            return runHere(written.readBy(image.profile()), Optional.of(slot));
        }
        if (forgetSettings) {
            new SettingsForgetting(flash, spec.commandLine().getErr()).carryOut();
        }
        ImageStarter images = new ImageStarter(flash, written, spec.commandLine().getErr());
        while (true) {
            Optional<Integer> end =
                    ImageStarter.hasSlots(flash)
                            ? images.run(spec.root().userObject().getClass().getName(), arguments())
                            : Optional.empty();
            int exitCode = end.isPresent() ? end.get() : runHere(written, Optional.empty());
            if (exitCode != RealUnit.STARTS_AGAIN) {
                return exitCode;
            }
        }
    }

    /// Runs the code of this process, an image's or the build's, to its end.
    private int runHere(UnitDocument document, Optional<Slot> startedFrom) throws Exception {
        UnitConfig config = document.asDelivered();
        if (bearer != Bearer.host) {
            DialOptions.requireCall(spec.commandLine(), config.module().bearing(), null, capture);
        }
        RealUnit unit =
                new RealUnit(
                        document,
                        Optional.ofNullable(service)
                                .map(name -> new ServiceDesk(name, doors, carrier.read())),
                        startedFrom,
                        flash,
                        Optional.ofNullable(serial),
                        forgetTls,
                        trace,
                        capture.open(spec.commandLine()),
                        spec.commandLine().getOut(),
                        spec.commandLine().getErr());
        return unit.run(sensors(config), Pacing.every(pace), keepTrying, untilSettled);
    }

    /// What an image is started with, again and again: whatever is done once is done by then.
    private List<String> arguments() {
        return spec.root().commandLine().getParseResult().originalArgs().stream()
                .filter(word -> !word.equals(FORGET_SETTINGS))
                .toList();
    }

    /// A module on a serial port, or the host's own network.
    private void requireSense() {
        boolean onHost = bearer == Bearer.host;
        if (onHost == (serial != null)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "expected --serial PORT or --bearer host, but came "
                            + (onHost ? "both" : "neither"));
        }
        if (onHost && capture.isGiven()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--capture: expected --serial with it, it shows a module's PPP link");
        }
    }

    private void requirePositive() {
        if (!pace.isPositive()) {
            throw new ParameterException(
                    spec.commandLine(), "--pace: expected a span longer than zero, but came zero");
        }
        if (monitorEvery != null && !monitorEvery.isPositive()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--monitor-every: expected a span longer than zero, but came zero");
        }
    }

    /// What the command line orders beyond the file and what was set on site.
    private UnitConfig ordered(UnitConfig file) {
        UnitConfig read = server.applyTo(file);
        UnitConfig config =
                Optional.ofNullable(bearer)
                        .flatMap(Bearer::way)
                        .map(way ->
                                read.withModule(
                                        read.module()
                                                .withBearing(read.module().bearing().only(way))))
                        .orElse(read);
        return onItsCarrier(
                Optional.ofNullable(monitorEvery)
                        .map(every -> config.withSchedule(new Schedule.Every(every)))
                        .orElse(config));
    }

    /// From when on port 25 is blocked, by the carrier's file where the unit's says nothing: there
    /// is no way back to an image that submits there.
    private UnitConfig onItsCarrier(UnitConfig unit) {
        List<String> hosts = unit.servers().stream().map(SubmissionPolicy::host).toList();
        return unit.updates()
                .port25Ends()
                .or(() -> facts.blocked(hosts, SendingRules.RELAY_PORT))
                .map(unit::withPort25End)
                .orElse(unit);
    }

    private Sensors sensors(UnitConfig config) {
        if (data == null) {
            return after -> Optional::empty;
        }
        return after -> new CsvReplay(data.toString(), rows(), config.channelNames(), after);
    }

    private Reader rows() {
        try {
            return HostFiles.text(data);
        } catch (IOException unreadable) {
            throw new CsvException("--data: expected a CSV file, but " + unreadable.getMessage());
        }
    }
}
