package org.kadec21.bench.throughput;

import org.kadec21.hal.Board;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Network;
import org.kadec21.hal.Ports;
import org.kadec21.hal.Secret;
import org.kadec21.hal.SerialLink;
import org.kadec21.hal.at.Trace;
import org.kadec21.modem.Attachment;
import org.kadec21.modem.ModemUplink;
import org.kadec21.modem.ModuleSettings;
import org.kadec21.modem.PinMemory;
import org.kadec21.modem.Step;
import org.kadec21.modem.dialect.AccessPoint;
import org.kadec21.modem.dialect.Dialect;
import org.kadec21.modem.dialect.PacketService;
import org.kadec21.modem.dialect.QuectelDialect;
import org.kadec21.modem.ppp.PppDialect;
import org.kadec21.modem.ppp.PppSetup;
import org.kadec21.simulation.board.ModuleCable;
import org.kadec21.simulation.board.SimulatedBoard;
import org.kadec21.simulation.board.SimulatedPorts;
import org.kadec21.simulation.carrier.Carrier;
import org.kadec21.simulation.carrier.CarrierPolicy;
import org.kadec21.simulation.flash.SimulatedFlash;
import org.kadec21.simulation.module.SimulatedModule;
import org.kadec21.simulation.module.core.SocketDialect;
import org.kadec21.simulation.module.device.ModuleMemory;
import org.kadec21.simulation.module.device.ModuleProfile;
import org.kadec21.simulation.module.device.ModuleTimings;
import org.kadec21.simulation.module.device.SimCard;
import org.kadec21.simulation.net.VirtualInternet;
import org.kadec21.simulation.time.World;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The HAL and the simulated module on the two ends of a serial line in virtual time, a network
/// that takes no time, and one server behind it.
public final class ModemRig implements AutoCloseable {

    private static final String HOST = "server.example.jp";
    private static final int SERVICE = 7;

    private static final String PORT = "ttyMODULE";
    private static final Instant START = Instant.parse("2013-01-31T21:00:00Z");
    private static final String IMSI = "440700123456789";

    private final World world;
    private final SimulatedModule module;
    private final CutLine.Scissors scissors = new CutLine.Scissors();
    private final ModemUplink uplink;

    /// How the HAL gets at the module.
    public enum Way {
        /// A serial port with DTR, power key, reset line and supply.
        BOARD,
        /// A serial port without DTR and nothing else; the module is found switched on.
        PSEUDO_TERMINAL
    }

    /// @param dialect what the HAL believes of a module with this profile
    /// @param server takes the connections
    public ModemRig(
            ModuleProfile profile,
            Dialect dialect,
            int bitsPerSecond,
            long seed,
            Network.Acceptor server)
            throws LinkException {
        this(
                profile,
                SimulatedModule.sockets(profile.dialect()),
                dialect,
                bitsPerSecond,
                seed,
                server);
    }

    /// @param sockets the module's own socket commands
    public ModemRig(
            ModuleProfile profile,
            SocketDialect sockets,
            Dialect dialect,
            int bitsPerSecond,
            long seed,
            Network.Acceptor server)
            throws LinkException {
        this(profile, sockets, dialect, bitsPerSecond, seed, server, Way.BOARD);
    }

    /// @param way how the HAL gets at the module
    public ModemRig(
            ModuleProfile profile,
            SocketDialect sockets,
            Dialect dialect,
            int bitsPerSecond,
            long seed,
            Network.Acceptor server,
            Way way)
            throws LinkException {
        this(profile, sockets, _ -> dialect, bitsPerSecond, seed, server, way);
    }

