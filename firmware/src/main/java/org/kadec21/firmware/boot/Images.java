package org.kadec21.firmware.boot;

import org.kadec21.firmware.config.FirmwareProfile;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.update.BootLoader;
import org.kadec21.firmware.update.BootLoader.Choice;
import org.kadec21.firmware.update.BootState;
import org.kadec21.firmware.update.SendingRules;
import org.kadec21.firmware.update.Slot;
import org.kadec21.firmware.update.Slots;
import org.kadec21.hal.Board;
import org.kadec21.hal.Flash;
import org.kadec21.hal.Journal;
import org.kadec21.hal.Time;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The images that a unit's boards have started.
///
/// @param loaders those that watch them, one for each board that has slots
/// @param communication the image of the communication board, which decides how the unit submits;
///   empty when it runs the code of its base
public record Images(List<BootLoader> loaders, Optional<Choice.Image> communication) {

    /// The board whose image decides how a unit submits.
    public static final String COMMUNICATION = "communication";

    public Images {
        loaders = List.copyOf(loaders);
    }

    /// Powers every board on that has slots on the unit's flash.
    ///
    /// @param unit its file, for what it says of dates and providers
    public static Images powerOn(Board board, UnitConfig unit) {
        return powerOn(board, SendingRules.of(unit));
    }

    /// The same by rules of its own.
    public static Images powerOn(Board board, SendingRules rules) {
        return powerOn(board.flash(), board.journal(), board.time(), rules);
    }

    /// The same for a boot loader that has nothing but the flash.
    ///
    /// @param rules which images could send
    public static Images powerOn(Flash flash, Journal journal, Time time, SendingRules rules) {
        List<BootLoader> loaders = new ArrayList<>();
        Optional<Choice.Image> communication = Optional.empty();
        for (String kind : Slots.kinds(flash)) {
            Optional<Slots> slots = Slots.open(flash, journal, kind);
            if (slots.isPresent()) {
                BootLoader loader = BootLoader.of(slots.get(), rules, time, journal);
                Choice choice = loader.powerOn();
                loaders.add(loader);
                if (kind.equals(COMMUNICATION) && choice instanceof Choice.Image image) {
                    communication = Optional.of(image);
                }
            }
        }
        return new Images(loaders, communication);
    }

    /// Those that another process has powered on.
    ///
    /// @param started the slot of the communication board that runs
    public static Images running(Board board, SendingRules rules, Slot started) {
        List<BootLoader> loaders = new ArrayList<>();
        for (String kind : Slots.kinds(board.flash())) {
            Slots.open(board.flash(), board.journal(), kind)
                    .flatMap(slots -> watching(slots, board, rules, kind, started))
                    .ifPresent(loaders::add);
        }
        return new Images(loaders, Optional.empty());
    }

    private static Optional<BootLoader> watching(
            Slots slots, Board board, SendingRules rules, String kind, Slot started) {
        Optional<Slot> slot =
                kind.equals(COMMUNICATION) ? Optional.of(started) : slots.table().start();
        return slot.map(running ->
                BootLoader.watching(slots, rules, board.time(), board.journal(), running));
    }

    /// Whether an image runs that has failed its trial, for want of a better one.
    public boolean isStranded() {
        return loaders.stream().anyMatch(loader -> loader.state() instanceof BootState.Stranded);
    }

    /// How the unit behaves, if an image says so.
    public Optional<FirmwareProfile> profile() {
        return communication.map(image -> image.manifest().profile());
    }
}
