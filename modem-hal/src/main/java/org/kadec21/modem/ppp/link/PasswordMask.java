package org.kadec21.modem.ppp.link;

import java.util.Arrays;

/// Makes passwords in PPP packets unreadable for those who look on. Only PAP sends one (RFC 1334
/// 2.2.1); the answer of CHAP holds a hash of it, which does not give a good password away.
public final class PasswordMask {

    private static final int REQUEST = 1;
    private static final int HEAD = 4;

    /// Where a Protocol-Reject (RFC 1661 5.7) holds the packet it returns: behind its head and the
    /// protocol.
    private static final int RETURNED = 6;

    private PasswordMask() {}

    /// What may be seen of a packet: a request of PAP comes with its password made unreadable, also
    /// when it comes back in a peer's Protocol-Reject.
    ///
    /// @param protocol its protocol field, uncompressed
    /// @return the same array where there is nothing to hide
    public static byte[] shown(int protocol, byte[] body) {
        return switch (protocol) {
            case Protocol.PAP -> isRequest(body) ? masked(body, password(body)) : body;
            case Protocol.LCP -> returnsLogin(body) ? masked(body, RETURNED) : body;
            default -> body;
        };
    }

    private static boolean isRequest(byte[] body) {
        return body.length > HEAD && body[0] == REQUEST;
    }

    /// Behind the name: two fields, each behind its length.
    private static int password(byte[] body) {
        return HEAD + 1 + (body[HEAD] & 0xff) + 1;
    }

    private static boolean returnsLogin(byte[] body) {
        return body.length > RETURNED
                && body[0] == ControlPacket.PROTOCOL_REJECT
                && ControlPacket.number(body, HEAD) == Protocol.PAP;
    }

    private static byte[] masked(byte[] body, int from) {
        byte[] shown = body.clone();
        if (from < shown.length) {
            Arrays.fill(shown, from, shown.length, (byte) '*');
        }
        return shown;
    }
}
