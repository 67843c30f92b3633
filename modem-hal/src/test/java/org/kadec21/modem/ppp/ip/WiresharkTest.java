package org.kadec21.modem.ppp.ip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kadec21.modem.ppp.ip.packet.Ipv4Address;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// A second opinion on every packet the stack makes: tshark's.
@Tag("foreign")
class WiresharkTest {

    /// Packets of IPv4 and IPv6 as they are (the registry of link-layer header types: RAW).
    private static final int LINKTYPE_RAW = 101;

    @TempDir private Path folder;

    private Path capture(List<byte[]> packets) throws IOException {
        ByteBuffer file =
                ByteBuffer.allocate(24 + packets.stream().mapToInt(p -> 16 + p.length).sum());
        file.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4);
        file.putLong(0).putInt(65535).putInt(LINKTYPE_RAW);
        int second = 0;
        for (byte[] packet : packets) {
            file.putInt(second++).putInt(0).putInt(packet.length).putInt(packet.length);
            file.put(packet);
        }
        return Files.write(folder.resolve("packets.pcap"), file.array());
    }

    private static List<String> tshark(Path capture, String... arguments)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "tshark",
                                "-n",
                                "-r",
                                capture.toString(),
                                "-o",
                                "ip.check_checksum:TRUE",
                                "-o",
                                "tcp.check_checksum:TRUE",
                                "-o",
                                "udp.check_checksum:TRUE"));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said.lines().toList();
    }

    private static final String COMPLAINTS =
            "_ws.malformed || ip.checksum.status == 0 || tcp.checksum.status == 0"
                    + " || udp.checksum.status == 0 || icmp.checksum.status == 0"
                    + " || icmpv6.checksum.status == 0 || _ws.expert.severity >= 8388608";

    @Test
    void readsTheSameStreamsWithoutAComplaint() throws Exception {
        byte[] up = new byte[40_000];
        new Random(4).nextBytes(up);
        IpStack stack =
                new IpStack(
                        IpSettings.ipv4(new Ipv4Address(Wire.UNIT), 1500, List.of()),
                        new Random(1));
        byte[] greeting = "220 ready\r\n".getBytes(StandardCharsets.US_ASCII);
        Peer peer = new Peer(2525, 77, greeting);
        Line line = new Line(Node.of(stack), peer, 11520, Duration.ofMillis(100));
        Client client = new Client(stack, up, greeting.length).connect("192.0.2.25", 2525, 0);
        line.setUser(() -> client.step(line.now()));
        assertThat(line.runUntil(client::isOver, Duration.ofMinutes(1))).isTrue();

        Path capture = capture(line.log());

        assertThat(tshark(capture, "-Y", COMPLAINTS)).isEmpty();
        String sent =
                String.join(
                        "",
                        tshark(
                                capture,
                                "-Y",
                                "ip.src == 10.0.0.2 && tcp.len > 0",
                                "-T",
                                "fields",
                                "-e",
                                "tcp.payload"));
        assertThat(HexFormat.of().parseHex(sent.replace(":", ""))).isEqualTo(up);
        assertThat(tshark(capture, "-Y", "tcp.analysis.flags")).as("hiccups").isEmpty();
        assertThat(
                        tshark(
                                capture,
                                "-Y",
                                "tcp.flags.syn == 1 && tcp.flags.ack == 0",
                                "-T",
                                "fields",
                                "-e",
                                "tcp.options.mss_val"))
                .containsExactly("1460");
    }

    @Test
    void readsQuestionsAndIpv6WithoutAComplaint() throws Exception {
        List<byte[]> packets = new ArrayList<>();
        IpStack stack =
                new IpStack(
                        new IpSettings(
                                Optional.of(new Ipv4Address(Wire.UNIT)),
                                Optional.of(7L),
                                1500,
                                List.of(new Ipv4Address(Wire.DNS))),
                        new Random(1));
        stack.connect("mail.example", 587, 0);
        for (Optional<byte[]> packet = stack.transmit(0);
                packet.isPresent();
                packet = stack.transmit(0)) {
            packets.add(packet.get());
        }

        Path capture = capture(packets);

        assertThat(tshark(capture, "-Y", COMPLAINTS)).isEmpty();
        assertThat(tshark(capture, "-Y", "dns", "-T", "fields", "-e", "dns.qry.name"))
                .containsExactly("mail.example");
        assertThat(tshark(capture, "-Y", "icmpv6.type == 133")).hasSize(1);
    }
}
