package org.kadec21.simulation.ip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.simulation.ip.IpGateway.Failure;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/// The internet behind a packet call, packet by packet.
class IpGatewayTest {

    private static final Ipv4Address HOST = Ipv4Address.of("10.0.0.2");
    private static final Ipv4Address GATEWAY = Ipv4Address.of("10.0.0.1");
    private static final Ipv4Address DNS = Ipv4Address.of("10.0.0.53");
    private static final Ipv4Address KNOWN = Ipv4Address.of("198.18.0.1");
    private static final Ipv4Address SERVER = Ipv4Address.of("192.0.2.25");
    private static final Duration TICK = Duration.ofSeconds(2);

    private final IpGateway gateway =
            new IpGateway(HOST, GATEWAY, List.of(DNS), KNOWN::equals, new SplittableRandom(5));
    private final TestTcp host = new TestTcp(HOST, 40_000, SERVER, 587);
    private final List<byte[]> towardsHost = new ArrayList<>();
    private final List<GatewayCommand> others = new ArrayList<>();
    private final ByteArrayOutputStream forwarded = new ByteArrayOutputStream();
    private Predicate<byte[]> air = packet -> true;
    private long undelivered;
    private boolean keepsForwarded;
    private byte[] waiting = {};
    private int probes;
    private int longest;
    private long now;

    /// An echo request as RFC 792 draws it, written by hand: identifier 1, sequence 1, data "abcd".
    @Test
    void answersAnEchoWrittenByHand() {
        Ipv4Packet request =
                new Ipv4Packet(
                        HOST,
                        GATEWAY,
                        Ipv4Packet.ICMP,
                        HexFormat.of().parseHex("0800" + "3337" + "00010001" + "61626364"));

        run(gateway.arrived(request.bytes(), now));

        assertThat(HexFormat.of().formatHex(towardsHost.getFirst()))
                .startsWith("45000020000040004001")
                .endsWith("0a0000010a000002" + "00003b370001000161626364");
    }

    @Test
    void answersEchoesForHostsItKnowsAndNamesTheOthersUnreachable() {
        run(gateway.arrived(echo(KNOWN), now));
        run(gateway.arrived(echo(SERVER), now));

        assertThat(towardsHost.get(0)[Ipv4Packet.HEAD]).isZero();
        assertThat(towardsHost.get(1)[Ipv4Packet.HEAD]).isEqualTo((byte) 3);
        assertThat(towardsHost.get(1)[Ipv4Packet.HEAD + 1]).isEqualTo((byte) 1);
    }

    @Test
    void dropsWhatIsDamagedOrComesFromSomebodyElse() {
        byte[] damaged = echo(GATEWAY);
        damaged[damaged.length - 1] ^= 1;
        byte[] badHead = echo(GATEWAY);
        badHead[8] ^= 1;
        Ipv4Packet foreign = Ipv4Packet.parse(echo(GATEWAY)).orElseThrow();

        run(gateway.arrived(damaged, now));
        run(gateway.arrived(badHead, now));
        run(
                gateway.arrived(
                        new Ipv4Packet(SERVER, GATEWAY, Ipv4Packet.ICMP, foreign.payload()).bytes(),
                        now));
        for (int length = 0; length < 28; length++) {
            run(gateway.arrived(Arrays.copyOf(echo(GATEWAY), length), now));
        }

        assertThat(towardsHost).isEmpty();
    }

    /// A query for mail.example.jp, written by hand (RFC 1035 4.1).
    @Test
    void answersAQueryWrittenByHand() {
        String question = "046d61696c" + "076578616d706c65" + "026a70" + "00" + "00010001";
        query("abcd" + "0100" + "0001000000000000" + question);
        GatewayCommand.Resolve asked = (GatewayCommand.Resolve) others.getFirst();

        run(gateway.resolved(asked.ticket(), List.of(SERVER)));

        assertThat(asked.name()).isEqualTo("mail.example.jp");
        assertThat(answer())
                .isEqualTo(
                        "abcd"
                                + "8180"
                                + "0001000100000000"
                                + question
                                + "c00c"
                                + "00010001"
                                + "0000012c"
                                + "0004"
                                + "c0000219");
    }

    @Test
    void saysThatThereIsNoSuchName() {
        query("0001" + "0000" + "0001000000000000" + "0378787800" + "00010001");

        run(gateway.resolved(((GatewayCommand.Resolve) others.getFirst()).ticket(), List.of()));

        assertThat(answer()).startsWith("0001" + "8083" + "0001000000000000");
    }

