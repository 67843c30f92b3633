package org.kadec21.simulation.ppp;

import org.kadec21.hal.Deadline;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// The Password Authentication Protocol, as the one who is told (RFC 1334 2).
final class PapGate implements Gate {

    /// How long it waits to be told.
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int REQUEST = 1;
    private static final int ACK = 2;
    private static final int NAK = 3;

    private final Optional<Account> account;
    private final Door door;
    private Deadline due = Deadline.never();
    private boolean admitted;

    PapGate(Optional<Account> account, Door door) {
        this.account = account;
        this.door = door;
    }

    @Override
    public void open(long now) {
        admitted = false;
        due = Deadline.at(now).plus(PATIENCE);
    }

    @Override
    public void close() {
        due = Deadline.never();
    }

    @Override
    public void take(ControlPacket packet, long now) {
        if (packet.code() != REQUEST) {
            return;
        }
        boolean right = admitted || isRight(packet.data());
        String words = right ? "Welcome" : "Who are you?";
        byte[] text = words.getBytes(StandardCharsets.US_ASCII);
        byte[] data = new byte[1 + text.length];
        data[0] = (byte) text.length;
        System.arraycopy(text, 0, data, 1, text.length);
        door.send(new ControlPacket(right ? ACK : NAK, packet.id(), data));
        due = Deadline.never();
        if (!right) {
            door.refused("the user or the password is wrong");
        } else if (!admitted) {
            admitted = true;
            door.admitted();
        }
    }

    /// Two fields, each behind its length.
    private boolean isRight(byte[] data) {
        int user = data.length > 0 ? data[0] & 0xFF : data.length;
        if (1 + user >= data.length) {
            return false;
        }
        int password = data[1 + user] & 0xFF;
        int begin = 2 + user;
        if (begin + password > data.length) {
            return false;
        }
        byte[] name = Arrays.copyOfRange(data, 1, 1 + user);
        byte[] word = Arrays.copyOfRange(data, begin, begin + password);
        return account.map(known ->
                        MessageDigest.isEqual(name, known.user().getBytes(StandardCharsets.UTF_8))
                                && MessageDigest.isEqual(word, known.password().revealBytes()))
                .orElse(true);
    }

    @Override
    public void due(long now) {
        if (due.atNanos() <= now) {
            due = Deadline.never();
            door.refused("the host has not said who it is");
        }
    }

    @Override
    public Deadline nextDue() {
        return due;
    }
}
