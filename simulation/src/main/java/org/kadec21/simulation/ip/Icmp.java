package org.kadec21.simulation.ip;

import java.nio.ByteBuffer;
import java.util.Optional;

/// Messages about packets (RFC 792).
final class Icmp {

    /// Codes of Destination Unreachable (RFC 792, RFC 1812 5.2.7.1).
    enum Unreachable {
        HOST(1),
        PORT(3),
        PROHIBITED(13);

        private final int code;

        Unreachable(int code) {
            this.code = code;
        }
    }

    private static final int ECHO_REPLY = 0;
    private static final int DESTINATION_UNREACHABLE = 3;
    private static final int ECHO = 8;
    private static final int HEAD = 8;

    /// Bytes of the packet's own payload that are quoted.
    private static final int QUOTED = 8;

    private static final int CHECKSUM_AT = 2;

    private Icmp() {}

    /// Whether this is a whole request for an echo.
    static boolean isEcho(Ipv4Packet packet) {
        byte[] message = packet.payload();
        return message.length >= HEAD
                && message[0] == ECHO
                && new Checksum().add(message, 0, message.length).value() == 0;
    }

    static Ipv4Packet echoReply(Ipv4Packet request) {
        byte[] message = request.payload().clone();
        message[0] = ECHO_REPLY;
        return request.reply(sealed(message));
    }

    /// Tells the sender that its packet went nowhere; of ICMP only for an echo (RFC 1122 3.2.2).
    ///
    /// @param teller who says so
    static Optional<Ipv4Packet> unreachable(
            Ipv4Packet packet, Ipv4Address teller, Unreachable why) {
        if (packet.protocol() == Ipv4Packet.ICMP && !isEcho(packet)) {
            return Optional.empty();
        }
        byte[] original = packet.bytes();
        int quoted = Math.min(original.length, Ipv4Packet.HEAD + QUOTED);
        byte[] message = new byte[HEAD + quoted];
        message[0] = DESTINATION_UNREACHABLE;
        message[1] = (byte) why.code;
        System.arraycopy(original, 0, message, HEAD, quoted);
        return Optional.of(new Ipv4Packet(teller, packet.from(), Ipv4Packet.ICMP, sealed(message)));
    }

    private static byte[] sealed(byte[] message) {
        ByteBuffer head = ByteBuffer.wrap(message).putShort(CHECKSUM_AT, (short) 0);
        int checksum = new Checksum().add(message, 0, message.length).value();
        head.putShort(CHECKSUM_AT, (short) checksum);
        return message;
    }
}
