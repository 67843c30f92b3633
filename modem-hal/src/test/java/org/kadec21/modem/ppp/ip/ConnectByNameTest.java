package org.kadec21.modem.ppp.ip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.modem.ppp.ip.ConnectionPhase.Cause;
import org.kadec21.modem.ppp.ip.dns.Messages;
import org.kadec21.modem.ppp.ip.dns.NameCache;
import org.kadec21.modem.ppp.ip.packet.IpAddress;
import org.kadec21.modem.ppp.ip.packet.Ipv4Address;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// From a name to a SYN, through the whole stack.
class ConnectByNameTest {

    private static final IpAddress SERVER = new Ipv4Address(Wire.SERVER);

    private final IpStack stack =
            new IpStack(
                    IpSettings.ipv4(
                            new Ipv4Address(Wire.UNIT), 1500, List.of(new Ipv4Address(Wire.DNS))),
                    new Random(1));

    private byte[] sent(long now) {
        return stack.transmit(now).orElseThrow();
    }

    private static byte[] query(byte[] packet) {
        assertThat(packet[9]).isEqualTo((byte) 17);
        assertThat(Wire.sum(Arrays.copyOf(packet, 20))).isZero();
        ByteBuffer fields = ByteBuffer.wrap(packet);
        assertThat(fields.getInt(16)).isEqualTo(Wire.DNS);
        assertThat(fields.getShort(22)).isEqualTo((short) 53);
        return Arrays.copyOfRange(packet, 28, packet.length);
    }

    private static int port(byte[] packet) {
        return ByteBuffer.wrap(packet).getShort(20) & 0xffff;
    }

    @Test
    void asksForTheNameAndConnectsToItsAddress() {
        IpConnection connection = stack.connect("mail.example", 587, 0);
        byte[] question = sent(0);
        assertThat(connection.phase()).isEqualTo(new ConnectionPhase.Resolving("mail.example"));

        byte[] answer = Messages.answering(query(question)).address(60, 192, 0, 2, 25).bytes();
        stack.arrived(Wire.udp(Wire.DNS, Wire.UNIT, 53, port(question), answer), 1);

        assertThat(connection.phase()).isEqualTo(new ConnectionPhase.Connecting(SERVER));
        Wire.Tcp syn = Wire.tcp(sent(1));
        assertThat(syn.to()).isEqualTo(Wire.SERVER);
        assertThat(syn.toPort()).isEqualTo(587);
    }

    @Test
    void remembersNamesFromOneLinkToTheNext() {
        NameCache names = new NameCache();
        IpSettings settings =
                IpSettings.ipv4(
                        new Ipv4Address(Wire.UNIT), 1500, List.of(new Ipv4Address(Wire.DNS)));
        IpStack before = new IpStack(settings, names, new Random(1));
        before.connect("mail.example", 587, 0);
        byte[] question = before.transmit(0).orElseThrow();
        byte[] answer = Messages.answering(query(question)).address(60, 192, 0, 2, 25).bytes();
        before.arrived(Wire.udp(Wire.DNS, Wire.UNIT, 53, port(question), answer), 1);

        IpConnection next =
                new IpStack(settings, names, new Random(2)).connect("mail.example", 587, 2);

        assertThat(next.phase()).isEqualTo(new ConnectionPhase.Connecting(SERVER));
    }

    @Test
    void takesNoAnswerWithAWrongChecksum() {
        IpConnection connection = stack.connect("mail.example", 587, 0);
        byte[] question = sent(0);
        byte[] answer = Messages.answering(query(question)).address(60, 192, 0, 2, 25).bytes();
        byte[] packet = Wire.udp(Wire.DNS, Wire.UNIT, 53, port(question), answer);
        packet[packet.length - 1] ^= 1;

        stack.arrived(packet, 1);

        assertThat(connection.phase()).isInstanceOf(ConnectionPhase.Resolving.class);
    }

    @Test
    void asksNobodyForALiteral() {
        stack.connect("192.0.2.25", 587, 0);

        assertThat(Wire.tcp(sent(0)).to()).isEqualTo(Wire.SERVER);
        assertThat(stack.transmit(0)).isEmpty();
    }