    private ModemRig(
            ModuleProfile profile,
            SocketDialect sockets,
            Function<World, Dialect> dialect,
            int bitsPerSecond,
            long seed,
            Network.Acceptor server,
            Way way)
            throws LinkException {
        world = new World(seed, START, line -> {});
        VirtualInternet internet = new VirtualInternet(world.tasks("internet"), world.time());
        internet.listen(HOST, SERVICE, server);
        CarrierPolicy fast =
                CarrierPolicy.auNet(List.of()).withLine(Duration.ZERO, 0, 0).withBlocks(List.of());
        Carrier carrier =
                new Carrier(
                        world.tasks("carrier"),
                        world.time(),
                        world.journal("carrier"),
                        fast,
                        internet);
        module =
                new SimulatedModule(
                        world.tasks("module"),
                        world.time(),
                        world.journal("module"),
                        carrier.network(IMSI),
                        carrier.radio(IMSI, profile.bands()),
                        profile,
                        sockets,
                        new ModuleMemory(SimCard.open(IMSI)),
                        ModuleTimings.TYPICAL);
        SimulatedPorts ports = new SimulatedPorts();
        ModuleCable cable =
                new ModuleCable(
                        module,
                        ports,
                        PORT,
                        profile.model(),
                        bitsPerSecond,
                        world.tasks("serial"),
                        world.time());
        if (way == Way.PSEUDO_TERMINAL) {
            cable.withoutDtrWire();
            module.foundOn();
        }
        SimulatedBoard board =
                new SimulatedBoard(
                        world.time(),
                        world.tasks("unit"),
                        world.randomness("unit"),
                        world.journal("unit"),
                        new SimulatedFlash(65_536, world.randomness("flash").generator()),
                        new CuttablePorts(ports, scissors),
                        internet,
                        way == Way.BOARD ? module.power() : Board.ModulePower.NONE,
                        () -> 12_000);
        ModuleSettings settings =
                new ModuleSettings(
                        PORT,
                        bitsPerSecond,
                        new AccessPoint("au.NET", "user", Secret.of("pass")),
                        Optional.empty(),
                        ModuleSettings.Sleep.MINIMUM,
                        ModuleSettings.Limits.standard());
        uplink =
                new ModemUplink(
                        board, settings, dialect.apply(world), new Forgetful(), Trace.none());
    }

    /// The same, where the HAL dials and brings its own PPP, IP and TCP.
    public static ModemRig dialling(int bitsPerSecond, long seed, Network.Acceptor server)
            throws LinkException {
        ModuleProfile profile = ModuleProfile.dualBand();
        return new ModemRig(
                profile,
                SimulatedModule.sockets(profile.dialect()),
                ModemRig::dialler,
                bitsPerSecond,
                seed,
                server,
                Way.BOARD);
    }

    private static Dialect dialler(World world) {
        return new PppDialect(
                new QuectelDialect(),
                List.of(PppDialect.Way.PPP),
                PppSetup.usual(world.randomness("ppp"), world.journal("unit")));
    }

    public World world() {
        return world;
    }

    public SimulatedModule module() {
        return module;
    }

    public ModemUplink uplink() {
        return uplink;
    }

    public Deadline in(Duration span) {
        return world.time().after(span);
    }

    /// A connection to the server, by whatever it takes.
    public ByteLink connect() throws LinkException {
        if (uplink.goOnline(in(Duration.ofMinutes(10)))
                instanceof Attachment.Offline(_, String reason, _)) {
            throw new LinkException(reason);
        }
        return switch (uplink.modem().openBearer(in(Duration.ofMinutes(10)))) {
            case Step.Done<PacketService>(PacketService packets) ->
                    packets.connect(HOST, SERVICE, in(Duration.ofMinutes(3)));
            case Step.Failed<PacketService>(_, String reason, _) -> throw new LinkException(reason);
        };
    }

    /// The serial cable breaks once `bytes` more have gone through it, both ways together.
    public void cutAfter(long bytes) {
        scissors.cutAfter(bytes);
    }

    /// Bytes that went over the serial cable to the module so far.
    public long bytesUp() {
        return scissors.up();
    }

    /// Bytes that came over the serial cable from the module so far.
    public long bytesDown() {
        return scissors.down();
    }

    @Override
    public void close() {
        world.close();
    }

    /// There is no PIN to remember.
    private static final class Forgetful implements PinMemory {

        @Override
        public Optional<Verdict> verdict(String mark) {
            return Optional.empty();
        }

        @Override
        public boolean hasTriedInVain() {
            return false;
        }

        @Override
        public void remember(String mark, Verdict verdict) {}
    }

    private record CuttablePorts(Ports ports, CutLine.Scissors scissors) implements Ports {

        @Override
        public List<Port> list() {
            return ports.list();
        }

        @Override
        public SerialLink open(String name, int bitsPerSecond) throws LinkException {
            return new CutLine(ports.open(name, bitsPerSecond), scissors);
        }
    }
}
