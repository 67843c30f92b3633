package org.kadec21.simulation.module.fault;

import org.kadec21.simulation.ppp.FrameShape;

import java.util.Arrays;
import java.util.List;

/// Frames that no network should send come between the others: longer than anybody takes, without
/// their end, or of a protocol that nobody has agreed upon.
final class OddFrames extends CallFault {

    /// Longer than the 2048 bytes that hosts keep at most, with a check sequence that is right.
    private static final int OVERSIZED = 3000;

    private static final int IP = 0x0021;

    /// AppleTalk (RFC 1378): as good as any that a host does not know.
    private static final int UNKNOWN = 0x0029;

    private static final byte FLAG = 0x7E;

    private final List<String> kinds;

    OddFrames(FaultOrder order, Circumstances circumstances) {
        super(order, circumstances);
        kinds = order.words("kinds");
    }

    @Override
    public byte[] towardsHost(byte[] frame) {
        if (!strikes()) {
            return frame;
        }
        return switch (circumstances().oneOf(kinds)) {
            case "oversized" ->
                    Octets.joined(FrameShape.UNNEGOTIATED.write(IP, letters(OVERSIZED)), frame);
            case "truncated" -> Octets.joined(half(frame), new byte[] {FLAG});
            default -> Octets.joined(FrameShape.UNNEGOTIATED.write(UNKNOWN, letters(9)), frame);
        };
    }

    private static byte[] half(byte[] frame) {
        return Arrays.copyOf(frame, frame.length / 2);
    }

    private static byte[] letters(int count) {
        byte[] letters = new byte[count];
        Arrays.fill(letters, (byte) 'x');
        return letters;
    }
}
