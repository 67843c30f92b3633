package org.kadec21.worlds;

import org.kadec21.bench.check.MailboxCheck.Verdict;
import org.kadec21.bench.run.MailboxInspection;
import org.kadec21.bench.world.UnitWorld;
import org.kadec21.bench.world.WorldSetup;
import org.kadec21.firmware.boot.Images;
import org.kadec21.firmware.boot.Unit;
import org.kadec21.firmware.config.UnitBinder;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.notice.Notices;
import org.kadec21.firmware.sensor.Pacing;
import org.kadec21.firmware.service.ServicedUnit;
import org.kadec21.firmware.settings.Change;
import org.kadec21.firmware.settings.SettingPath;
import org.kadec21.firmware.settings.Settings;
import org.kadec21.firmware.settings.SettingsStore;
import org.kadec21.firmware.settings.UnitDocument;
import org.kadec21.firmware.update.SendingRules;
import org.kadec21.firmware.update.SlotTable;
import org.kadec21.firmware.update.Slots;
import org.kadec21.hal.Board;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.mailbox.MailboxException;
import org.kadec21.mailbox.ReceivedMail;
import org.kadec21.simulation.flash.SimulatedFlash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A whole unit that boots the images in its slots, reads one file with all of them, and takes
/// settings; it boots again whenever it has lost its power.
final class ImagedUnit implements AutoCloseable {

    private static final Duration DARKNESS = Duration.ofMinutes(2);
    private static final Duration TRIAL = Duration.ofHours(12);

    final UnitWorld world;
    final List<String> journal = new ArrayList<>();
    final List<String> troubles = new ArrayList<>();
    private final Station station;
    private final UnitDocument written;
    private Optional<ServicedUnit> serviced = Optional.empty();

    /// @param setup its unit has an account at every server
    /// @param file the unit's file, as a text
    ImagedUnit(WorldSetup setup, Station station, String file) throws LinkException {
        this.station = station;
        world = new UnitWorld(setup.withListeners(journal::add, (at, direction, text) -> {}));
        written =
                new UnitDocument(
                        "unit.yaml",
                        file,
                        name -> new byte[0],
                        UnitBinder.reader(),
                        unit -> unit.withTrustAnchors(List.of(world.authority())));
    }

    void runFor(Duration span) {
        Deadline end = world.world().time().after(span);
        while (!world.world().time().isOver(end)) {
            if (!world.isPowered()) {
                world.world().runFor(DARKNESS);
                serviced = Optional.of(world.powerOn(this::boot));
            }
            world.runUntilPowerIsLost(
                    Duration.ofNanos(end.atNanos() - world.world().time().nanos()));
        }
    }

    /// Somebody sets something on site, and is sure of it.
    void set(String... placesAndValues) {
        Settings settings = serviced().settings().confirmed();
        for (int at = 0; at < placesAndValues.length; at += 2) {
            settings =
                    settings.with(
                            new Change.Put(
                                    new SettingPath(placesAndValues[at]), placesAndValues[at + 1]));
        }
        serviced().tryOut(settings, TRIAL);
        serviced().confirm();
    }

    /// What is done to its flash while it has no power.
    void visit(Consumer<SimulatedFlash> work) {
        if (world.isPowered()) {
            world.cutPower("the maker's visit");
        }
        if (!world.flash().isPowered()) {
            world.flash().powerOn();
        }
        work.accept(world.flash());
    }

    /// What it works by.
    UnitConfig config() {
        return serviced().config();
    }

    ServicedUnit serviced() {
        return serviced.orElseThrow();
    }

    /// The texts of the unit's reports in the reader's mailbox.
    List<String> reports() throws MailboxException {
        return world.readMailbox("watch@provider.test").stream()
                .filter(mail -> mail.header("X-Kadec21-Report").isPresent())
                .map(ReceivedMail::text)
                .toList();
    }

    Verdict verdict() throws MailboxException {
        return MailboxInspection.of(world, station.rows(world.config(), world.world().time().now()))
                .verdict();
    }

    SlotTable table() {
        return Slots.read(world.flash(), Images.COMMUNICATION).orElseThrow();
    }

    @Override
    public void close() {
        world.close();
    }

    private ServicedUnit boot(Board board) {
        SendingRules rules =
                SendingRules.of(written.asDelivered())
                        .objecting(image ->
                                written.objection(image, SettingsStore.listed(board.flash())));
        Images images = Images.powerOn(board, rules);
        Notices listener =
                new Notices() {
                    @Override
                    public void trouble(String line) {
                        troubles.add(line);
                    }
                };
        return ServicedUnit.boot(
                board,
                images.profile().map(written::readBy).orElse(written),
                (config, calling, settings) ->
                        Unit.boot(
                                world.wiring(
                                                board,
                                                config,
                                                images,
                                                station.sensors(config),
                                                Pacing.atRowTime(),
                                                listener)
                                        .changing(settings)),
                listener);
    }
}