    @Test
    void hasNoAddressesOfAnotherKind() {
        query("0001" + "0100" + "0001000000000000" + "0378787800" + "001c0001");

        run(
                gateway.resolved(
                        ((GatewayCommand.Resolve) others.getFirst()).ticket(), List.of(SERVER)));

        assertThat(answer()).startsWith("0001" + "8180" + "0001000000000000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0001",
                "0001810000010000000000000378787800" + "00010001",
                "0001010000020000000000000378787800" + "00010001",
                "000101000001000000000000c00c" + "00010001",
                "0001010000010000000000003f78787800" + "00010001",
                "0001010000010000000000000378787800" + "0001"
            })
    void dropsAQueryThatIsNone(String query) {
        query(query);

        assertThat(others).isEmpty();
        assertThat(towardsHost).isEmpty();
    }

    @Test
    void looksUpNoMoreThanSoManyNamesAtATime() {
        for (int i = 0; i < 100; i++) {
            query("0001" + "0000" + "0001000000000000" + "0378787800" + "00010001");
        }

        assertThat(others).hasSize(IpGateway.MOST_LOOKUPS);
    }

    @Test
    void namesPortsUnreachableWhereNobodyListens() {
        run(gateway.arrived(new UdpDatagram(1, 54, new byte[1]).within(HOST, DNS).bytes(), now));
        run(gateway.arrived(new UdpDatagram(1, 53, new byte[1]).within(HOST, SERVER).bytes(), now));

        assertThat(towardsHost.get(0)[Ipv4Packet.HEAD + 1]).isEqualTo((byte) 3);
        assertThat(towardsHost.get(1)[Ipv4Packet.HEAD + 1]).isEqualTo((byte) 13);
    }

    @Test
    void agreesToAConnectionOnceTheRealEndIsReached() {
        send(host.tick());
        assertThat(others).containsExactly(new GatewayCommand.Connect(1, SERVER, 587));
        assertThat(towardsHost).isEmpty();

        run(gateway.connected(1, now));

        TcpSegment agreed = TestTcp.segment(towardsHost.getFirst()).orElseThrow();
        assertThat(agreed.flags()).isEqualTo(TcpSegment.SYN | TcpSegment.ACK);
        assertThat(agreed.acknowledged()).isEqualTo(1001);
        assertThat(agreed.mss()).isEqualTo(1460);
    }

    @Test
    void resetsAConnectionThatIsRefused() {
        send(host.tick());

        run(gateway.notConnected(1, Failure.REFUSED, now));
        exchange();

        assertThat(host.isReset()).isTrue();
    }

    @Test
    void tellsThatThereIsNoWay() {
        send(host.tick());

        run(gateway.notConnected(1, Failure.UNREACHABLE, now));

        byte[] told = towardsHost.getFirst();
        assertThat(told[Ipv4Packet.HEAD]).isEqualTo((byte) 3);
        assertThat(HexFormat.of().formatHex(told)).endsWith("9c40024b000003e8");
    }

    @Test
    void saysNothingOfAConnectionThatNobodyAnswers() {
        send(host.tick());

        run(gateway.notConnected(1, Failure.SILENT, now));

        assertThat(towardsHost).isEmpty();
        send(host.tick());
        assertThat(others).hasSize(2);
    }

    @Test
    void resetsWhatBelongsToNoConnection() {
        TcpSegment stray = new TcpSegment(1, 2, 100, 200, TcpSegment.ACK, 0, 0, new byte[] {1});

        run(gateway.arrived(stray.within(HOST, SERVER).bytes(), now));

        TcpSegment answer = TestTcp.segment(towardsHost.getFirst()).orElseThrow();
        assertThat(answer.flags()).isEqualTo(TcpSegment.RST);
        assertThat(answer.sequence()).isEqualTo(200);
    }

    @Test
    void takesSoManyConnectionsAndNoMore() {
        for (int port = 1; port <= 100; port++) {
            send(new TestTcp(HOST, port, SERVER, 587).tick());
        }

        assertThat(others).hasSize(IpGateway.MOST_FLOWS);
        assertThat(towardsHost).hasSize(100 - IpGateway.MOST_FLOWS);
    }

