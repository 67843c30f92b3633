package org.kadec21.simulation.ip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.simulation.ip.IpGateway.Failure;

import java.time.Duration;
import java.util.HexFormat;

/// Connections of the host that come about, or do not.
class GatewayOpeningTest extends GatewayRig {

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
    void takesSoManyConnectionsAndNoMore() {
        for (int port = 1; port <= 100; port++) {
            send(new TestTcp(HOST, port, SERVER, 587).tick());
        }

        assertThat(others).hasSize(IpGateway.MOST_FLOWS);
        assertThat(towardsHost).hasSize(100 - IpGateway.MOST_FLOWS);
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
}
