package org.kadec21.modem.ppp.ip;

import java.util.Optional;

/// One end of a [Line].
public interface Node {

    void arrived(byte[] packet, long now);

    Optional<byte[]> transmit(long now);

    void due(long now);

    /// `Long.MAX_VALUE` for never.
    long nextDue();

    /// The stack under test as one end.
    static Node of(IpStack stack) {
        return new Node() {
            @Override
            public void arrived(byte[] packet, long now) {
                stack.arrived(packet, now);
            }

            @Override
            public Optional<byte[]> transmit(long now) {
                return stack.transmit(now);
            }

            @Override
            public void due(long now) {
                stack.due(now);
            }

            @Override
            public long nextDue() {
                return stack.nextDue().atNanos();
            }
        };
    }
}
