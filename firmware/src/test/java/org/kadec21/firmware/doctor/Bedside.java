package org.kadec21.firmware.doctor;

import org.kadec21.firmware.config.Bearing;
import org.kadec21.firmware.config.ModuleVariant;
import org.kadec21.firmware.config.NamedFiles;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.doctor.Checkup.Finding;
import org.kadec21.hal.Board;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.PortInspection;
import org.kadec21.hal.PortInspection.Holding;
import org.kadec21.hal.PortInspection.Presence;
import org.kadec21.hal.PortInspection.Rights;
import org.kadec21.hal.Ports;
import org.kadec21.hal.Secret;
import org.kadec21.hal.SerialLink;
import org.kadec21.hal.Signal;
import org.kadec21.hal.at.Trace;
import org.kadec21.modem.KnownAddresses;
import org.kadec21.simulation.board.SimulatedBoard;
import org.kadec21.simulation.board.SimulatedPorts;
import org.kadec21.simulation.carrier.Carrier;
import org.kadec21.simulation.carrier.CarrierPolicy;
import org.kadec21.simulation.flash.SimulatedFlash;
import org.kadec21.simulation.link.VirtualSerial;
import org.kadec21.simulation.module.SimulatedModule;
import org.kadec21.simulation.module.device.ModuleMemory;
import org.kadec21.simulation.module.device.ModuleProfile;
import org.kadec21.simulation.module.device.ModuleTimings;
import org.kadec21.simulation.module.device.SimCard;
import org.kadec21.simulation.net.VirtualInternet;
import org.kadec21.simulation.time.World;
import org.kadec21.submission.SubmissionPolicy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A unit's board with a module, in virtual time, and a doctor beside it. Fields are set before the
/// first [#examine()].
final class Bedside implements AutoCloseable {

    static final String PORT = "/dev/ttyUSB2";
    static final Secret PIN = Secret.of("1234");

    private static final String IMSI = "440700123456789";
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    final World world;
    final VirtualInternet internet;
    final SimulatedPorts devices = new SimulatedPorts();
    final List<String> trace = new ArrayList<>();
    final List<String> asides = new ArrayList<>();

    ModuleProfile profile = ModuleProfile.dualBand();
    SimCard sim = SimCard.open(IMSI);
    CarrierPolicy air =
            CarrierPolicy.auNet(List.of()).withLine(Duration.ZERO, 0, 0).withBlocks(List.of());
    CarrierFacts carrier = standardCarrier();
    Holding holding = new Holding.NobodySeen(0, List.of());
    Rights rights = new Rights.Granted();
    List<String> ports = List.of(PORT);
    List<Integer> speeds = List.of(115_200);
    Optional<Secret> pin = Optional.empty();
    UnitConfig.Dialect dialect = UnitConfig.Dialect.QUECTEL;
    Optional<SubmissionPolicy> server = Optional.empty();
    Optional<TestMail> mail = Optional.empty();
    boolean login;
    Duration limit = Duration.ofMinutes(15);
    private List<Finding> findings = List.of();
    private Optional<SimulatedModule> module = Optional.empty();

    Bedside(String start) {
        world = new World(7, Instant.parse(start), line -> {});
        internet = new VirtualInternet(world.tasks("internet"), world.time());
    }

    /// A card that asks for [#PIN].
    static SimCard lockedCard() {
        return new SimCard(IMSI, PIN, Secret.of("12345678"));
    }

    /// Builds the module into the board, powered and booted.
    SimulatedModule buildIn() {
        Carrier network =
                new Carrier(
                        world.tasks("carrier"),
                        world.time(),
                        world.journal("carrier"),
                        air,
                        internet);
        SimulatedModule made =
                new SimulatedModule(
                        world.tasks("module"),
                        world.time(),
                        world.journal("module"),
                        network.network(IMSI),
                        network.radio(IMSI, profile.bands()),
                        profile,
                        new ModuleMemory(sim),
                        ModuleTimings.TYPICAL);
        made.attach(plugIn(PORT).module());
        made.power().pressPowerKey();
        world.runFor(Duration.ofSeconds(20));
        module = Optional.of(made);
        return made;
    }

