package org.kadec21.firmware.transfer;

import org.kadec21.firmware.alarm.AlarmRule;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.update.BootLoader;
import org.kadec21.firmware.update.KeyList;
import org.kadec21.firmware.update.Slots;
import org.kadec21.hal.Board;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;

/// What an image that arrives is held against, and where it goes.
///
/// @param board whose flash, clock and supply they are
/// @param slots of each kind of board, the ones that the boot loader uses as well
/// @param wariness asked at each order, since settings can change it while the unit runs
/// @param restart ends the unit so that its boot loader goes on; empty where nobody would start it
///   again
/// @param partial what has arrived so far
public record TransferDesk(
        Board board,
        SequencedMap<String, Slots> slots,
        Supplier<Wariness> wariness,
        Optional<Runnable> restart,
        PartialImage partial) {

    /// For a unit without an alarm rule for its supply: a lead-acid battery of 12 V that is empty,
    /// but for a few percent.
    public static final int STANDARD_LOWEST_MILLIVOLTS = 11_500;

    public TransferDesk {
        slots = new LinkedHashMap<>(slots);
    }

    /// The same with what the last boot left of an image that arrived.
    public TransferDesk(
            Board board,
            SequencedMap<String, Slots> slots,
            Supplier<Wariness> wariness,
            Optional<Runnable> restart) {
        this(
                board,
                slots,
                wariness,
                restart,
                PartialImage.recover(board.flash(), board.journal(), board.time().now()));
    }

    /// What a unit demands before it takes an image.
    ///
    /// @param keys whose images are taken; empty means nobody's
    /// @param lowestMillivolts of the supply: below it nothing is written
    public record Wariness(Optional<KeyList> keys, int lowestMillivolts) {

        /// As a unit's configuration has it.
        public static Wariness of(UnitConfig config) {
            return new Wariness(
                    config.updates().keys(), TransferDesk.lowestMillivolts(config.alarms()));
        }
    }

    /// The slots of all boards on a flash that nobody else has open.
    public static SequencedMap<String, Slots> open(Board board) {
        return open(board, List.of());
    }

    /// The same beside boot loaders that have some of them open: those are theirs, since two on one
    /// table would not see each other's changes.
    public static SequencedMap<String, Slots> open(Board board, List<BootLoader> loaders) {
        SequencedMap<String, Slots> slots = new LinkedHashMap<>();
        loaders.forEach(loader -> slots.put(loader.slots().table().board().kind(), loader.slots()));
        for (String kind : Slots.kinds(board.flash())) {
            if (!slots.containsKey(kind)) {
                Slots.open(board.flash(), board.journal(), kind)
                        .ifPresent(it -> slots.put(kind, it));
            }
        }
        return slots;
    }

    /// The supply that raises the unit's alarm is the one below which nothing is written.
    static int lowestMillivolts(List<AlarmRule> rules) {
        return rules.stream()
                .filter(AlarmRule.LowSupply.class::isInstance)
                .mapToInt(rule -> ((AlarmRule.LowSupply) rule).onsetMillivolts() + 1)
                .max()
                .orElse(STANDARD_LOWEST_MILLIVOLTS);
    }

    public Optional<KeyList> keys() {
        return wariness.get().keys();
    }

    public int lowestMillivolts() {
        return wariness.get().lowestMillivolts();
    }

    public boolean isSupplyTooLow() {
        return board.supply().millivolts() < lowestMillivolts();
    }
}
