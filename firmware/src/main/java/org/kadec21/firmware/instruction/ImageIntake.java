package org.kadec21.firmware.instruction;

import org.kadec21.firmware.instruction.ImageLedger.Coming;
import org.kadec21.firmware.mail.ReportPost;
import org.kadec21.firmware.notice.Notices;
import org.kadec21.firmware.store.StateStore;
import org.kadec21.firmware.transfer.PartialImage;
import org.kadec21.firmware.transfer.TransferDesk;
import org.kadec21.firmware.update.Slots;

import java.time.Instant;
import java.util.Optional;

/// What an image that comes by mail passes through: where its bytes lie and where they go, what is
/// written down of it, and who hears of it.
///
/// @param ledger of all instructions, whose numbers it shares
/// @param images how far it is
record ImageIntake(
        TransferDesk desk,
        Ledger ledger,
        ImageLedger images,
        ImageReports reports,
        Notices notices) {

    static ImageIntake of(
            TransferDesk desk, StateStore state, Ledger ledger, ReportPost post, Notices notices) {
        ImageLedger images = new ImageLedger(state, ledger);
        return new ImageIntake(desk, ledger, images, new ImageReports(images, post), notices);
    }

    PartialImage partial() {
        return desk.partial();
    }

    /// What is on flash of an image, where it came by mail.
    Optional<Coming> arriving() {
        return Coming.arriving(partial());
    }

    /// The slots of a kind of board, where the unit has such a one.
    Optional<Slots> slots(String kind) {
        return Optional.ofNullable(desk.slots().get(kind));
    }

    Instant now() {
        return desk.board().time().now();
    }

    void journal(String event, Object... fields) {
        desk.board().journal().event(event, fields);
    }

    /// Something stands in the image's way that may be gone at the next look.
    ///
    /// @param what the whole of it, or a part
    void waits(String what, int sequence, String reason) {
        notices.trouble(what + " waits: " + reason);
        reports.waits(sequence, reason);
    }
}
