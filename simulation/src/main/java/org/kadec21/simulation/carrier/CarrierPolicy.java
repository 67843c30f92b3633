package org.kadec21.simulation.carrier;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Everything that is decided about a carrier, as plain values.
///
/// @param roundTrip delay of the packet network there and back; zero for none
/// @param upBitsPerSecond rate towards the internet; 0 for unlimited
/// @param downBitsPerSecond rate towards the module; 0 for unlimited
/// @param air which cell serves where and when
/// @param refusedSubscribers IMSIs the network does not admit
/// @param packetCalls how hosts that dial are let in
public record CarrierPolicy(
        String operator,
        Duration roundTrip,
        long upBitsPerSecond,
        long downBitsPerSecond,
        List<PortBlock> blocks,
        Air air,
        List<String> refusedSubscribers,
        PacketCalls packetCalls) {

    /// 1x packet data as measured from the field: 300 ms there and back.
    public static final Duration DEFAULT_ROUND_TRIP = Duration.ofMillis(300);

    public static final long DEFAULT_UP_BITS_PER_SECOND = 9_600;

    /// Below this, the deadlines of no protocol can be met.
    public static final long LOWEST_BITS_PER_SECOND = 300;

    public static final long DEFAULT_DOWN_BITS_PER_SECOND = 64_000;

    /// Outbound port 25 blocking began "at the end of September 2008, in steps"; from this moment
    /// on it is for every subscriber. The days and parts of the steps are assumptions.
    public static final Instant PORT_25_BLOCKED_FROM = Instant.parse("2008-09-30T15:00:00Z");

    private static final Duration STEP = Duration.ofDays(1);

    /// Old 800 MHz ended on 2012-07-22 JST (public record).
    public static final Instant OLD_BAND_ENDS = Instant.parse("2012-07-21T15:00:00Z");

    private static final Cell OLD_BAND = new Cell(BandClass.BC3, 0, 76, 12_304, 8, 168, 14, -71);
    private static final Cell NEW_BAND = new Cell(BandClass.BC0, 0, 1_175, 12_304, 8, 168, 15, -75);

    public CarrierPolicy {
        if (roundTrip.isNegative() || upBitsPerSecond < 0 || downBitsPerSecond < 0) {
            throw new IllegalArgumentException(
                    "round trip and rates must not be negative: %s, %d up, %d down"
                            .formatted(roundTrip, upBitsPerSecond, downBitsPerSecond));
        }
        blocks = List.copyOf(blocks);
        refusedSubscribers = List.copyOf(refusedSubscribers);
    }

    /// A carrier that lets every dialling host in.
    public CarrierPolicy(
            String operator,
            Duration roundTrip,
            long upBitsPerSecond,
            long downBitsPerSecond,
            List<PortBlock> blocks,
            Air air,
            List<String> refusedSubscribers) {
        this(
                operator,
                roundTrip,
                upBitsPerSecond,
                downBitsPerSecond,
                blocks,
                air,
                refusedSubscribers,
                PacketCalls.OPEN);
    }

    /// au.NET over CDMA2000 1x: both bands on air, new 800 MHz without an end, port 25 blocked in
    /// steps, for everybody from 2008-10-01 JST, but for `ownServers`.
    public static CarrierPolicy auNet(List<String> ownServers) {
        return new CarrierPolicy(
                "KDDI",
                DEFAULT_ROUND_TRIP,
                DEFAULT_UP_BITS_PER_SECOND,
                DEFAULT_DOWN_BITS_PER_SECOND,
                port25Blocks(ownServers),
                new Air(
                        List.of(
                                new Coverage(NEW_BAND, Instant.MIN, Instant.MAX),
                                new Coverage(OLD_BAND, Instant.MIN, Instant.MAX)),
                        List.of(new BandEnd(BandClass.BC3, OLD_BAND_ENDS)),
                        RoamingList.inOrder(List.of(BandClass.BC0, BandClass.BC3)),
                        Route.NONE),
                List.of());
    }

    private static List<PortBlock> port25Blocks(List<String> ownServers) {
        Instant second = PORT_25_BLOCKED_FROM.minus(STEP);
        return List.of(
                new PortBlock(25, second.minus(STEP), ownServers, 30),
                new PortBlock(25, second, ownServers, 60),
                new PortBlock(25, PORT_25_BLOCKED_FROM, ownServers));
    }

    /// The same carrier with another delay and other rates.
    public CarrierPolicy withLine(Duration newRoundTrip, long newUp, long newDown) {
        return new CarrierPolicy(
                operator,
                newRoundTrip,
                newUp,
                newDown,
                blocks,
                air,
                refusedSubscribers,
                packetCalls);
    }

    /// The same carrier with other blocked ports.
    public CarrierPolicy withBlocks(List<PortBlock> newBlocks) {
        return new CarrierPolicy(
                operator,
                roundTrip,
                upBitsPerSecond,
                downBitsPerSecond,
                newBlocks,
                air,
                refusedSubscribers,
                packetCalls);
    }

    /// The same carrier with other cells.
    public CarrierPolicy withCoverage(List<Coverage> newCoverage) {
        return withAir(air.withCoverage(newCoverage));
    }

    /// The same carrier with another air.
    public CarrierPolicy withAir(Air newAir) {
        return new CarrierPolicy(
                operator,
                roundTrip,
                upBitsPerSecond,
                downBitsPerSecond,
                blocks,
                newAir,
                refusedSubscribers,
                packetCalls);
    }

    /// The same carrier, turning these subscribers away.
    public CarrierPolicy refusing(List<String> imsis) {
        return new CarrierPolicy(
                operator,
                roundTrip,
                upBitsPerSecond,
                downBitsPerSecond,
                blocks,
                air,
                imsis,
                packetCalls);
    }

    /// The same carrier, letting hosts that dial in like this.
    public CarrierPolicy withPacketCalls(PacketCalls others) {
        return new CarrierPolicy(
                operator,
                roundTrip,
                upBitsPerSecond,
                downBitsPerSecond,
                blocks,
                air,
                refusedSubscribers,
                others);
    }

    /// The cells.
    public List<Coverage> coverage() {
        return air.coverage();
    }

    boolean isShaped() {
        return roundTrip.isPositive() || upBitsPerSecond > 0 || downBitsPerSecond > 0;
    }

    boolean drops(String imsi, String host, int port, Instant now) {
        return blockOf(imsi, host, port, now).isPresent();
    }

    /// What stands in the way of a connection, if anything does.
    Optional<PortBlock> blockOf(String imsi, String host, int port, Instant now) {
        return blocks.stream().filter(block -> block.drops(imsi, host, port, now)).findFirst();
    }

    /// What a module that knows `bands` gets.
    Service serviceFor(String imsi, List<BandClass> bands, BandWish wish, Instant now) {
        return air.cellFor(bands, wish, now)
                .map(cell -> admit(imsi, cell))
                .orElseGet(Service.None::new);
    }

    /// The first moment after `now` at which the air changes by itself.
    Optional<Instant> nextChange(Instant now) {
        return air.nextChange(now);
    }

    private Service admit(String imsi, Cell cell) {
        return refusedSubscribers.contains(imsi)
                ? new Service.Denied(cell)
                : new Service.Home(cell);
    }
}
