package org.kadec21.updater.port;

import org.kadec21.updater.flash.Slot;
import org.kadec21.updater.flash.SlotImage;
import org.kadec21.updater.flash.SlotTable;
import org.kadec21.updater.image.Declaration;
import org.kadec21.updater.image.FirmwareImage;
import org.kadec21.updater.image.RefusedException;
import org.kadec21.updater.image.RefusedException.Reason;
import org.kadec21.updater.image.Sha256;
import org.kadec21.updater.port.LineException.Blame;

import java.util.List;
import java.util.Optional;

/// What a unit tells about itself before anything is written: the answer to `firmware status`.
///
/// @param supplyMillivolts what its supply shows
/// @param lowestMillivolts below it the unit takes nothing
/// @param boards its slot tables
/// @param kept the beginning of an image that it has
public record RemoteUnit(
        int supplyMillivolts, int lowestMillivolts, List<Board> boards, Optional<Kept> kept) {

    public RemoteUnit {
        boards = List.copyOf(boards);
    }

    /// A board.
    ///
    /// @param next the slot that the next image goes into
    /// @param damaged slots whose image is not what was installed
    public record Board(SlotTable table, Slot next, List<Slot> damaged) {

        public Board {
            damaged = List.copyOf(damaged);
        }

        /// Whether the slot that starts holds exactly this image.
        public boolean starts(FirmwareImage image) {
            return table.start()
                    .filter(slot -> !damaged.contains(slot))
                    .flatMap(table::in)
                    .map(SlotImage::sha256)
                    .filter(Sha256.hex(image.bytes())::equals)
                    .isPresent();
        }
    }

    /// The beginning of an image.
    ///
    /// @param bytes of the whole image
    /// @param sha256 of the whole image
    /// @param length how many of its bytes are there
    /// @param prefix SHA-256 of those
    public record Kept(String board, int bytes, String sha256, int length, String prefix) {}

    /// The board that an image is for; any board when the unit has no such one, so that the refusal
    /// can name it.
    ///
    /// @throws LineException when the unit was never prepared
    Board board(Declaration image) throws LineException {
        String wanted = image.boards().get(0).replaceFirst("/.*", "");
        return boards.stream()
                .filter(board -> board.table().kind().equals(wanted))
                .findFirst()
                .or(() -> boards.stream().findFirst())
                .orElseThrow(() ->
                        new LineException(
                                Blame.CONFIGURATION,
                                "expected a slot table on the unit's flash, but there is none;"
                                        + " 'prepare' writes down which board and module the unit"
                                        + " has"));
    }

    void requireSupply() throws RefusedException {
        if (supplyMillivolts < lowestMillivolts) {
            throw new RefusedException(
                    Reason.BATTERY_LOW,
                    "expected a supply of at least "
                            + lowestMillivolts
                            + " mV, but the unit's shows "
                            + supplyMillivolts
                            + " mV: it might not last; charge or exchange the battery first");
        }
    }
}
