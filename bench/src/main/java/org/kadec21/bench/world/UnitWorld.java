package org.kadec21.bench.world;

import org.kadec21.firmware.boot.Images;
import org.kadec21.firmware.boot.Unit;
import org.kadec21.firmware.boot.Wiring;
import org.kadec21.firmware.clock.ClockedBoard;
import org.kadec21.firmware.comms.ModuleUplinks;
import org.kadec21.firmware.config.FirmwareProfile;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.notice.Notices;
import org.kadec21.firmware.sensor.Pacing;
import org.kadec21.firmware.sensor.Sensors;
import org.kadec21.firmware.transfer.TransferDesk;
import org.kadec21.firmware.update.Slots;
import org.kadec21.hal.Board;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Secret;
import org.kadec21.hal.Signal;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Watchdog;
import org.kadec21.mailbox.MailboxException;
import org.kadec21.mailbox.MailboxReader;
import org.kadec21.mailbox.ReceivedMail;
import org.kadec21.modem.LinkSocketFactory;
import org.kadec21.simulation.board.ModuleCable;
import org.kadec21.simulation.board.SimulatedBoard;
import org.kadec21.simulation.board.SimulatedPorts;
import org.kadec21.simulation.board.SimulatedWatchdog;
import org.kadec21.simulation.carrier.Carrier;
import org.kadec21.simulation.flash.SimulatedFlash;
import org.kadec21.simulation.ip.NumberedNames;
import org.kadec21.simulation.module.SimulatedModule;
import org.kadec21.simulation.module.device.ModuleMemory;
import org.kadec21.simulation.module.device.ModuleProfile;
import org.kadec21.simulation.module.device.ModuleTimings;
import org.kadec21.simulation.module.device.SimCard;
import org.kadec21.simulation.net.VirtualInternet;
import org.kadec21.simulation.supply.SupplyReport;
import org.kadec21.simulation.time.PowerDomain;
import org.kadec21.simulation.time.World;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// One unit and the world around it, in virtual time: board, flash, module, carrier, internet and
/// provider. The unit can lose its power and boot again; everything else stays.
public final class UnitWorld implements AutoCloseable {

    /// The port that the module hangs on.
    public static final String MODULE_PORT = "ttyMODULE";

    /// The subscriber on the unit's SIM.
    public static final String IMSI = "440700123456789";

    private static final Secret PUK = Secret.of("12345678");
    private static final long FLASH_BYTES = 8L * 1024 * 1024;
    private static final Duration READING = Duration.ofMinutes(10);

    /// Of the watchdog on a board that boots images; years of beats cost real seconds.
    private static final Duration WATCHDOG_PATIENCE = Duration.ofHours(1);

    private final WorldSetup setup;
    private final World world;
    private final MovableTime clock;
    private final VirtualInternet internet;
    private final Carrier carrier;
    private final SimulatedProvider provider;
    private final SimCard sim;
    private SimulatedModule module;
    private ModuleCable cable;
    private final SimulatedFlash flash;
    private final SimulatedPorts ports = new SimulatedPorts();
    private final Signal powerLost;
    private final X509Certificate authority;
    private Optional<PowerDomain> power = Optional.empty();
    private UnitConfig config;
    private Optional<Function<FirmwareProfile, UnitConfig>> files = Optional.empty();
    private Consumer<Wiring> company = wiring -> {};
    private UnaryOperator<Wiring> code = wiring -> wiring;
    private boolean bitten;
    private final UnitPower supply;

    /// Builds the world; the unit has no power yet.
    public UnitWorld(WorldSetup setup) throws LinkException {
        this.setup = setup;
        world = new World(setup.seed(), setup.start(), setup.journal());
        world.journal("world").event("world.began", "seed", setup.seed(), "at", setup.start());
        clock = new MovableTime(world.time());
        internet = new VirtualInternet(world.tasks("internet"), world.time());
        provider = new SimulatedProvider(setup, world, internet);
        authority = provider.authority();
        config = setup.unit().withTrustAnchors(List.of(authority));
        Tasks air = world.tasks("carrier");
        carrier =
                new Carrier(
                        air,
                        world.time(),
                        world.journal("carrier"),
                        setup.carrier(),
                        internet,
                        new NumberedNames(internet::knows),
                        world.randomness("packet call").generator());
        sim = card();
        module = made(setup.module());
        cable = plugIn(module, setup.module());
        flash = new SimulatedFlash(FLASH_BYTES, world.randomness("flash").generator());
        flash.whenCut(() -> lose("cut at flash operation " + flash.operations()));
        powerLost = world.tasks("weather").signal("power lost");
        supply = new UnitPower(config, world, () -> module.meter());
        supply.watch(this::fall);
        if (!setup.weather().isEmpty()) {
            Weather.begin(setup.weather(), this, setup.carrier());
        }
    }