    @Test
    void carriesBytesBothWaysAndClosesInGoodOrder() {
        open();
        host.write(bytes(30_000));
        fromServer(bytes(40_000));

        passes(Duration.ofMinutes(5));
        host.close();
        passes(TICK);
        assertThat(others).contains(new GatewayCommand.Finish(1));
        run(gateway.finished(1, now));
        passes(Duration.ofMinutes(1));

        assertThat(forwarded.toByteArray()).isEqualTo(bytes(30_000));
        assertThat(host.received()).isEqualTo(bytes(40_000));
        assertThat(host.isClosed()).isTrue();
        assertThat(others.getLast()).isEqualTo(new GatewayCommand.Abandon(1));
    }

    @Test
    void carriesEverythingThroughAnAirThatLosesDoublesAndSwaps() {
        for (int seed = 0; seed < 20; seed++) {
            new IpGatewayTest().carryThrough(new SplittableRandom(seed), seed);
        }
    }

    private void carryThrough(SplittableRandom chance, int seed) {
        air = packet -> chance.nextInt(100) >= 10;
        open();
        host.write(bytes(5_000));
        fromServer(bytes(20_000));

        for (int minute = 0; minute < 60; minute++) {
            if (chance.nextInt(3) == 0 && towardsHost.size() > 1) {
                Collections.swap(towardsHost, 0, 1);
                towardsHost.add(towardsHost.getFirst());
            }
            passes(Duration.ofMinutes(1));
        }

        assertThat(forwarded.toByteArray()).as("seed %d", seed).isEqualTo(bytes(5_000));
        assertThat(host.received()).as("seed %d", seed).isEqualTo(bytes(20_000));
    }

    @Test
    void waitsAnHourForAWindowThatIsZero() {
        open();
        host.windowIs(0);
        send(host.acknowledgeNow());
        fromServer(bytes(1000));

        int probes = 0;
        for (int minute = 0; minute < 60; minute++) {
            passes(Duration.ofMinutes(1));
            probes += probing();
        }
        assertThat(host.isReset()).isFalse();
        assertThat(probes).isLessThan(200);

        host.windowIs(8000);
        send(host.acknowledgeNow());
        passes(Duration.ofMinutes(3));

        assertThat(host.received()).isEqualTo(bytes(1000));
    }

    /// Probes of the window since the last call.
    private int probing() {
        int seen = probes;
        probes = 0;
        return seen;
    }

    @Test
    void stopsTheHostWhileTheRealEndTakesNothing() {
        open();
        keepsForwarded = true;
        host.write(bytes(100_000));

        passes(Duration.ofMinutes(10));
        assertThat(forwarded.size()).isLessThanOrEqualTo(TcpReceiver.WINDOW);

        keepsForwarded = false;
        run(gateway.delivered(1, (int) undelivered, now));
        passes(Duration.ofMinutes(20));

        assertThat(forwarded.toByteArray()).isEqualTo(bytes(100_000));
    }

    @Test
    void takesNothingWhileItsWindowsAreHeld() {
        open();
        run(gateway.holdWindows(true, now));
        host.write(bytes(5_000));

        passes(Duration.ofHours(1));
        assertThat(forwarded.size()).isZero();
        assertThat(host.isReset()).isFalse();

        run(gateway.holdWindows(false, now));
        passes(Duration.ofMinutes(5));
        assertThat(forwarded.toByteArray()).isEqualTo(bytes(5_000));
    }

    @Test
    void resetsEveryConnectionWhenItIsToldTo() {
        open();

        run(gateway.resetAll(now));
        exchange();

        assertThat(host.isReset()).isTrue();
        assertThat(others).contains(new GatewayCommand.Abandon(1));
    }

    @Test
    void hearsTheHostAtItsNewAddressOnly() {
        run(gateway.moveHost(HOST.plus(1)));

        run(gateway.arrived(echo(GATEWAY), now));
        assertThat(towardsHost).isEmpty();

        Ipv4Packet moved = Ipv4Packet.parse(echo(GATEWAY)).orElseThrow();
        run(
                gateway.arrived(
                        new Ipv4Packet(HOST.plus(1), GATEWAY, Ipv4Packet.ICMP, moved.payload())
                                .bytes(),
                        now));
        assertThat(towardsHost).hasSize(1);
    }

    @Test
    void givesUpAHostThatIsGone() {
        open();
        fromServer(bytes(1000));
        air = packet -> false;

        passes(Duration.ofMinutes(15));

        assertThat(others.getLast()).isEqualTo(new GatewayCommand.Abandon(1));
        assertThat(gateway.nextDue().isNever()).isTrue();
    }

    @Test
    void resetsTheHostWhenTheRealEndBreaks() {
        open();

        run(gateway.broken(1, now));
        exchange();

        assertThat(host.isReset()).isTrue();
        assertThat(gateway.nextDue().isNever()).isTrue();
    }

