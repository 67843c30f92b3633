package org.kadec21.simulation.carrier;

import org.kadec21.simulation.ip.Ipv4Address;
import org.kadec21.simulation.ppp.PppTerms;

import java.util.List;
import java.util.Optional;

/// How the network's end of packet calls behaves, and what the way there does to bytes and packets.
/// One that is well does nothing of all this.
public interface CallConduct {

    /// What a call is given instead of what is the subscriber's.
    default PppTerms termsOf(PppTerms fair) {
        return fair;
    }

    /// The bytes that come to the host instead of those of one frame.
    default byte[] towardsHost(byte[] frame) {
        return frame;
    }

    /// The bytes that come from the host instead of these.
    default byte[] fromHost(byte[] bytes) {
        return bytes;
    }

    /// The IP packets that go to the host instead of this one.
    default List<byte[]> packetsTowardsHost(byte[] packet) {
        return List.of(packet);
    }

    /// The IP packets of the host that arrive instead of this one.
    default List<byte[]> packetsFromHost(byte[] packet) {
        return List.of(packet);
    }

    /// What the name servers say instead; empty when they say nothing.
    default Optional<List<Ipv4Address>> answer(List<Ipv4Address> addresses) {
        return Optional.of(addresses);
    }

    /// What happens to a call whose host has just said something, before it is heard.
    default Optional<CallIncident> callIncident() {
        return Optional.empty();
    }
}
