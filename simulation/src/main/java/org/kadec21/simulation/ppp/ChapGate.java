package org.kadec21.simulation.ppp;

import org.kadec21.hal.Deadline;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The Challenge Handshake Authentication Protocol with MD5, as the one who asks (RFC 1994 4).
final class ChapGate implements Gate {

    /// How long an answer may take.
    static final Duration RETRY = Duration.ofSeconds(3);

    /// How often the challenge is put.
    static final int MAX_CHALLENGES = 10;

    private static final int CHALLENGE = 1;
    private static final int RESPONSE = 2;
    private static final int SUCCESS = 3;
    private static final int FAILURE = 4;

    private static final int VALUE_BYTES = 16;
    private static final byte[] NAME = "pdsn".getBytes(StandardCharsets.US_ASCII);

    private final Optional<Account> account;
    private final RandomGenerator random;
    private final Door door;
    private byte[] value = {};
    private int id;
    private int challenges;
    private Deadline due = Deadline.never();
    private boolean admitted;

    ChapGate(Optional<Account> account, RandomGenerator random, Door door) {
        this.account = account;
        this.random = random;
        this.door = door;
    }

    @Override
    public void open(long now) {
        admitted = false;
        challenges = 0;
        value = new byte[VALUE_BYTES];
        random.nextBytes(value);
        id = (id + 1) & 0xFF;
        challenge(now);
    }

    private void challenge(long now) {
        challenges++;
        due = Deadline.at(now).plus(RETRY);
        byte[] data = new byte[1 + VALUE_BYTES + NAME.length];
        data[0] = VALUE_BYTES;
        System.arraycopy(value, 0, data, 1, VALUE_BYTES);
        System.arraycopy(NAME, 0, data, 1 + VALUE_BYTES, NAME.length);
        door.send(new ControlPacket(CHALLENGE, id, data));
    }

    @Override
    public void close() {
        due = Deadline.never();
    }

    @Override
    public void take(ControlPacket packet, long now) {
        if (packet.code() != RESPONSE || packet.id() != id) {
            return;
        }
        due = Deadline.never();
        if (admitted || isRight(packet.data())) {
            door.send(new ControlPacket(SUCCESS, id, new byte[0]));
            if (!admitted) {
                admitted = true;
                door.admitted();
            }
        } else {
            door.send(new ControlPacket(FAILURE, id, new byte[0]));
            door.refused("the user or the password is wrong");
        }
    }

    private boolean isRight(byte[] data) {
        if (data.length <= VALUE_BYTES || data[0] != VALUE_BYTES) {
            return false;
        }
        byte[] said = Arrays.copyOfRange(data, 1, 1 + VALUE_BYTES);
        byte[] name = Arrays.copyOfRange(data, 1 + VALUE_BYTES, data.length);
        return account.map(known ->
                        MessageDigest.isEqual(name, known.user().getBytes(StandardCharsets.UTF_8))
                                && MessageDigest.isEqual(said, digest(known)))
                .orElse(true);
    }

    private byte[] digest(Account known) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update((byte) id);
            md5.update(known.password().revealBytes());
            return md5.digest(value);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    @Override
    public void due(long now) {
        if (due.atNanos() > now) {
            return;
        }
        if (challenges == MAX_CHALLENGES) {
            due = Deadline.never();
            door.refused("the host does not answer the challenge");
        } else {
            challenge(now);
        }
    }

    @Override
    public Deadline nextDue() {
        return due;
    }
}
