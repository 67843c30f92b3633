package org.kadec21.modem.ppp.link;

import org.kadec21.hal.Deadline;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The Challenge Handshake Authentication Protocol with MD5 (RFC 1994): each challenge is answered,
/// the later ones of an open link too. Until the first verdict the answer is repeated, since that
/// verdict may be lost and the peer says it again only to who asks (RFC 1994 4.2).
final class ChapLogin implements Authenticator {

    static final int CHALLENGE = 1;
    static final int RESPONSE = 2;
    static final int SUCCESS = 3;
    static final int FAILURE = 4;

    /// How long the peer may take for a challenge; it repeats one that is lost (RFC 1994 4.1).
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration RESTART = Duration.ofSeconds(3);
    private static final int MOST_RESPONSES = 10;

    private final Credentials credentials;
    private Deadline timer = Deadline.never();
    private Optional<ControlPacket> response = Optional.empty();
    private int sent;

    ChapLogin(Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public int protocol() {
        return Protocol.CHAP;
    }

    @Override
    public String name() {
        return "CHAP";
    }

    @Override
    public List<Step> begin(Deadline now) {
        timer = now.plus(PATIENCE);
        return List.of();
    }

    @Override
    public List<Step> received(ControlPacket packet, Deadline now) {
        if (packet.code() != CHALLENGE && !isVerdict(packet)) {
            return List.of();
        }
        return switch (packet.code()) {
            case CHALLENGE -> challenged(packet, now);
            case SUCCESS -> {
                timer = Deadline.never();
                yield List.of(new Step.Accepted());
            }
            case FAILURE -> {
                timer = Deadline.never();
                yield List.of(
                        new Step.Refused(PeerWords.of(packet.rest(), 0, packet.rest().length)));
            }
            default -> List.of();
        };
    }

    @Override
    public List<Step> woken(Deadline now) {
        if (now.compareTo(timer) < 0) {
            return List.of();
        }
        if (response.isEmpty() || sent == MOST_RESPONSES) {
            timer = Deadline.never();
            return List.of(new Step.Unanswered());
        }
        sent++;
        timer = now.plus(RESTART);
        return List.of(new Step.Send(response.get()));
    }

    @Override
    public Deadline wakeAt() {
        return timer;
    }

    /// Whether a packet is about the last response: a failure of an earlier one is late (RFC 1994
    /// 4.2). A success is one whatever its number; some peers count it anew.
    private boolean isVerdict(ControlPacket packet) {
        return response.filter(said ->
                        packet.code() == SUCCESS || said.identifier() == packet.identifier())
                .isPresent();
    }

    private List<Step> challenged(ControlPacket packet, Deadline now) {
        byte[] rest = packet.rest();
        int length = rest.length == 0 ? 0 : rest[0] & 0xff;
        if (length == 0 || length > rest.length - 1) {
            return List.of();
        }
        if (!timer.isNever()) {
            timer = now.plus(RESTART);
            sent = Math.max(1, sent);
        }
        byte[] hash = hash(packet.identifier(), Arrays.copyOfRange(rest, 1, 1 + length));
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.write(hash.length);
        answer.writeBytes(hash);
        answer.writeBytes(credentials.user().getBytes(StandardCharsets.US_ASCII));
        ControlPacket said = new ControlPacket(RESPONSE, packet.identifier(), answer.toByteArray());
        response = Optional.of(said);
        return List.of(new Step.Send(said));
    }

    /// RFC 1994 4.1.
    private byte[] hash(int identifier, byte[] challenge) {
        MessageDigest md5 = md5();
        md5.update((byte) identifier);
        md5.update(credentials.password().revealBytes());
        return md5.digest(challenge);
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
