package org.kadec21.simulation.module.core;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;

/// The far end of a PPP link as far as keeping it and ending it goes (RFC 1661 5): it asks for the
/// link, agrees to every configuration, answers echoes, and acknowledges the end. Other protocols
/// are taken and dropped.
final class LcpPeer {

    /// Longest frame kept; longer ones are dropped (RFC 1662: 1500 by default, and as much again
    /// for its head).
    private static final int MAX_FRAME = 3000;

    /// How often it asks (RFC 1661 4.6, Max-Configure).
    private static final int MAX_REQUESTS = 10;

    /// The one option asked for: a maximum of 1500 bytes a frame, which is the default (RFC 1661
    /// 6.1).
    private static final byte[] RECEIVE_UNIT = {1, 4, 0x05, (byte) 0xDC};

    private static final byte[] LCP = {(byte) 0xC0, 0x21};
    private static final int HEAD = 4;
    private static final int CONFIGURE_REQUEST = 1;
    private static final int CONFIGURE_ACK = 2;
    private static final int TERMINATE_REQUEST = 5;
    private static final int TERMINATE_ACK = 6;
    private static final int ECHO_REQUEST = 9;
    private static final int ECHO_REPLY = 10;

    private final ByteArrayOutputStream frame = new ByteArrayOutputStream();
    private boolean escaped;
    private boolean terminated;
    private boolean agreed;
    private int requests;

    /// A new link.
    void restart() {
        resume();
        agreed = false;
        requests = 0;
    }

    /// The same link, after the host was in command mode.
    void resume() {
        frame.reset();
        escaped = false;
        terminated = false;
    }

    /// What asks the host for the link, as it goes over the line; empty once the host has agreed,
    /// and when it was asked often enough.
    Optional<byte[]> request() {
        if (agreed || requests == MAX_REQUESTS) {
            return Optional.empty();
        }
        requests++;
        byte[] packet = new byte[HEAD + RECEIVE_UNIT.length];
        packet[0] = CONFIGURE_REQUEST;
        packet[1] = (byte) requests;
        packet[HEAD - 1] = (byte) packet.length;
        System.arraycopy(RECEIVE_UNIT, 0, packet, HEAD, RECEIVE_UNIT.length);
        return Optional.of(reply(CONFIGURE_REQUEST, packet));
    }

    /// Whether the host has asked for the end.
    boolean isTerminated() {
        return terminated;
    }

    /// Takes a byte from the host; a whole frame, without its check sequence, when it is the last
    /// one of a good frame.
    Optional<byte[]> take(byte b) {
        int octet = b & 0xFF;
        if (octet == HdlcFrame.FLAG) {
            byte[] content = frame.toByteArray();
            frame.reset();
            escaped = false;
            return HdlcFrame.isGood(content)
                    ? Optional.of(Arrays.copyOf(content, content.length - 2))
                    : Optional.empty();
        }
        if (octet == HdlcFrame.ESCAPE) {
            escaped = true;
        } else if (frame.size() < MAX_FRAME) {
            frame.write(escaped ? octet ^ HdlcFrame.FLIP : octet);
            escaped = false;
        }
        return Optional.empty();
    }

    /// What is said to a frame, as it goes over the line; nothing to what is no LCP.
    byte[] answer(byte[] content) {
        int at = 2;
        boolean whole = content.length >= at + LCP.length + HEAD;
        if (!whole || content[at] != LCP[0] || content[at + 1] != LCP[1]) {
            return new byte[0];
        }
        byte[] packet = Arrays.copyOfRange(content, at + LCP.length, content.length);
        return switch (packet[0]) {
            case CONFIGURE_REQUEST -> reply(CONFIGURE_ACK, packet);
            case CONFIGURE_ACK -> {
                agreed = agreed || packet[1] == (byte) requests;
                yield new byte[0];
            }
            case ECHO_REQUEST -> reply(ECHO_REPLY, packet);
            case TERMINATE_REQUEST -> {
                terminated = true;
                yield reply(TERMINATE_ACK, packet);
            }
            default -> new byte[0];
        };
    }

    private static byte[] reply(int code, byte[] request) {
        byte[] reply = new byte[LCP.length + request.length];
        System.arraycopy(LCP, 0, reply, 0, LCP.length);
        System.arraycopy(request, 0, reply, LCP.length, request.length);
        reply[LCP.length] = (byte) code;
        return HdlcFrame.of(reply);
    }
}
