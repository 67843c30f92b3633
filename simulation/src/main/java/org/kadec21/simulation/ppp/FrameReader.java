package org.kadec21.simulation.ppp;

import java.util.Arrays;
import java.util.Optional;

/// Finds the frames in the bytes of a line (RFC 1662 4): what is no whole frame with a right check
/// sequence is dropped without a word. Never keeps more than one frame.
public final class FrameReader {

    /// Longest frame kept, without its escapes; longer ones are dropped. The default maximum of
    /// 1500 bytes (RFC 1661 6.1) and as much again, for a host that agrees to more than it keeps.
    public static final int MAX_FRAME = 3000;

    private final byte[] content = new byte[MAX_FRAME];
    private int size;
    private boolean escaped;
    private boolean spoilt;
    private int dropped;
    private int length;
    private boolean numbered;

    /// Takes a byte.
    ///
    /// @return the frame that ends with it
    public Optional<Frame> take(byte b) {
        int octet = b & 0xFF;
        if (octet == FrameShape.FLAG) {
            return end();
        }
        if (octet == FrameShape.ESCAPE) {
            escaped = true;
        } else {
            add(escaped ? octet ^ FrameShape.FLIP : octet);
            escaped = false;
        }
        return Optional.empty();
    }

    /// Frames that were dropped, empty ones between two flags not counted.
    public int dropped() {
        return dropped;
    }

    /// Length of the last frame, whether it was dropped or not, check sequence included.
    int length() {
        return length;
    }

    /// Whether frames are those of numbered mode, but for those with the address for all (RFC 1663
    /// 3).
    void number(boolean whether) {
        numbered = whether;
    }

    private void add(int octet) {
        if (size == MAX_FRAME) {
            spoilt = true;
        } else {
            content[size++] = (byte) octet;
        }
    }

    /// An escape right before the flag spoils the frame by intention (RFC 1662 4.3).
    private Optional<Frame> end() {
        boolean good = !escaped && !spoilt && CheckSequence.isGood(content, size);
        Optional<Frame> frame = good ? parse(size - CheckSequence.BYTES) : Optional.empty();
        if (frame.isEmpty() && size > 0) {
            dropped++;
        }
        length = size;
        size = 0;
        escaped = false;
        spoilt = false;
        return frame;
    }

    /// The packet behind its protocol, as it goes in numbered mode.
    static Optional<Frame> packet(byte[] bytes) {
        int width = bytes.length > 0 && (bytes[0] & 1) == 1 ? 1 : 2;
        if (bytes.length < width) {
            return Optional.empty();
        }
        int protocol = width == 1 ? bytes[0] & 0xFF : (bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF);
        return Optional.of(new Frame(protocol, Arrays.copyOfRange(bytes, width, bytes.length)));
    }

    private Optional<Frame> parse(int length) {
        if (numbered && length >= 2 && !hasAddress(length)) {
            return Optional.of(new Frame(Frame.NUMBERED, Arrays.copyOf(content, length)));
        }
        int at = hasAddress(length) ? 2 : 0;
        if (at == length) {
            return Optional.empty();
        }
        int protocol = content[at++] & 0xFF;
        if ((protocol & 1) == 0) {
            if (at == length) {
                return Optional.empty();
            }
            protocol = protocol << 8 | (content[at++] & 0xFF);
        }
        return (protocol & 1) == 0
                ? Optional.empty()
                : Optional.of(new Frame(protocol, Arrays.copyOfRange(content, at, length)));
    }

    private boolean hasAddress(int length) {
        return length >= 2
                && (content[0] & 0xFF) == FrameShape.ADDRESS
                && content[1] == FrameShape.CONTROL;
    }
}
