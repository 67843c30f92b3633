package org.kadec21.firmware.transfer;

import org.kadec21.firmware.update.Image;

import java.time.Duration;
import java.time.Instant;

/// An image that is to come.
///
/// @param board kind of board it is for
/// @param bytes of its file, 1 to [Image#MOST_BYTES]
/// @param sha256 of its file, 64 hexadecimal digits in lower case
/// @param begun when it was announced, by the unit's clock
/// @param way how it comes
public record Announcement(String board, int bytes, String sha256, Instant begun, Way way) {

    /// One that nobody has completed over the service port by then is thrown away: it takes room
    /// that records could have.
    public static final Duration KEPT = Duration.ofDays(7);

    /// The same for one that comes by mail, which takes days as it is.
    public static final Duration KEPT_BY_MAIL = Duration.ofDays(90);

    /// How an image comes.
    public sealed interface Way {

        /// Over the service port, from its first byte to its last.
        record Port() implements Way {}

        /// In signed parts, in any order.
        ///
        /// @param sequence number of the instruction that all parts share
        /// @param expires from then on it is not followed
        /// @param partBytes of each part but the last
        record Mail(int sequence, Instant expires, int partBytes) implements Way {}
    }

    public Announcement {
        if (bytes < 1 || bytes > Image.MOST_BYTES) {
            throw new IllegalArgumentException(
                    "an image has 1 to " + Image.MOST_BYTES + " bytes, not " + bytes);
        }
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("64 hexadecimal digits, not " + sha256);
        }
    }

    /// One that comes over the service port.
    public static Announcement overPort(String board, int bytes, String sha256, Instant begun) {
        return new Announcement(board, bytes, sha256, begun, new Way.Port());
    }

    /// Whether it is the same file for the same board.
    boolean isFor(String otherBoard, int otherBytes, String otherSha256) {
        return board.equals(otherBoard) && bytes == otherBytes && sha256.equals(otherSha256);
    }

    /// From when on nobody waits for the rest any more.
    public Instant keptUntil() {
        return switch (way) {
            case Way.Port _ -> begun.plus(KEPT);
            case Way.Mail mail -> {
                Instant longest = begun.plus(KEPT_BY_MAIL);
                yield mail.expires().isBefore(longest) ? mail.expires() : longest;
            }
        };
    }

    /// Whether `length` bytes at `offset` can be the next to arrive when so many are kept.
    boolean accepts(int offset, int length, int kept) {
        return switch (way) {
            case Way.Port _ -> offset == kept && length <= bytes - offset;
            case Way.Mail mail -> new Parts(bytes, mail.partBytes()).fits(offset, length);
        };
    }
}
