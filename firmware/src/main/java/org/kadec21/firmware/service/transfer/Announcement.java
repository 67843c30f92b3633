package org.kadec21.firmware.service.transfer;

import java.time.Instant;

/// An image that is to come.
///
/// @param board kind of board it is for
/// @param bytes of its file, 1 to [#MOST_BYTES]
/// @param sha256 of its file, 64 hexadecimal digits in lower case
/// @param begun when it was announced, by the unit's clock
public record Announcement(String board, int bytes, String sha256, Instant begun) {

    /// A longer file is no image (`docs/image-format.md`).
    public static final int MOST_BYTES = 16 << 20;

    public Announcement {
        if (bytes < 1 || bytes > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "an image has 1 to " + MOST_BYTES + " bytes, not " + bytes);
        }
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("64 hexadecimal digits, not " + sha256);
        }
    }

    /// Whether it is the same file for the same board.
    boolean isFor(String otherBoard, int otherBytes, String otherSha256) {
        return board.equals(otherBoard) && bytes == otherBytes && sha256.equals(otherSha256);
    }
}
