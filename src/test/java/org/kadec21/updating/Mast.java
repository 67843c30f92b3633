package org.kadec21.updating;

import static org.assertj.core.api.Assertions.assertThat;

import org.kadec21.firmware.config.ServicePassword;
import org.kadec21.firmware.outbox.Acceptance;
import org.kadec21.firmware.outbox.Entry;
import org.kadec21.firmware.outbox.Envelope;
import org.kadec21.firmware.outbox.MailClass;
import org.kadec21.firmware.outbox.Storage;
import org.kadec21.firmware.service.Console;
import org.kadec21.firmware.service.OrderBook;
import org.kadec21.firmware.service.ServiceMemory;
import org.kadec21.firmware.service.ServicePort;
import org.kadec21.firmware.service.transfer.FirmwareOrder;
import org.kadec21.firmware.store.StorageLimits;
import org.kadec21.firmware.transfer.TransferDesk;
import org.kadec21.firmware.update.FittedModule;
import org.kadec21.firmware.update.ImageVerdict;
import org.kadec21.firmware.update.KeyList;
import org.kadec21.firmware.update.Slot;
import org.kadec21.firmware.update.SlotContent;
import org.kadec21.firmware.update.SlotTable;
import org.kadec21.firmware.update.Slots;
import org.kadec21.hal.Board;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Journal;
import org.kadec21.hal.Signal;
import org.kadec21.simulation.board.SimulatedBoard;
import org.kadec21.simulation.board.SimulatedPorts;
import org.kadec21.simulation.flash.SimulatedFlash;
import org.kadec21.simulation.link.LineShape;
import org.kadec21.simulation.link.LinkPair;
import org.kadec21.simulation.net.VirtualInternet;
import org.kadec21.simulation.time.PowerDomain;
import org.kadec21.simulation.time.World;
import org.kadec21.updater.Computer;
import org.kadec21.updater.Main;
import org.kadec21.updater.image.FirmwareImage;
import org.kadec21.updater.image.RefusedException;
import org.kadec21.updater.image.TrustedKeys;
import org.kadec21.updater.port.Line;
import org.kadec21.updater.port.PortInstaller;
import org.kadec21.updater.port.PortInstaller.Installed;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// A unit's board on a mast, with the dual-band module, a burnt rollback index of 1, an old image
/// and an alarm that waits, and somebody with the updater at its service port. The power comes back
/// after every cut, and each boot is checked: what starts is sound, the alarm is there.
final class Mast implements AutoCloseable {

    static final Instant NOW = Instant.parse("2029-03-01T00:00:00Z");
    static final String PASSWORD = "a good password";

    /// Of the password, with one iteration: guessing it is not what is tried here.
    private static final ServicePassword VERIFIER =
            new ServicePassword(
                    1,
                    "0".repeat(32),
                    "cba098b19208ea0d4b7846fd7ed114877f178d3e4dfcac4137493d9aa24ac3aa");

    private static final int BOOT_LOADER = 1;
    private static final int BURNT = 1;
    private static final KeyList KEYS = keys();
    private static final Journal UNHEARD = (event, fields) -> {};
    private static final int FLASH_BYTES = 16 << 20;
    private static final Duration WITHOUT_POWER = Duration.ofSeconds(5);
    private static final Duration AFTER_BOOT = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofDays(4);
    private static final Envelope ALARM =
            new Envelope(
                    "alarm-1",
                    "alarm-1@units.example.jp",
                    OffsetDateTime.parse("2029-02-28T13:05:06+09:00"),
                    "unit@example.jp",
                    List.of("ann@example.jp"));
    private static final byte[] ALARM_TEXT =
            "Subject: wind\r\n\r\n31 m/s\r\n".getBytes(StandardCharsets.US_ASCII);

    private final World world;
    private final SimulatedFlash flash;
    private final LinkPair cable;
    private final Signal powerLost;
    private final VirtualInternet internet;
    private final FusedLink.Fuse fuse = new FusedLink.Fuse(this::cutPower);
    private PowerDomain power;
    private int supplyMillivolts = 12_600;
    private Optional<KeyList> keys = Optional.of(KEYS);
    private int boots;

    /// @param old the image that is installed
    Mast(long seed, byte[] old) {
        this(seed, equipped(old));
    }

