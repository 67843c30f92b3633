package org.kadec21.firmware.boot;

import org.kadec21.firmware.comms.Submissions;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.instruction.UnitSettings;
import org.kadec21.firmware.notice.Notices;
import org.kadec21.firmware.sensor.Pacing;
import org.kadec21.firmware.sensor.Sensors;
import org.kadec21.firmware.transfer.TransferDesk;
import org.kadec21.firmware.update.BootLoader;
import org.kadec21.hal.Board;
import org.kadec21.modem.PinMemory;
import org.kadec21.modem.Uplink;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What a unit is put together from; each method that changes something makes another one.
@SuppressWarnings(
        "exports") // org.kadec21.modem is exported to those who put units together, on purpose
public final class Wiring {

    private final Board board;
    private final UnitConfig config;
    private final Sensors sensors;
    private final Pacing pacing;
    private final Function<PinMemory, Uplink> uplinks;
    private Submissions submissions;
    private Notices notices = Notices.NONE;
    private boolean callAtStart;
    private Optional<UnitSettings> settings = Optional.empty();
    private List<BootLoader> loaders = List.of();
    private Runnable restart = () -> {};
    private Optional<TransferDesk> images = Optional.empty();

    private Wiring(
            Board board,
            UnitConfig config,
            Sensors sensors,
            Pacing pacing,
            Function<PinMemory, Uplink> uplinks) {
        this.board = board;
        this.config = config;
        this.sensors = sensors;
        this.pacing = pacing;
        this.uplinks = uplinks;
        this.submissions = Submissions.bySmtp(board.time(), board.randomness());
    }

    private Wiring(Wiring same) {
        board = same.board;
        config = same.config;
        sensors = same.sensors;
        pacing = same.pacing;
        uplinks = same.uplinks;
        submissions = same.submissions;
        notices = same.notices;
        callAtStart = same.callAtStart;
        settings = same.settings;
        loaders = same.loaders;
        restart = same.restart;
        images = same.images;
    }

    /// A unit that submits by SMTP, tells nobody, and goes on air when it has something to send.
    ///
    /// @param uplinks makes the way onto the network, given the unit's memory of tried PINs
    public static Wiring of(
            Board board,
            UnitConfig config,
            Sensors sensors,
            Pacing pacing,
            Function<PinMemory, Uplink> uplinks) {
        return new Wiring(board, config, sensors, pacing, uplinks);
    }

    /// The same, with somebody listening.
    public Wiring telling(Notices listener) {
        Wiring changed = new Wiring(this);
        changed.notices = listener;
        return changed;
    }

    /// The same, with another way to submit.
    public Wiring through(Submissions others) {
        Wiring changed = new Wiring(this);
        changed.submissions = others;
        return changed;
    }

    /// The same, calling its server at once.
    public Wiring callingAtStart() {
        Wiring changed = new Wiring(this);
        changed.callAtStart = true;
        return changed;
    }

    /// The same, changing its configuration as instructions from afar want it.
    public Wiring changing(UnitSettings own) {
        Wiring changed = new Wiring(this);
        changed.settings = Optional.of(own);
        return changed;
    }

    /// The same, running images that boot loaders started.
    ///
    /// @param ending ends the unit, so that the boot loader goes on
    public Wiring startedBy(List<BootLoader> started, Runnable ending) {
        Wiring changed = new Wiring(this);
        changed.loaders = List.copyOf(started);
        changed.restart = ending;
        return changed;
    }

    /// The same, taking images by mail.
    ///
    /// @param desk where they go; the one that the service port uses, where there is one
    public Wiring takingImages(TransferDesk desk) {
        Wiring changed = new Wiring(this);
        changed.images = Optional.of(desk);
        return changed;
    }

    public Board board() {
        return board;
    }

    public UnitConfig config() {
        return config;
    }

    public Sensors sensors() {
        return sensors;
    }

    public Pacing pacing() {
        return pacing;
    }

    /// Makes the way onto the network, given the unit's memory of tried PINs.
    public Function<PinMemory, Uplink> uplinks() {
        return uplinks;
    }

    public Submissions submissions() {
        return submissions;
    }

    public Notices notices() {
        return notices;
    }

    /// Whether to go on air at once, to find out whether the way is clear.
    public boolean callAtStart() {
        return callAtStart;
    }

    /// How instructions from afar can change the configuration; without it none are fetched.
    public Optional<UnitSettings> settings() {
        return settings;
    }

    /// What started the images of the unit's boards, where one did.
    public List<BootLoader> loaders() {
        return loaders;
    }

    /// Ends the unit, so that its boot loader goes on.
    public Runnable restart() {
        return restart;
    }

    /// Where images go that come by mail; without it none are taken.
    public Optional<TransferDesk> images() {
        return images;
    }
}
