package org.kadec21.modem.ppp.ip.tcp;

import org.kadec21.modem.ppp.ip.packet.IpAddress;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.random.RandomGenerator;

/// Initial sequence numbers nobody can guess from those of other connections (RFC 6528 3): a clock
/// of 4 µs plus a keyed hash of addresses and ports.
public final class InitialSequence {

    private static final int KEY_BYTES = 16;
    private static final long TICK_NANOS = 4_000;

    private final byte[] key = new byte[KEY_BYTES];

    /// @param chance must not be guessable
    public InitialSequence(RandomGenerator chance) {
        chance.nextBytes(key);
    }

    public int of(IpAddress local, int localPort, IpAddress remote, int remotePort, long now) {
        MessageDigest hash = sha256();
        hash.update(local.bytes());
        hash.update(remote.bytes());
        hash.update(ByteBuffer.allocate(8).putInt(localPort).putInt(remotePort).array());
        hash.update(key);
        return (int) (now / TICK_NANOS) + ByteBuffer.wrap(hash.digest()).getInt();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
