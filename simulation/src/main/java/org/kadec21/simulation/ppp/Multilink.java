package org.kadec21.simulation.ppp;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Packets in fragments with numbers of 12 bits (RFC 1990 3), over one link that keeps their order.
final class Multilink {

    private static final int BEGINS = 0x8000;
    private static final int ENDS = 0x4000;
    private static final int NUMBER = 0x0FFF;

    /// Longest packet that is put together.
    private static final int LONGEST = 2048;

    /// So far back a number is one that came before, when the link has begun anew.
    private static final int REPEATED = 8;

    private final ByteArrayOutputStream packet = new ByteArrayOutputStream();
    private int sent;
    private int expected;
    private boolean whole;

    /// @param size bytes in each fragment
    List<byte[]> cut(byte[] bytes, int size) {
        List<byte[]> fragments = new ArrayList<>();
        int from = 0;
        while (from < bytes.length) {
            int to = Math.min(from + size, bytes.length);
            int head = sent++ & NUMBER;
            head |= from == 0 ? BEGINS : 0;
            head |= to == bytes.length ? ENDS : 0;
            ByteArrayOutputStream fragment = new ByteArrayOutputStream(to - from + Short.BYTES);
            fragment.write(head >> 8);
            fragment.write(head);
            fragment.write(bytes, from, to - from);
            fragments.add(fragment.toByteArray());
            from = to;
        }
        return fragments;
    }

    /// The packet that ends with this fragment, when all of it has come.
    Optional<byte[]> join(byte[] fragment) {
        if (fragment.length < Short.BYTES) {
            return Optional.empty();
        }
        int head = (fragment[0] & 0xFF) << 8 | (fragment[1] & 0xFF);
        int number = head & NUMBER;
        int ago = expected - number & NUMBER;
        if (ago != 0 && ago <= REPEATED) {
            return Optional.empty();
        }
        if ((head & BEGINS) != 0) {
            packet.reset();
            whole = true;
        } else if (ago != 0) {
            whole = false;
        }
        expected = number + 1 & NUMBER;
        whole &= packet.size() + fragment.length <= LONGEST;
        if (whole) {
            packet.writeBytes(Arrays.copyOfRange(fragment, Short.BYTES, fragment.length));
        }
        boolean complete = whole && (head & ENDS) != 0;
        whole &= !complete;
        return complete ? Optional.of(packet.toByteArray()) : Optional.empty();
    }
}