    /// A serial line to a device of the test's own.
    VirtualSerial plugIn(String name) {
        VirtualSerial line = new VirtualSerial(name, 115_200, world.tasks(name), world.time());
        devices.plugIn(name, "a device", "", line);
        return line;
    }

    /// Types at the module as somebody at a terminal would.
    void type(String text) {
        world.tasks("person")
                .start(
                        "person",
                        () -> {
                            try (SerialLink link = devices.open(PORT, 115_200)) {
                                link.write(
                                        text.getBytes(StandardCharsets.US_ASCII), Deadline.never());
                                world.tasks("person")
                                        .sleepUntil(world.time().after(Duration.ofSeconds(3)));
                            } catch (LinkException gone) {
                                throw new IllegalStateException(gone);
                            }
                        });
        world.runFor(Duration.ofSeconds(5));
    }

    /// Runs the checkup.
    List<Finding> examine() {
        return examine(new Order.Bearer.Serial(ports, false, speeds));
    }

    /// Runs the checkup over a bearer of the test's choice.
    List<Finding> examine(Order.Bearer bearer) {
        Signal done = world.tasks("doctor").signal("done");
        Doctor doctor =
                new Doctor(
                        board(),
                        (host, deadline) -> List.of(),
                        new CautiousPins(),
                        trace(),
                        asides::add);
        world.tasks("doctor")
                .start(
                        "doctor",
                        () -> {
                            findings =
                                    doctor.examine(
                                            order(bearer), world.time().after(limit), one -> {});
                            done.raise();
                        });
        if (!world.runUntil(done, PATIENCE)) {
            throw new AssertionError("the checkup did not end within " + PATIENCE);
        }
        return findings;
    }

    /// What the last checkup found.
    Result result(String check) {
        return findings.stream()
                .filter(finding -> finding.check().equals(check))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no check " + check))
                .result();
    }

    Report report() {
        return new Report(findings);
    }

    SimulatedModule module() {
        return module.orElseThrow();
    }

    /// The dates of `config/carriers/au-net.yaml`.
    static CarrierFacts standardCarrier() {
        try {
            Path file =
                    Path.of(System.getProperty("kadec21.home"))
                            .resolve("config/carriers/au-net.yaml");
            return CarrierFacts.reader()
                    .read("au-net.yaml", Files.readString(file), NamedFiles.none());
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    @Override
    public void close() {
        world.close();
    }

    private Order order(Order.Bearer bearer) {
        UnitConfig.Module configured =
                new UnitConfig.Module(
                        ModuleVariant.N2_DUAL,
                        dialect,
                        115_200,
                        pin,
                        "au.NET",
                        "u",
                        Secret.of("p"),
                        List.of(),
                        Instant.parse("2012-07-21T15:00:00Z"),
                        Bearing.SOCKETS);
        return new Order(
                bearer,
                Optional.of(configured),
                configured.bearing(),
                Optional.empty(),
                configured.apn(),
                server,
                KnownAddresses.NONE,
                carrier,
                login,
                mail,
                ZoneId.of("Asia/Tokyo"));
    }

    private SimulatedBoard board() {
        return new SimulatedBoard(
                world.time(),
                world.tasks("doctor"),
                world.randomness("doctor"),
                world.journal("doctor"),
                new SimulatedFlash(65_536, world.randomness("flash").generator()),
                new ToldPorts(),
                internet,
                module.map(SimulatedModule::power).orElse(Board.ModulePower.NONE),
                () -> 12_000);
    }

    private Trace trace() {
        return (at, direction, text) -> trace.add(direction.mark() + " " + text);
    }

    /// The board's ports, of which the system tells what the test wants.
    private final class ToldPorts implements Ports {

        @Override
        public List<Port> list() {
            return devices.list();
        }

        @Override
        public SerialLink open(String name, int bitsPerSecond) throws LinkException {
            return devices.open(name, bitsPerSecond);
        }

        @Override
        public PortInspection inspect(String name) {
            boolean there = list().stream().anyMatch(port -> port.name().equals(name));
            return new PortInspection(there ? Presence.PRESENT : Presence.ABSENT, holding, rights);
        }
    }
}