    /// @param files that [#equipped] made
    Mast(long seed, SequencedMap<String, byte[]> files) {
        world = new World(seed, NOW, line -> {});
        flash = new SimulatedFlash(FLASH_BYTES, new SplittableRandom(seed));
        cable =
                new LinkPair(
                        "service port",
                        LineShape.direct(),
                        LineShape.direct(),
                        world.tasks("cable"),
                        world.time());
        internet = new VirtualInternet(world.tasks("internet"), world.time());
        powerLost = world.tasks("mains").signal("power lost");
        power = world.powerDomain("unit");
        flash.restore(files);
        flash.whenCut(this::lose);
        boot();
        world.tasks("mains").start("mains", this::restorePower);
    }

    /// The flash of a unit with an image and an alarm.
    static SequencedMap<String, byte[]> equipped(byte[] old) {
        SimulatedFlash flash = new SimulatedFlash(FLASH_BYTES, new SplittableRandom(0));
        Slots slots =
                Slots.prepare(
                        flash,
                        UNHEARD,
                        new SlotTable(
                                SignedImages.BOARD,
                                FittedModule.DUAL_BAND.word(),
                                BOOT_LOADER,
                                BURNT,
                                Optional.empty(),
                                new EnumMap<>(Slot.class)));
        switch (slots.check(old, KEYS, NOW)) {
            case ImageVerdict.Genuine genuine -> slots.install(genuine.file(), old);
            case ImageVerdict.Refused refused ->
                    throw new AssertionError(refused.refusal().sentence());
        }
        Storage storage = Storage.open(flash, UNHEARD, StorageLimits.standard());
        assertThat(storage.outbox().accept(ALARM, MailClass.ALARM, ALARM_TEXT))
                .isInstanceOf(Acceptance.Accepted.class);
        return flash.snapshot();
    }

    SimulatedFlash flash() {
        return flash;
    }

    FusedLink.Fuse fuse() {
        return fuse;
    }

    int boots() {
        return boots;
    }

    /// What the supply shows from now on.
    void setSupply(int millivolts) {
        supplyMillivolts = millivolts;
    }

    /// The unit trusts the same certificates, less what `revocations` say, from its next boot on.
    void exchangeKeys(String revocations) throws Exception {
        keys = Optional.of(KeyList.read(revocations + SignedImages.keyList()));
    }

    /// The unit's file names no key list, from its next boot on.
    void loseKeys() {
        keys = Optional.empty();
    }

    void cutPower() {
        flash.cutPower();
        lose();
    }

    /// The unit has done what it does by itself.
    void awaitBoot() {
        world.runFor(AFTER_BOOT);
    }

    /// An image that the updater has found genuine.
    static FirmwareImage verified(byte[] image) throws Exception {
        return FirmwareImage.verified(image, TrustedKeys.read(SignedImages.keyList()), NOW);
    }

    /// Somebody installs an image over the service port, until that has succeeded or failed.
    ///
    /// @param source the image's file when all is sent
    Outcome install(FirmwareImage verified, PortInstaller.Source source) {
        Outcome outcome = new Outcome();
        Signal ended = world.tasks("engineer").signal("ended");
        TestLine line = new TestLine(cable.a(), world.time());
        PortInstaller installer =
                new PortInstaller(line, Optional.of(PASSWORD), outcome.progress::add);
        world.tasks("engineer")
                .start(
                        "updater",
                        () -> {
                            try {
                                outcome.installed =
                                        Optional.of(installer.install(verified, source));
                            } catch (RefusedException refused) {
                                outcome.refusal = Optional.of(refused);
                            } catch (IOException failed) {
                                outcome.failure = Optional.of(failed);
                            }
                            ended.raise();
                        });
        assertThat(world.runUntil(ended, PATIENCE)).as("ended").isTrue();
        return outcome;
    }

    Outcome install(FirmwareImage image) {
        return install(image, image::bytes);
    }

    /// Somebody without the updater's checks sends an image and has it installed.
    ///
    /// @return the unit's last answer
    String sendUnchecked(byte[] image) {
        AtomicReference<String> answer = new AtomicReference<>("none");
        Signal ended = world.tasks("engineer").signal("ended");
        world.tasks("engineer")
                .start(
                        "sender",
                        () -> {
                            answer.set(
                                    new UncheckedSender(new TestLine(cable.a(), world.time()))
                                            .send(image));
                            ended.raise();
                        });
        assertThat(world.runUntil(ended, PATIENCE)).as("ended").isTrue();
        return answer.get();
    }

    /// Somebody types a command of the updater's, with the cable in any port that it names.
    ///
    /// @param plugged done when the port is opened
    Typed type(Runnable plugged, String... words) {
        return type(
                whole -> {
                    plugged.run();
                    return whole;
                },
                words);
    }

