package org.kadec21.simulation.carrier;

import org.kadec21.simulation.ppp.Account;
import org.kadec21.simulation.ppp.Authentication;

import java.time.Duration;
import java.util.Optional;

/// What a carrier makes of packet calls.
///
/// @param authentication what a host has to go through
/// @param account who may; empty: whoever goes through it, as most carriers have it
/// @param idle a call without a packet for so long is ended; zero: never
/// @param loss part of the frames that the air swallows, in each direction, 0 to 0.5
/// @param noise what the line does to the bytes
public record PacketCalls(
        Authentication authentication,
        Optional<Account> account,
        Duration idle,
        double loss,
        LineNoise noise) {

    /// Beyond it no link comes about.
    public static final double WORST_LOSS = 0.5;

    /// Nobody has to say anything, nothing is lost.
    public static final PacketCalls OPEN =
            new PacketCalls(Authentication.NONE, Optional.empty(), Duration.ZERO, 0);

    public PacketCalls {
        if (idle.isNegative() || loss < 0 || loss > WORST_LOSS) {
            throw new IllegalArgumentException(
                    "expected no negative idle time and a loss of 0 to 0.5, but came %s and %s"
                            .formatted(idle, loss));
        }
    }

    /// On a good line.
    public PacketCalls(
            Authentication authentication, Optional<Account> account, Duration idle, double loss) {
        this(authentication, account, idle, loss, LineNoise.NONE);
    }

    /// The same with another authentication.
    public PacketCalls asking(Authentication other, Optional<Account> whom) {
        return new PacketCalls(other, whom, idle, loss, noise);
    }

    /// The same on a bad line.
    public PacketCalls over(LineNoise other) {
        return new PacketCalls(authentication, account, idle, loss, other);
    }
}
