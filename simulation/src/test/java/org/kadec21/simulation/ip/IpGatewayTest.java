package org.kadec21.simulation.ip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.HexFormat;

/// The internet behind a packet call, where there is no connection.
class IpGatewayTest extends GatewayRig {

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

    @Test
    void namesPortsUnreachableWhereNobodyListens() {
        run(gateway.arrived(new UdpDatagram(1, 54, new byte[1]).within(HOST, DNS).bytes(), now));
        run(gateway.arrived(new UdpDatagram(1, 53, new byte[1]).within(HOST, SERVER).bytes(), now));

        assertThat(towardsHost.get(0)[Ipv4Packet.HEAD + 1]).isEqualTo((byte) 3);
        assertThat(towardsHost.get(1)[Ipv4Packet.HEAD + 1]).isEqualTo((byte) 13);
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
}