    @Test
    void believesAResetOnlyWithTheNumberThatComesNext() {
        open();
        reset(host.next() + 100);
        assertThat(others).noneMatch(GatewayCommand.Abandon.class::isInstance);

        reset(host.next());

        assertThat(others.getLast()).isEqualTo(new GatewayCommand.Abandon(1));
    }

    @Test
    void repeatsItsAgreementAndThenForgetsTheConnection() {
        send(host.tick());
        air = packet -> false;
        run(gateway.connected(1, now));

        passes(Duration.ofMinutes(10));

        assertThat(others.getLast()).isEqualTo(new GatewayCommand.Abandon(1));
        assertThat(gateway.nextDue().isNever()).isTrue();
    }

    @Test
    void sendsNoSegmentLongerThanTheHostTakes() {
        gateway.limitPackets(300);
        open();
        fromServer(bytes(5000));

        passes(Duration.ofMinutes(1));

        assertThat(host.received()).isEqualTo(bytes(5000));
        assertThat(longest).isLessThanOrEqualTo(300);
    }

    private void open() {
        while (others.isEmpty()) {
            send(host.tick());
        }
        run(gateway.connected(1, now));
        for (int i = 0; i < 20 && !host.isOpen(); i++) {
            exchange();
            passes(TICK);
        }
        exchange();
    }

    private void fromServer(byte[] bytes) {
        waiting = bytes;
    }

    /// Lets everything that is under way arrive, also what it gives rise to.
    private void exchange() {
        for (int turn = 0; turn < 10_000; turn++) {
            int room = Math.min(gateway.room(1), waiting.length);
            if (room > 0) {
                byte[] piece = Arrays.copyOf(waiting, room);
                waiting = Arrays.copyOfRange(waiting, room, waiting.length);
                run(gateway.received(1, piece, now));
            }
            if (towardsHost.isEmpty()) {
                return;
            }
            byte[] packet = towardsHost.removeFirst();
            longest = Math.max(longest, packet.length);
            probes += TestTcp.segment(packet).filter(s -> s.data().length == 1).isPresent() ? 1 : 0;
            if (air.test(packet)) {
                send(host.take(packet));
            }
        }
        throw new AssertionError("host and gateway talk for ever");
    }

    private void passes(Duration span) {
        long end = now + span.toNanos();
        while (now < end) {
            now = Math.min(end, now + TICK.toNanos());
            run(gateway.due(now));
            exchange();
            send(host.tick());
            exchange();
        }
    }

    private void send(List<byte[]> packets) {
        for (byte[] packet : packets) {
            if (air.test(packet)) {
                run(gateway.arrived(packet, now));
            }
        }
    }

    private void run(List<GatewayCommand> commands) {
        for (GatewayCommand command : commands) {
            switch (command) {
                case GatewayCommand.Emit(byte[] packet) -> towardsHost.add(packet);
                case GatewayCommand.Forward(long flow, byte[] bytes) -> {
                    forwarded.writeBytes(bytes);
                    undelivered += bytes.length;
                    if (!keepsForwarded) {
                        undelivered -= bytes.length;
                        run(gateway.delivered(flow, bytes.length, now));
                    }
                }
                case GatewayCommand.Resume(long flow) -> {}
                default -> others.add(command);
            }
        }
    }

    private void reset(int sequence) {
        TcpSegment segment =
                new TcpSegment(40_000, 587, sequence, 0, TcpSegment.RST, 0, 0, new byte[0]);
        run(gateway.arrived(segment.within(HOST, SERVER).bytes(), now));
    }

    private void query(String hex) {
        UdpDatagram query = new UdpDatagram(5353, 53, HexFormat.of().parseHex(hex));
        run(gateway.arrived(query.within(HOST, DNS).bytes(), now));
    }

    private String answer() {
        Ipv4Packet packet = Ipv4Packet.parse(towardsHost.getLast()).orElseThrow();
        return HexFormat.of().formatHex(UdpDatagram.parse(packet).orElseThrow().data());
    }

    private static byte[] echo(Ipv4Address to) {
        byte[] message = HexFormat.of().parseHex("0800" + "3337" + "00010001" + "61626364");
        return new Ipv4Packet(HOST, to, Ipv4Packet.ICMP, message).bytes();
    }

    private static byte[] bytes(int count) {
        return "0123456789abcdefghijklmnopqrstuvwxyz\r\n"
                .repeat(count / 38 + 1)
                .substring(0, count)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