    private SimulatedModule made(ModuleProfile profile) {
        return new SimulatedModule(
                world.tasks("module"),
                world.time(),
                world.journal("module"),
                carrier.network(IMSI),
                carrier.radio(IMSI, profile.bands()),
                profile,
                new ModuleMemory(sim),
                ModuleTimings.TYPICAL.specimen(world.randomness("module").generator()));
    }

    private ModuleCable plugIn(SimulatedModule what, ModuleProfile profile) {
        return new ModuleCable(
                what,
                ports,
                MODULE_PORT,
                profile.model(),
                config.module().bitsPerSecond(),
                world.tasks("module"),
                world.time());
    }

    /// Gives the unit power: it recovers what is on its flash and starts.
    public Unit powerOn(Sensors sensors, Pacing pacing, Notices notices) {
        return powerOn(board -> {
            Wiring wiring = code.apply(wiring(board, config, sensors, pacing, notices));
            Unit unit = Unit.boot(wiring);
            company.accept(wiring);
            return unit;
        });
    }

    /// Gives the board power, and has somebody put a unit on it.
    public <T> T powerOn(Function<Board, T> birth) {
        if (isPowered()) {
            throw new IllegalStateException("the unit has power already");
        }
        PowerDomain domain = world.powerDomain("unit");
        power = Optional.of(domain);
        if (supply.switchedOn()) {
            module.power().cycleSupply();
        }
        ports.releaseAll();
        cable.enumerate();
        if (!flash.isPowered()) {
            flash.powerOn();
        }
        return birth.apply(board(domain));
    }

    /// What a unit on this world's board is put together from.
    public Wiring wiring(
            Board board, UnitConfig unit, Sensors sensors, Pacing pacing, Notices notices) {
        Images images = Images.powerOn(board, config);
        return wiring(board, running(images, unit), images, sensors, pacing, notices);
    }

    /// The same for images that were picked before, with the configuration as they read it.
    public Wiring wiring(
            Board board,
            UnitConfig running,
            Images images,
            Sensors sensors,
            Pacing pacing,
            Notices notices) {
        Runnable restart = () -> cutPower("the unit starts again");
        Wiring wiring =
                Wiring.of(
                                board,
                                running,
                                supply.metered(sensors),
                                pacing,
                                pins ->
                                        ModuleUplinks.onPort(
                                                board, running, MODULE_PORT, pins, setup.trace()))
                        .telling(notices)
                        .startedBy(images.loaders(), restart);
        return running.instructions().isEmpty()
                ? wiring
                : wiring.takingImages(
                        new TransferDesk(
                                board,
                                TransferDesk.open(board, images.loaders()),
                                () -> TransferDesk.Wariness.of(running),
                                Optional.of(restart)));
    }

    /// Lets the images in the unit's slots decide from its next boot on how it behaves: its code is
    /// that of this build, as the image's manifest wants it.
    ///
    /// @param readFor reads the unit's file as that firmware does
    public void obeyImages(Function<FirmwareProfile, UnitConfig> readFor) {
        files = Optional.of(readFor);
    }

    /// Puts something beside the unit at each of its boots, such as a service port: given what that
    /// unit was put together from.
    public void accompany(Consumer<Wiring> beside) {
        company = beside;
    }

    /// Has other code than that of this build run at each of the unit's boots, as far as what it is
    /// put together from makes it another.
    public void alter(UnaryOperator<Wiring> other) {
        code = other;
    }

    private UnitConfig running(Images images, UnitConfig otherwise) {
        return images.profile()
                .flatMap(profile -> files.map(file -> file.apply(profile)))
                .map(unit -> unit.withTrustAnchors(List.of(authority)))
                .orElse(otherwise);
    }

    /// Cuts the unit's power; the module keeps its own. What flash had not forced may be gone or
    /// torn. A cut that is armed on the flash itself does the same: [SimulatedFlash#cutAt(long)].
    public void cutPower(String reason) {
        flash.cutPower();
        lose(reason);
    }

    private void fall() {
        cutPower("the battery is empty");
        module.cutSupply();
    }

    private void lose(String reason) {
        supply.switchedOff();
        power.ifPresent(domain -> domain.cut(reason));
        world.journal("weather").event("power.cut", "reason", reason);
        powerLost.raise();
    }

