package org.kadec21.firmware.boot;

import org.kadec21.firmware.config.FirmwareProfile;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.update.BoardRevision;
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
import org.kadec21.hal.Watchdog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The images that a unit's boards have started.
///
/// @param loaders those that watch them, one for each board that has slots
/// @param communication the image of the communication board, which decides how the unit submits;
///   empty when it runs the code of its base
/// @param base the image that brings libraries; empty when they are the build's
public record Images(
        List<BootLoader> loaders,
        Optional<Choice.Image> communication,
        Optional<Choice.Image> base) {

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
        board.watchdog()
                .filter(Watchdog::hasBitten)
                .ifPresent(watchdog ->
                        bitten(board.flash(), board.journal(), board.time(), watchdog.patience()));
        return powerOn(board.flash(), board.journal(), board.time(), rules);
    }

    /// A watchdog ended what the communication board ran.
    ///
    /// @param patience how long it had been silent
    public static void bitten(Flash flash, Journal journal, Time time, Duration patience) {
        Slots.open(flash, journal, COMMUNICATION)
                .ifPresent(slots ->
                        BootLoader.of(slots, SendingRules.NONE, time, journal).bitten(patience));
    }

    /// The same for a boot loader that has nothing but the flash.
    ///
    /// @param rules which images could send
    public static Images powerOn(Flash flash, Journal journal, Time time, SendingRules rules) {
        List<BootLoader> loaders = new ArrayList<>();
        Optional<Choice.Image> communication = Optional.empty();
        Optional<Choice.Image> base = Optional.empty();
        for (String kind : Slots.kinds(flash)) {
            Optional<Slots> slots = Slots.open(flash, journal, kind);
            if (slots.isPresent()) {
                BootLoader loader =
                        BootLoader.of(slots.get(), rulesFor(kind, rules), time, journal);
                Choice choice = loader.powerOn();
                loaders.add(loader);
                if (kind.equals(COMMUNICATION) && choice instanceof Choice.Image image) {
                    communication = Optional.of(image);
                }
                if (kind.equals(BoardRevision.BASE) && choice instanceof Choice.Image image) {
                    base = Optional.of(image);
                }
            }
        }
        return new Images(loaders, communication, base);
    }

    /// Those that another process has powered on.
    ///
    /// @param started the slot of the communication board that runs; empty when the code of the
    ///   base does
    public static Images running(Board board, SendingRules rules, Optional<Slot> started) {
        List<BootLoader> loaders = new ArrayList<>();
        for (String kind : Slots.kinds(board.flash())) {
            Slots.open(board.flash(), board.journal(), kind)
                    .map(slots -> watching(slots, board, rules, kind, started))
                    .ifPresent(loaders::add);
        }
        return new Images(loaders, Optional.empty(), Optional.empty());
    }

    private static BootLoader watching(
            Slots slots, Board board, SendingRules rules, String kind, Optional<Slot> started) {
        Optional<Slot> slot = kind.equals(COMMUNICATION) ? started : slots.table().start();
        return BootLoader.watching(
                slots, rulesFor(kind, rules), board.time(), board.journal(), slot);
    }

    /// Libraries neither submit nor read a configuration.
    private static SendingRules rulesFor(String kind, SendingRules rules) {
        return kind.equals(BoardRevision.BASE) ? SendingRules.NONE.trusting(rules.keys()) : rules;
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
