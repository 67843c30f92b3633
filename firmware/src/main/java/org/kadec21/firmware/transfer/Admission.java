package org.kadec21.firmware.transfer;

import org.kadec21.firmware.store.StorageLimits;
import org.kadec21.firmware.transfer.TransferRefusal.Kind;
import org.kadec21.firmware.update.Image;
import org.kadec21.hal.Flash;

import java.util.Optional;

/// Whether an image may begin to arrive, or go on.
public final class Admission {

    private static final int MILLE = 1000;

    private final TransferDesk desk;
    private final PartialImage partial;

    public Admission(TransferDesk desk) {
        this.desk = desk;
        this.partial = desk.partial();
    }

    /// Why it may not, if it may not.
    ///
    /// @param from where it goes on; empty or 0 begins anew
    public Optional<TransferRefusal> refusal(
            String board, int bytes, String sha256, Optional<Integer> from) {
        if (!desk.slots().containsKey(board)) {
            return Optional.of(noSuchBoard(board));
        }
        if (desk.keys().isEmpty()) {
            return Optional.of(withoutKeys());
        }
        if (bytes > Image.MOST_BYTES) {
            return refused(
                    Kind.MISTAKEN,
                    "expected an image of at most "
                            + Image.MOST_BYTES
                            + " bytes, but this one has "
                            + bytes
                            + "; it is no image");
        }
        if (desk.isSupplyTooLow()) {
            return refused(Kind.NOT_NOW, supplySentence(desk));
        }
        if (from.orElse(0) > 0) {
            return resumption(board, bytes, sha256, from.get());
        }
        return room(bytes);
    }

    /// Why a unit without a key list takes no image: sending one would be in vain.
    static TransferRefusal withoutKeys() {
        return new TransferRefusal(
                Kind.CONFIGURATION,
                "expected a key list to check the image by, but the unit's file names none; put"
                        + " 'update: {keys: FILE}' into it");
    }

    /// Why a unit without such a board takes no image for it.
    public TransferRefusal noSuchBoard(String board) {
        return new TransferRefusal(
                Kind.CONFIGURATION,
                desk.slots().isEmpty()
                        ? "expected a slot table, but this unit's flash has none; write down what"
                                + " the board is with the updater's 'prepare'"
                        : "expected one of the boards "
                                + String.join(", ", desk.slots().keySet())
                                + ", but came '"
                                + board
                                + "'");
    }

    /// Why nothing is written on this supply.
    static String supplySentence(TransferDesk desk) {
        return "battery-low: expected a supply of at least "
                + desk.lowestMillivolts()
                + " mV, but it shows "
                + desk.board().supply().millivolts()
                + " mV: it might not last; charge or exchange the battery first";
    }

    private Optional<TransferRefusal> resumption(String board, int bytes, String sha256, int from) {
        boolean same =
                partial.image()
                        .filter(image -> image.way() instanceof Announcement.Way.Port)
                        .filter(image -> image.isFor(board, bytes, sha256))
                        .isPresent();
        if (!same) {
            return refused(
                    Kind.MISTAKEN,
                    "expected the beginning of this image, but "
                            + partial.image()
                                    .map(image -> "what is kept is of another one, or came by mail")
                                    .orElse("nothing is kept")
                            + "; send it without 'from'");
        }
        return from == partial.length()
                ? Optional.empty()
                : refused(
                        Kind.MISTAKEN,
                        "expected to go on from "
                                + partial.length()
                                + ", but came from "
                                + from
                                + "; 'firmware status' tells what is kept");
    }

    /// The part that arrives, and the slot it is copied into, beside what alarms are promised.
    private Optional<TransferRefusal> room(int bytes) {
        Flash flash = desk.board().flash();
        StorageLimits limits = StorageLimits.standard();
        long reserved = (long) limits.alarmReserveBytes() + limits.housekeepingBytes();
        long wanted =
                reserved + bytes + (long) bytes * (MILLE + PartialImage.OVERHEAD_PER_MILLE) / MILLE;
        long free = flash.capacity().freeBytes() + partial.bytesOnFlash();
        return free >= wanted
                ? Optional.empty()
                : refused(
                        Kind.NOT_NOW,
                        "expected "
                                + wanted
                                + " bytes free to take the image and to install it, but the flash"
                                + " has "
                                + free
                                + "; let the unit send what waits, or remove quarantined files");
    }

    private static Optional<TransferRefusal> refused(Kind kind, String words) {
        return Optional.of(new TransferRefusal(kind, words));
    }
}
