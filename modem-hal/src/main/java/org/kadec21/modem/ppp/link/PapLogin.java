package org.kadec21.modem.ppp.link;

import org.kadec21.hal.Deadline;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// The Password Authentication Protocol (RFC 1334 2): name and password, said until they are
/// answered. They go over the air in clear text, as they do in a socket dialect's commands.
final class PapLogin implements Authenticator {

    static final int REQUEST = 1;
    static final int ACK = 2;
    static final int NAK = 3;

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
