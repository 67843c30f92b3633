package org.kadec21.simulation.module.fault;

import java.util.Arrays;
import java.util.List;

/// A line that damages what crosses it: in the bytes of a call one is changed, lost or added.
final class CallNoise extends CallFault {

    private final List<String> kinds;

    CallNoise(FaultOrder order, Circumstances circumstances) {
        super(order, circumstances);
        kinds = order.words("kinds");
    }

    @Override
    public byte[] towardsHost(byte[] frame) {
        return noisy(frame);
    }

    @Override
    public byte[] fromHost(byte[] bytes) {
        return noisy(bytes);
    }

    private byte[] noisy(byte[] bytes) {
        if (bytes.length == 0 || !strikes()) {
            return bytes;
        }
        int at = circumstances().chance().nextInt(bytes.length);
        byte[] head = Arrays.copyOf(bytes, at);
        byte[] tail = Arrays.copyOfRange(bytes, at + 1, bytes.length);
        byte other = (byte) circumstances().chance().nextInt();
        return switch (circumstances().oneOf(kinds)) {
            case "change" -> Octets.joined(head, new byte[] {other}, tail);
            case "loss" -> Octets.joined(head, tail);
            default -> Octets.joined(head, new byte[] {bytes[at], other}, tail);
        };
    }
}