    /// The same with another cable.
    ///
    /// @param exchange makes it of the one that is there
    Typed type(UnaryOperator<Line> exchange, String... words) {
        AtomicReference<Typed> typed = new AtomicReference<>();
        Signal ended = world.tasks("engineer").signal("ended");
        ByteLink staying = new FusedLink(cable.a(), new FusedLink.Fuse(() -> {}));
        Computer computer =
                new Computer(
                        Clock.fixed(world.time().now(), ZoneOffset.UTC),
                        (name, speed) -> exchange.apply(new TestLine(staying, world.time())),
                        false);
        world.tasks("engineer")
                .start(
                        "updater",
                        () -> {
                            typed.set(type(computer, text -> {}, words));
                            ended.raise();
                        });
        assertThat(world.runUntil(ended, PATIENCE)).as("ended").isTrue();
        return typed.get();
    }

    /// The same for a command that needs no port.
    ///
    /// @param shown hears what comes on stderr
    static Typed type(Computer computer, Consumer<String> shown, String... words) {
        StringWriter out = new StringWriter();
        StringWriter err =
                new StringWriter() {
                    @Override
                    public void write(String text, int offset, int length) {
                        super.write(text, offset, length);
                        shown.accept(text);
                    }
                };
        int code =
                Main.run(computer, new PrintWriter(out, true), new PrintWriter(err, true), words);
        return new Typed(code, out.toString(), err.toString());
    }

    /// What a command has said.
    record Typed(int code, String out, String err) {}

    /// What the updater came to.
    static final class Outcome {
        Optional<Installed> installed = Optional.empty();
        Optional<RefusedException> refusal = Optional.empty();
        Optional<IOException> failure = Optional.empty();
        final List<Integer> progress = new ArrayList<>();
    }

    /// The image that starts, read from flash; sound, or this fails.
    byte[] starting() {
        return starting(flash);
    }

    static byte[] starting(SimulatedFlash flash) {
        Slots slots = Slots.open(flash, UNHEARD, SignedImages.BOARD.kind()).orElseThrow();
        Slot start = slots.table().start().orElseThrow();
        assertThat(slots.content(start)).isInstanceOf(SlotContent.Sound.class);
        return ((SlotContent.Sound) slots.content(start)).file();
    }

    void requireTheAlarm() {
        requireTheAlarm(flash);
    }

    static void requireTheAlarm(SimulatedFlash flash) {
        Storage storage = Storage.open(flash, UNHEARD, StorageLimits.standard());
        assertThat(storage.outbox().open()).extracting(Entry::id).containsExactly("alarm-1");
    }

    @Override
    public void close() {
        world.close();
    }

    private void lose() {
        power.cut("test");
        powerLost.raise();
    }

    private void restorePower() {
        while (true) {
            while (power.isOn()) {
                powerLost.await(Deadline.never());
            }
            world.tasks("mains").sleepUntil(world.time().after(WITHOUT_POWER));
            flash.powerOn();
            power = world.powerDomain("unit");
            boot();
        }
    }

    private void boot() {
        boots++;
        PowerDomain domain = power;
        domain.tasks().start("boot", () -> live(board(domain)));
    }

    private void live(Board board) {
        starting();
        requireTheAlarm();
        SequencedMap<String, Slots> slots = TransferDesk.open(board);
        FirmwareOrder order =
                new FirmwareOrder(
                        new TransferDesk(
                                board,
                                slots,
                                () ->
                                        new TransferDesk.Wariness(
                                                keys, TransferDesk.STANDARD_LOWEST_MILLIVOLTS),
                                Optional.empty()));
        ServicePort.start(
                new Console(new OrderBook(List.of(order)), "mast-1", () -> Optional.of(VERIFIER)),
                () -> new FusedLink(cable.b(), fuse),
                ServiceMemory.open(board.flash(), board.journal()),
                board);
    }

    private static KeyList keys() {
        try {
            return KeyList.read(SignedImages.keyList());
        } catch (Exception unusable) {
            throw new AssertionError(unusable);
        }
    }

    private Board board(PowerDomain domain) {
        return new SimulatedBoard(
                world.time(),
                domain.tasks(),
                world.randomness("unit"),
                world.journal("unit"),
                flash,
                new SimulatedPorts(),
                internet,
                Board.ModulePower.NONE,
                () -> supplyMillivolts);
    }
}
