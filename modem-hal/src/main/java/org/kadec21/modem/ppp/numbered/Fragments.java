package org.kadec21.modem.ppp.numbered;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Cuts packets into pieces, and puts those of the other end together: the fragments of PPP
/// Multilink (RFC 1990 3) on one link, with numbers of 12 bits:
///
/// ```
///   B E 0 0  number, 4 bits | number, 8 bits | a part of the packet      B first, E last
/// ```
///
/// Numbered frames come in sequence. A number that is missing, or comes twice, tells that the link
/// has begun anew in between; the packet it belongs to is dropped.
public final class Fragments {

    /// Bytes of a packet that is put together, and its protocol.
    static final int MOST_BYTES = 2048;

    private static final int FIRST = 0x80;
    private static final int LAST = 0x40;
    private static final int NUMBERS = 0x1000;
    private static final int HEAD = 2;

    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
    private int nextOut;
    private int nextIn;
    private boolean open;

    /// The fragments of a packet.
    ///
    /// @param packet its protocol and what follows it
    /// @param size bytes of it in each fragment, at least 1
    public List<byte[]> of(byte[] packet, int size) {
        List<byte[]> fragments = new ArrayList<>();
        for (int at = 0; at < packet.length; at += size) {
            int end = Math.min(packet.length, at + size);
            int flags = (at == 0 ? FIRST : 0) | (end == packet.length ? LAST : 0);
            byte[] fragment = new byte[HEAD + end - at];
            fragment[0] = (byte) (flags | nextOut >>> 8);
            fragment[1] = (byte) nextOut;
            System.arraycopy(packet, at, fragment, HEAD, end - at);
            nextOut = (nextOut + 1) % NUMBERS;
            fragments.add(fragment);
        }
        return fragments;
    }

    /// A fragment came.
    ///
    /// @return the packet that it completes
    public Optional<byte[]> take(byte[] fragment) {
        if (fragment.length < HEAD) {
            return Optional.empty();
        }
        int number = (fragment[0] & 0x0f) << 8 | (fragment[1] & 0xff);
        boolean first = (fragment[0] & FIRST) != 0;
        int behind = nextIn - number & NUMBERS - 1;
        if (behind > 0 && behind <= Limits.MODULO) {
            return Optional.empty();
        }
        open = first || (open && number == nextIn);
        nextIn = (number + 1) % NUMBERS;
        if (first) {
            parts.reset();
        }
        boolean fits = parts.size() + fragment.length - HEAD <= MOST_BYTES;
        open &= fits;
        if (!open) {
            return Optional.empty();
        }
        parts.writeBytes(Arrays.copyOfRange(fragment, HEAD, fragment.length));
        if ((fragment[0] & LAST) == 0) {
            return Optional.empty();
        }
        open = false;
        return Optional.of(parts.toByteArray());
    }
}