    /// Whether the unit has power.
    public boolean isPowered() {
        return power.isPresent() && power.get().isOn();
    }

    /// Lets the world run until the unit loses its power, at most for `limit`; at once when it has
    /// none.
    public void runUntilPowerIsLost(Duration limit) {
        if (isPowered()) {
            world.runUntil(powerLost, limit);
        }
    }

    /// Puts another module into the unit, with the same SIM on the same port; the unit must be
    /// without power.
    public void exchangeModule(ModuleProfile other) {
        if (isPowered()) {
            throw new IllegalStateException(
                    "the unit has power; cut it before its module is exchanged");
        }
        supply.moduleTakenOut();
        module.takeOut();
        cable.unplug();
        world.journal("world").event("module.exchanged", "model", other.model());
        module = made(other);
        cable = plugIn(module, other);
    }

    /// What the unit's supply shows from now on, in millivolts, whatever it has.
    public void sagSupply(int millivolts) {
        supply.sag(OptionalInt.of(millivolts));
    }

    /// The supply shows again what it has.
    public void restoreSupply() {
        supply.sag(OptionalInt.empty());
    }

    /// Whether the supply would carry the unit: false after its battery was empty, until it has
    /// recovered.
    public boolean hasSupply() {
        return supply.carries();
    }

    /// What the unit has drawn, and how its battery is.
    public SupplyReport supplyReport() {
        return supply.report();
    }

    /// Sets the unit's clock, which goes on from there; everybody else's stays right.
    ///
    /// @param ahead by how much it is wrong from now on, negative for a clock that is behind
    public void setClock(Duration ahead) {
        clock.moveTo(world.time().now().plus(ahead));
        world.journal("weather").event("clock.set", "ahead", ahead);
    }

    /// Gives the unit another configuration from its next boot on; the world stays as it is.
    public void reconfigure(UnitConfig other) {
        config = other;
    }

    public World world() {
        return world;
    }

    /// The unit's configuration, with the certification authority of this world's provider.
    public UnitConfig config() {
        return config;
    }

    /// The certification authority of this world's provider.
    public X509Certificate authority() {
        return authority;
    }

    public Carrier carrier() {
        return carrier;
    }

    public SimulatedModule module() {
        return module;
    }

    public SimCard sim() {
        return sim;
    }

    public SimulatedFlash flash() {
        return flash;
    }

    /// Puts a mail into the mailbox that the unit fetches its instructions from.
    ///
    /// @throws IllegalStateException when it has none
    public void instruct(byte[] mail) {
        MailboxReader.Account box = setup.unit().instructions().orElseThrow().mailbox();
        provider.arrive(mailboxOf(box), world.time().now(), mail);
    }

    /// The address behind the unit's own mailbox.
    static String mailboxOf(MailboxReader.Account box) {
        return box.user().contains("@") ? box.user() : box.user() + "@" + box.host();
    }

    /// Reads a recipient's mailbox over POP3, from a place with a good network.
    public List<ReceivedMail> readMailbox(String address) throws MailboxException {
        return new MailboxReader(SimulatedProvider.mailbox(address), world.time())
                .readAll(
                        new LinkSocketFactory(internet::connect, world.time(), READING),
                        world.time().after(READING));
    }

    @Override
    public void close() {
        world.close();
    }

    private SimCard card() {
        return config.module()
                .pin()
                .map(pin -> new SimCard(IMSI, pin, PUK))
                .orElseGet(() -> SimCard.open(IMSI));
    }

    private Board board(PowerDomain domain) {
        return ClockedBoard.of(
                new SimulatedBoard(
                        clock,
                        domain.tasks(),
                        world.randomness("unit"),
                        world.journal("unit"),
                        flash,
                        ports,
                        internet,
                        module.power(),
                        supply::millivolts,
                        watchdog(domain)));
    }

    /// A board that boots images has one.
    private Optional<Watchdog> watchdog(PowerDomain domain) {
        if (Slots.kinds(flash).isEmpty()) {
            return Optional.empty();
        }
        boolean byWatchdog = bitten;
        bitten = false;
        return Optional.of(
                SimulatedWatchdog.begin(
                        world.tasks("watchdog"),
                        world.time(),
                        WATCHDOG_PATIENCE,
                        byWatchdog,
                        domain::isOn,
                        this::bite));
    }

    private void bite() {
        bitten = true;
        cutPower("the watchdog resets the unit");
    }
}
