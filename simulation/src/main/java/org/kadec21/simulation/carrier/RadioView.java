package org.kadec21.simulation.carrier;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.LinkException;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The air as one subscriber's module sees it.
public interface RadioView {

    /// What there is for a module with this wish.
    Service service(BandWish wish);

    /// How long [#service(BandWish)] stays as it is by itself; empty when no date of the policy
    /// lies ahead.
    Optional<Duration> untilChange();

    /// The operator's name as modules show it.
    String operator();

    /// The address the packet network gives this subscriber, IPv4 dotted.
    String address();

    /// Begins a packet call: the bytes of the link are those of a PPP link to the network (RFC
    /// 1662), which speaks first if the host does not.
    ///
    /// @param conduct how the network's end behaves
    /// @throws LinkException when the network takes no calls
    ByteLink dial(CallConduct conduct) throws LinkException;

    /// The network's clock.
    Instant networkTime();

    /// Calls `changed` whenever the policy is replaced, holding the baton.
    void watch(Runnable changed);
}
