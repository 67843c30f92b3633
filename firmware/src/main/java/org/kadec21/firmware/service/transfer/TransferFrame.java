package org.kadec21.firmware.service.transfer;

import org.kadec21.firmware.store.Frame;
import org.kadec21.firmware.store.MalformedValueException;
import org.kadec21.firmware.store.ValueReader;
import org.kadec21.firmware.store.ValueWriter;

import java.util.Optional;

/// The frames of a file of kind 6 (`docs/flash-layout.md`).
sealed interface TransferFrame {

    int ANNOUNCED = 1;
    int PART = 2;

    /// The first frame: what is to come.
    record Announced(Announcement image) implements TransferFrame {

        @Override
        public Frame encode() {
            return new Frame(
                    ANNOUNCED,
                    new ValueWriter()
                            .text(image.board())
                            .i32(image.bytes())
                            .text(image.sha256())
                            .instant(image.begun())
                            .toBytes());
        }
    }

    /// The next bytes.
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
                                        new Announcement(
                                                in.text(), in.i32(), in.text(), in.instant())));
                case PART -> Optional.of(new Part(in.i32(), in.bytes()));
                default -> Optional.empty();
            };
        } catch (MalformedValueException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
