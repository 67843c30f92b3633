package org.kadec21.simulation.ppp;

import org.kadec21.hal.Secret;
import org.kadec21.simulation.ip.Ipv4Address;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/// The access server's end of a link, and what it has said and done.
abstract class ServerRig {

    private static final Account MEMBER = new Account("me", Secret.of("lab"));
    static final Ipv4Address HOST = Ipv4Address.of("10.0.0.2");
    static final int DNS = 0x0A00_0035;

    final ByteArrayOutputStream line = new ByteArrayOutputStream();
    final List<byte[]> packets = new ArrayList<>();
    final List<String> ends = new ArrayList<>();
    PppServer server = server(Authentication.NONE, Duration.ZERO);
    int opened;
    long now;

    static PppServer server(Authentication authentication, Duration idle) {
        return server(authentication, idle, Agreement.FAIR);
    }

    static PppServer server(Authentication authentication, Duration idle, Agreement agreement) {
        PppTerms terms =
                new PppTerms(
                        authentication,
                        Optional.of(MEMBER),
                        idle,
                        0,
                        HOST,
                        Ipv4Address.of("10.0.0.1"),
                        List.of(new Ipv4Address(DNS), new Ipv4Address(DNS + 1)));
        return new PppServer(terms.with(agreement), new SplittableRandom(3), 0);
    }

    TestHost up() {
        TestHost host = new TestHost("me", "lab");
        talk(host, Duration.ofSeconds(10));
        line.reset();
        return host;
    }

    void talk(TestHost host, Duration span) {
        talk(host, span, bytes -> bytes);
    }

    void talk(TestHost host, Duration span, UnaryOperator<byte[]> noise) {
        for (int second = 0; second < span.toSeconds() && !host.isUp(); second++) {
            byte[] said = host.tick(now);
            for (int turn = 0; turn < 20 && said.length > 0; turn++) {
                server.received(noise.apply(said), now).forEach(this::take);
                said = host.take(noise.apply(drained()));
            }
            passes(Duration.ofSeconds(1));
            server.received(noise.apply(host.take(noise.apply(drained()))), now)
                    .forEach(this::take);
        }
    }

    /// The host agrees to the server's options and gets its own, which are none.
    void openLcp() {
        hostSays("c021" + "01010004");
        for (Frame frame : frames()) {
            byte[] ack = frame.information().clone();
            if (ack[0] == ControlPacket.CONFIGURE_REQUEST) {
                ack[0] = ControlPacket.CONFIGURE_ACK;
                server.received(FrameShape.UNNEGOTIATED.write(Frame.LCP, ack), now)
                        .forEach(this::take);
            }
        }
        line.reset();
    }

    void hostSays(String hex) {
        byte[] all = HexFormat.of().parseHex(hex.replace(" ", ""));
        byte[] information = Arrays.copyOfRange(all, 2, all.length);
        int protocol = (all[0] & 0xFF) << 8 | (all[1] & 0xFF);
        server.received(FrameShape.UNNEGOTIATED.write(protocol, information), now)
                .forEach(this::take);
    }

    static String hex(Frame frame) {
        return HexFormat.of().formatHex(frame.information());
    }

    /// The last thing that was said.
    String said() {
        return HexFormat.of().formatHex(frames().getLast().information());
    }

    List<Frame> frames() {
        FrameReader reader = new FrameReader();
        List<Frame> frames = new ArrayList<>();
        for (byte b : drained()) {
            reader.take(b).ifPresent(frames::add);
        }
        return frames;
    }

    byte[] drained() {
        byte[] bytes = line.toByteArray();
        line.reset();
        return bytes;
    }

    void passes(Duration span) {
        long end = now + span.toNanos();
        while (server.nextDue().atNanos() <= end) {
            now = Math.max(now, server.nextDue().atNanos());
            server.due(now).forEach(this::take);
        }
        now = end;
    }

    void take(PppEvent event) {
        switch (event) {
            case PppEvent.Transmit(byte[] bytes) -> line.writeBytes(bytes);
            case PppEvent.Packet(byte[] bytes) -> packets.add(bytes);
            case PppEvent.Opened(int mtu) -> opened++;
            case PppEvent.Ended(String reason) -> ends.add(reason);
        }
    }
}
