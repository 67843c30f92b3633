package org.kadec21.worlds;

import org.kadec21.hal.Secret;
import org.kadec21.simulation.carrier.CarrierPolicy;
import org.kadec21.simulation.carrier.LineNoise;
import org.kadec21.simulation.carrier.PacketCalls;
import org.kadec21.simulation.ppp.Account;
import org.kadec21.simulation.ppp.Authentication;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// How the unit of a storm gets its bytes to the network: by the module's sockets or by a packet
/// call, over a carrier of one kind or another.
///
/// @param dials whether the unit brings its own PPP
/// @param fallback whether it tries the other way when one fails
/// @param calls what the carrier makes of packet calls
record StormBearer(
        boolean dials,
        boolean fallback,
        PacketCalls calls,
        Duration roundTrip,
        long upBitsPerSecond,
        long downBitsPerSecond) {

    private static final List<Authentication> LOGINS = List.of(Authentication.values());

    /// Losses of an air that TCP can live with.
    private static final List<Double> LOSSES = List.of(0.0, 0.005, 0.02);

    /// What a bad line does until the storm is over. With less of it everything gets through, with
    /// the most of it little does.
    private static final List<LineNoise> NOISES =
            List.of(
                    new LineNoise(0, 0.01),
                    new LineNoise(0, 0.05),
                    new LineNoise(0.001, 0),
                    new LineNoise(0.003, 0),
                    new LineNoise(0.01, 0));

    private static final List<Duration> ROUND_TRIPS =
            List.of(
                    Duration.ofMillis(80),
                    CarrierPolicy.DEFAULT_ROUND_TRIP,
                    Duration.ofMillis(1500));

    private static final List<Long> RATES_UP = List.of(9_600L, 64_000L);

    /// Who the unit's file says that it is.
    private static final Optional<Account> MEMBER = Optional.of(new Account("au", Secret.of("au")));

    /// Of eight seeds in a row four dial, in all four dialects; a third of those over a bad line.
    static StormBearer drawn(long seed) {
        SplittableRandom chance = new SplittableRandom(Long.reverse(seed));
        boolean dials = (seed >> 2 & 1) == 1;
        Authentication login = LOGINS.get(chance.nextInt(LOGINS.size()));
        PacketCalls calls =
                new PacketCalls(
                        login,
                        login == Authentication.NONE ? Optional.empty() : MEMBER,
                        Duration.ZERO,
                        LOSSES.get(chance.nextInt(LOSSES.size())));
        StormBearer good =
                new StormBearer(
                        dials,
                        chance.nextInt(3) == 0,
                        calls,
                        ROUND_TRIPS.get(chance.nextInt(ROUND_TRIPS.size())),
                        RATES_UP.get(chance.nextInt(RATES_UP.size())),
                        CarrierPolicy.DEFAULT_DOWN_BITS_PER_SECOND);
        boolean noisy = dials && chance.nextInt(3) == 0;
        return noisy ? good.over(NOISES.get(chance.nextInt(NOISES.size()))) : good;
    }

    /// The same when the storm is over, and with it what disturbs the line.
    StormBearer inCalm() {
        return over(LineNoise.NONE);
    }

    private StormBearer over(LineNoise noise) {
        return new StormBearer(
                dials, fallback, calls.over(noise), roundTrip, upBitsPerSecond, downBitsPerSecond);
    }

    /// The unit's file with this bearer in it.
    String in(String yaml) {
        String here = dials ? "ppp" : "sockets";
        String other = dials ? "sockets" : "ppp";
        return Units.with(
                        "module:\n",
                        "module:\n  bearer: "
                                + here
                                + (fallback ? "\n  fallback: " + other : "")
                                + "\n")
                .apply(yaml);
    }

    /// The carrier with these lines. A unit that only has sockets keeps the standard ones.
    CarrierPolicy in(CarrierPolicy standard) {
        return dials
                ? standard.withLine(roundTrip, upBitsPerSecond, downBitsPerSecond)
                        .withPacketCalls(calls)
                : standard.withPacketCalls(calls);
    }

    @Override
    public String toString() {
        return (dials ? "ppp" : "sockets")
                + (fallback ? " or the other" : "")
                + ", "
                + calls.authentication()
                + ", "
                + roundTrip.toMillis()
                + " ms, "
                + upBitsPerSecond
                + " bit/s up, "
                + calls.loss() * 100
                + " % lost"
                + noise(calls.noise());
    }

    private static String noise(LineNoise noise) {
        return noise.equals(LineNoise.NONE)
                ? ""
                : ", %s %% of bytes and %s %% of frames damaged"
                        .formatted(100 * noise.bytes(), 100 * noise.frames());
    }
}
