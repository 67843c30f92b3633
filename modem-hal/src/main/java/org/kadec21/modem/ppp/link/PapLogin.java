package org.kadec21.modem.ppp.link;

import org.kadec21.hal.Deadline;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// The Password Authentication Protocol (RFC 1334 2): name and password, said until they are
/// answered. They go over the air in clear text, as they do in a socket dialect's commands.
final class PapLogin implements Authenticator {

    static final int REQUEST = 1;
    static final int ACK = 2;
    static final int NAK = 3;

    /// Where a Protocol-Reject holds the packet it returns: behind its head and the protocol.
    private static final int RETURNED = 6;

    private static final Duration RESTART = Duration.ofSeconds(3);
    private static final int MOST_REQUESTS = 10;
    private static final int IDENTIFIER = 1;

    private final Credentials credentials;
    private Deadline timer = Deadline.never();
    private int sent;

    PapLogin(Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public int protocol() {
        return Protocol.PAP;
    }

    @Override
    public String name() {
        return "PAP";
    }

    @Override
    public List<Step> begin(Deadline now) {
        return request(now);
    }

    @Override
    public List<Step> received(ControlPacket packet, Deadline now) {
        boolean answer = packet.code() == ACK || packet.code() == NAK;
        if (!answer || packet.identifier() != IDENTIFIER || timer.isNever()) {
            return List.of();
        }
        timer = Deadline.never();
        return packet.code() == ACK
                ? List.of(new Step.Accepted())
                : List.of(new Step.Refused(words(packet.rest())));
    }

    @Override
    public List<Step> woken(Deadline now) {
        return now.compareTo(timer) >= 0 ? request(now) : List.of();
    }

    @Override
    public Deadline wakeAt() {
        return timer;
    }

    /// What those who look on may see of a packet: a request comes with its password made
    /// unreadable, also when it comes back in a peer's Protocol-Reject.
    static byte[] shown(int protocol, byte[] body) {
        return switch (protocol) {
            case Protocol.PAP -> masked(body);
            case Protocol.LCP -> returned(body) ? masked(body, RETURNED) : body;
            default -> body;
        };
    }

    private static boolean returned(byte[] body) {
        return body.length > RETURNED
                && body[0] == ControlPacket.PROTOCOL_REJECT
                && ((body[4] & 0xff) << 8 | (body[5] & 0xff)) == Protocol.PAP;
    }

    private static byte[] masked(byte[] body) {
        boolean request = body.length > 4 && body[0] == REQUEST;
        return masked(body, request ? 4 + 1 + (body[4] & 0xff) + 1 : body.length);
    }

    private static byte[] masked(byte[] body, int from) {
        byte[] shown = body.clone();
        if (from < shown.length) {
            Arrays.fill(shown, from, shown.length, (byte) '*');
        }
        return shown;
    }

    private List<Step> request(Deadline now) {
        if (sent == MOST_REQUESTS) {
            timer = Deadline.never();
            return List.of(new Step.Unanswered());
        }
        sent++;
        timer = now.plus(RESTART);
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        byte[] password = credentials.password().revealBytes();
        byte[] user = credentials.user().getBytes(StandardCharsets.US_ASCII);
        rest.write(user.length);
        rest.writeBytes(user);
        rest.write(password.length);
        rest.writeBytes(password);
        return List.of(new Step.Send(new ControlPacket(REQUEST, IDENTIFIER, rest.toByteArray())));
    }

    private static String words(byte[] rest) {
        int length = rest.length == 0 ? 0 : Math.min(rest[0] & 0xff, rest.length - 1);
        return PeerWords.of(rest, Math.min(1, rest.length), length);
    }
}
