package org.kadec21.simulation.ip;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/// A gateway, the host before it and what stands behind it, packet by packet.
abstract class GatewayRig {

    static final Ipv4Address HOST = Ipv4Address.of("10.0.0.2");
    static final Ipv4Address GATEWAY = Ipv4Address.of("10.0.0.1");
    static final Ipv4Address DNS = Ipv4Address.of("10.0.0.53");
    static final Ipv4Address KNOWN = Ipv4Address.of("198.18.0.1");
    static final Ipv4Address SERVER = Ipv4Address.of("192.0.2.25");
    static final Duration TICK = Duration.ofSeconds(2);

    final IpGateway gateway =
            new IpGateway(HOST, GATEWAY, List.of(DNS), KNOWN::equals, new SplittableRandom(5));
    final TestTcp host = new TestTcp(HOST, 40_000, SERVER, 587);
    final List<byte[]> towardsHost = new ArrayList<>();
    final List<GatewayCommand> others = new ArrayList<>();
    final ByteArrayOutputStream forwarded = new ByteArrayOutputStream();
    Predicate<byte[]> air = packet -> true;
    long undelivered;
    boolean keepsForwarded;
    private byte[] waiting = {};
    int probes;
    int longest;
    long now;

    void open() {
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

    void fromServer(byte[] bytes) {
        waiting = bytes;
    }

    /// Lets everything that is under way arrive, also what it gives rise to.
    void exchange() {
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

    void passes(Duration span) {
        long end = now + span.toNanos();
        while (now < end) {
            now = Math.min(end, now + TICK.toNanos());
            run(gateway.due(now));
            exchange();
            send(host.tick());
            exchange();
        }
    }

    void send(List<byte[]> packets) {
        for (byte[] packet : packets) {
            if (air.test(packet)) {
                run(gateway.arrived(packet, now));
            }
        }
    }

    void run(List<GatewayCommand> commands) {
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

    static byte[] echo(Ipv4Address to) {
        byte[] message = HexFormat.of().parseHex("0800" + "3337" + "00010001" + "61626364");
        return new Ipv4Packet(HOST, to, Ipv4Packet.ICMP, message).bytes();
    }

    static byte[] bytes(int count) {
        return "0123456789abcdefghijklmnopqrstuvwxyz\r\n"
                .repeat(count / 38 + 1)
                .substring(0, count)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
