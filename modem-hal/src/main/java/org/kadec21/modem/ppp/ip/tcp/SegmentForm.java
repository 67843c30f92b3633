package org.kadec21.modem.ppp.ip.tcp;

import org.kadec21.modem.ppp.ip.packet.TcpSegment;
import org.kadec21.modem.ppp.ip.packet.TcpSegment.Flag;

import java.util.OptionalInt;
import java.util.Set;

/// How the segments of one connection look.
///
/// @param mss what this side says to take, bytes
record SegmentForm(int localPort, int remotePort, int mss) {

    private static final byte[] NOTHING = {};

    /// The first of all, which can acknowledge nothing yet.
    TcpSegment syn(int sequence) {
        Set<Flag> flags = TcpSegment.flags(Flag.SYN);
        OptionalInt takes = OptionalInt.of(mss);
        return segment(sequence, 0, flags, Limits.RECEIVE_BUFFER, takes, NOTHING);
    }

    TcpSegment carrying(SendSide.Piece piece, int acknowledged, int window) {
        Set<Flag> flags = TcpSegment.flags(Flag.ACK);
        if (piece.syn()) {
            flags.add(Flag.SYN);
        }
        if (piece.push()) {
            flags.add(Flag.PSH);
        }
        if (piece.fin()) {
            flags.add(Flag.FIN);
        }
        OptionalInt takes = piece.syn() ? OptionalInt.of(mss) : OptionalInt.empty();
        return segment(piece.sequence(), acknowledged, flags, window, takes, piece.payload());
    }

    TcpSegment acknowledgement(int sequence, int acknowledged, int window) {
        Set<Flag> flags = TcpSegment.flags(Flag.ACK);
        return segment(sequence, acknowledged, flags, window, OptionalInt.empty(), NOTHING);
    }

    /// Ends the connection.
    TcpSegment reset(int sequence, int acknowledged) {
        Set<Flag> flags = TcpSegment.flags(Flag.RST, Flag.ACK);
        return segment(sequence, acknowledged, flags, 0, OptionalInt.empty(), NOTHING);
    }

    /// Answers somebody who acknowledges what was never sent.
    TcpSegment reset(int sequence) {
        Set<Flag> flags = TcpSegment.flags(Flag.RST);
        return segment(sequence, 0, flags, 0, OptionalInt.empty(), NOTHING);
    }

    private TcpSegment segment(
            int sequence,
            int acknowledged,
            Set<Flag> flags,
            int window,
            OptionalInt takes,
            byte[] payload) {
        return new TcpSegment(
                localPort, remotePort, sequence, acknowledged, flags, window, takes, payload);
    }
}
