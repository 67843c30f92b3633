package org.kadec21.firmware.transfer;

import org.kadec21.firmware.store.Frame;
import org.kadec21.firmware.store.MalformedValueException;
import org.kadec21.firmware.store.ValueReader;
import org.kadec21.firmware.store.ValueWriter;

import java.util.Optional;

/// The frames of a file of kind 6 (`docs/flash-layout.md`).
sealed interface TransferFrame {

    int ANNOUNCED = 1;
    int PART = 2;
    int ANNOUNCED_BY_MAIL = 3;

    /// The first frame: what is to come.
    record Announced(Announcement image) implements TransferFrame {

        @Override
        public Frame encode() {
            ValueWriter out =
                    new ValueWriter()
                            .text(image.board())
                            .i32(image.bytes())
                            .text(image.sha256())
                            .instant(image.begun());
            return switch (image.way()) {
                case Announcement.Way.Port _ -> new Frame(ANNOUNCED, out.toBytes());
                case Announcement.Way.Mail mail ->
                        new Frame(
                                ANNOUNCED_BY_MAIL,
                                out.i32(mail.sequence())
                                        .instant(mail.expires())
                                        .i32(mail.partBytes())
                                        .toBytes());
            };
        }
    }

    /// Some of its bytes.
    ///
    /// @param offset of the first in the image
    record Part(int offset, byte[] bytes) implements TransferFrame {

        @Override
        public Frame encode() {
            return new Frame(PART, new ValueWriter().i32(offset).bytes(bytes).toBytes());
        }
    }

    Frame encode();

    /// Empty for a frame of a type, or with a content, that this image does not know.
    static Optional<TransferFrame> decode(Frame frame) {
        ValueReader in = new ValueReader(frame.value());
        try {
            return switch (frame.type()) {
                case ANNOUNCED ->
                        Optional.of(
                                new Announced(
                                        Announcement.overPort(
                                                in.text(), in.i32(), in.text(), in.instant())));
                case ANNOUNCED_BY_MAIL -> Optional.of(new Announced(byMail(in)));
                case PART -> Optional.of(new Part(in.i32(), in.bytes()));
                default -> Optional.empty();
            };
        } catch (MalformedValueException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static Announcement byMail(ValueReader in) throws MalformedValueException {
        String board = in.text();
        int bytes = in.i32();
        Announcement announced =
                new Announcement(
                        board,
                        bytes,
                        in.text(),
                        in.instant(),
                        new Announcement.Way.Mail(in.i32(), in.instant(), in.i32()));
        new Parts(bytes, ((Announcement.Way.Mail) announced.way()).partBytes());
        return announced;
    }
}