    @Test
    void fetchesALongAnswerByTcp() {
        IpConnection connection = stack.connect("mail.example", 587, 0);
        byte[] question = sent(0);
        byte[] cut = Messages.answering(query(question)).flags(0x8380).bytes();
        stack.arrived(Wire.udp(Wire.DNS, Wire.UNIT, 53, port(question), cut), 1);

        Wire.Tcp syn = Wire.tcp(sent(1));
        assertThat(syn.to()).isEqualTo(Wire.DNS);
        assertThat(syn.toPort()).isEqualTo(53);
        stack.arrived(reply(syn, 1000, Wire.SYN | Wire.ACK, new byte[0]), 2);
        Wire.Tcp asked = Wire.tcp(sent(2));
        byte[] message = Arrays.copyOfRange(asked.payload(), 2, asked.payload().length);
        assertThat(ByteBuffer.wrap(asked.payload()).getShort()).isEqualTo((short) message.length);
        byte[] answer = Messages.answering(message).address(60, 192, 0, 2, 25).bytes();
        byte[] framed =
                ByteBuffer.allocate(2 + answer.length)
                        .putShort((short) answer.length)
                        .put(answer)
                        .array();
        for (int at = 0; at < framed.length; at++) {
            stack.arrived(
                    reply(asked, 1001 + at, Wire.ACK, Arrays.copyOfRange(framed, at, at + 1)), 3);
        }

        assertThat(connection.phase()).isEqualTo(new ConnectionPhase.Connecting(SERVER));
    }

    @Test
    void failsWithTheReasonWhenNobodyAnswers() {
        IpConnection connection = stack.connect("mail.example", 587, 0);
        long now = 0;
        while (connection.phase() instanceof ConnectionPhase.Resolving) {
            assertThat(stack.transmit(now)).isPresent();
            now = stack.nextDue().atNanos();
            stack.due(now);
        }

        assertThat(connection.phase())
                .isInstanceOfSatisfying(
                        ConnectionPhase.Failed.class,
                        failed -> {
                            assertThat(failed.cause()).isEqualTo(Cause.NAME);
                            assertThat(failed.reason()).contains("mail.example", "10.0.0.53");
                        });
    }

    @Test
    void asksTheNextServerWhenOneIsUnreachable() {
        IpStack two =
                new IpStack(
                        IpSettings.ipv4(
                                new Ipv4Address(Wire.UNIT),
                                1500,
                                List.of(new Ipv4Address(Wire.DNS), new Ipv4Address(Wire.DNS + 1))),
                        new Random(1));
        two.connect("mail.example", 587, 0);
        byte[] question = two.transmit(0).orElseThrow();

        two.arrived(Wire.icmp(Wire.DNS, Wire.UNIT, 3, 3, 0, question), 1);

        assertThat(ByteBuffer.wrap(two.transmit(1).orElseThrow()).getInt(16))
                .isEqualTo(Wire.DNS + 1);
    }

    @Test
    void forgetsALookUpThatNobodyWaitsFor() {
        IpConnection connection = stack.connect("mail.example", 587, 0);

        connection.close(0);

        assertThat(connection.phase()).isEqualTo(new ConnectionPhase.Closed());
        assertThat(stack.transmit(0)).isEmpty();
    }

    @Test
    void keepsSixteenConnectionsAtMost() {
        for (int count = 0; count < 16; count++) {
            assertThat(stack.connect("192.0.2.25", 587, 0).phase())
                    .isInstanceOf(ConnectionPhase.Connecting.class);
        }

        assertThat(stack.connect("192.0.2.25", 587, 0).phase())
                .isInstanceOf(ConnectionPhase.Failed.class);
    }

    @Test
    void answersAnEchoButNotAllOfThem() {
        byte[] echo = "\u0008\0\0\0\0\1\0\1abc".getBytes(StandardCharsets.ISO_8859_1);
        int sum = Wire.sum(echo);
        echo[2] = (byte) (sum >>> 8);
        echo[3] = (byte) sum;
        int answers = 0;

        for (int ping = 0; ping < 50; ping++) {
            stack.arrived(Wire.ipv4(Wire.SERVER, Wire.UNIT, 1, 0, echo), ping);
            byte[] answer = stack.transmit(ping).orElse(new byte[0]);
            answers += answer.length > 0 ? 1 : 0;
            if (answer.length > 0) {
                byte[] reply = Arrays.copyOfRange(answer, 20, answer.length);
                assertThat(reply[0]).isZero();
                assertThat(Wire.sum(reply)).isZero();
            }
        }

        assertThat(answers).isEqualTo(10);
    }

    private static byte[] reply(Wire.Tcp to, int sequence, int flags, byte[] payload) {
        return new Wire.Tcp(
                        to.to(),
                        to.from(),
                        /* fromPort= */ to.toPort(),
                        /* toPort= */ to.fromPort(),
                        sequence,
                        to.sequence() + to.length(),
                        flags,
                        65535,
                        0,
                        payload)
                .packet();
    }
}
