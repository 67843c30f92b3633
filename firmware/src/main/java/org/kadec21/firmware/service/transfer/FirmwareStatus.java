package org.kadec21.firmware.service.transfer;

import org.kadec21.firmware.transfer.Announcement;
import org.kadec21.firmware.transfer.PartialImage;
import org.kadec21.firmware.transfer.TransferDesk;
import org.kadec21.firmware.update.Slot;
import org.kadec21.firmware.update.SlotContent;
import org.kadec21.firmware.update.SlotImage;
import org.kadec21.firmware.update.SlotTable;
import org.kadec21.firmware.update.Slots;

import java.util.ArrayList;
import java.util.List;

/// What a sender has to know before it sends, a line for each thing: a word, then names and values
/// by turns.
final class FirmwareStatus {

    private final TransferDesk desk;
    private final PartialImage partial;

    FirmwareStatus(TransferDesk desk) {
        this.desk = desk;
        this.partial = desk.partial();
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("transfer 1");
        lines.add(
                "supply "
                        + desk.board().supply().millivolts()
                        + " lowest "
                        + desk.lowestMillivolts());
        desk.slots().forEach((kind, slots) -> addBoard(lines, kind, slots));
        partial.image().ifPresent(image -> lines.add(kept(image)));
        return List.copyOf(lines);
    }

    private static void addBoard(List<String> lines, String kind, Slots slots) {
        SlotTable table = slots.table();
        lines.add(
                "board "
                        + table.board()
                        + " module "
                        + table.module()
                        + " boot-loader "
                        + table.bootLoader()
                        + " rollback-index "
                        + table.rollbackIndex()
                        + " next "
                        + slots.target().word());
        for (Slot slot : Slot.values()) {
            String state = table.in(slot).map(image -> image(image, slots, slot)).orElse("empty");
            lines.add("slot " + kind + " " + slot.word() + " " + state);
        }
    }

    private static String image(SlotImage image, Slots slots, Slot slot) {
        boolean starts = slots.table().start().filter(slot::equals).isPresent();
        boolean sound = slots.content(slot) instanceof SlotContent.Sound;
        return "version "
                + image.version()
                + " rollback-index "
                + image.rollbackIndex()
                + " bytes "
                + image.length()
                + " sha256 "
                + image.sha256()
                + (image.confirmed() ? " confirmed" : "")
                + (starts ? " starts" : "")
                + (sound ? "" : " damaged");
    }

    /// A sender can go on with what came over the service port, and with nothing else.
    private String kept(Announcement image) {
        String what =
                image.board()
                        + " bytes "
                        + image.bytes()
                        + " sha256 "
                        + image.sha256()
                        + " length "
                        + partial.length();
        return switch (image.way()) {
            case Announcement.Way.Port _ -> "kept " + what + " prefix " + partial.sha256();
            case Announcement.Way.Mail mail ->
                    "by-mail " + what + " instruction " + mail.sequence();
        };
    }
}
