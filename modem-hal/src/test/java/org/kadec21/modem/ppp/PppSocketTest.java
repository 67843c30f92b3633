package org.kadec21.modem.ppp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.kadec21.hal.NotConnectedException;
import org.kadec21.hal.NotConnectedException.Why;
import org.kadec21.modem.TestWorld;
import org.kadec21.modem.ppp.ip.IpSettings;
import org.kadec21.modem.ppp.ip.IpStack;
import org.kadec21.modem.ppp.ip.packet.IpAddress;
import org.kadec21.modem.ppp.ip.packet.Ipv4Address;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/// How a connection that does not come about is told, in one sentence.
class PppSocketTest {

    private final TestWorld world = new TestWorld();

    private NotConnectedException failure(IpStack stack, String host) {
        PppSocket socket =
                new PppSocket(
                        stack.connect(host, 25, world.nanos()),
                        host + ":25",
                        world,
                        world.signal("changed"),
                        () -> {});
        return catchThrowableOfType(
                NotConnectedException.class,
                () -> socket.awaitOpen(world.after(Duration.ofSeconds(1))));
    }

    private static IpStack stack(List<IpAddress> nameServers) {
        Ipv4Address own = new Ipv4Address(0x0a000002);
        return new IpStack(IpSettings.ipv4(own, 1500, nameServers), new Random(1));
    }

    @Test
    void aNameThatNobodyKnowsIsAboutTheName() {
        NotConnectedException failure = failure(stack(List.of()), "mail.lab");

        assertThat(failure.why()).isEqualTo(Why.UNKNOWN_NAME);
        assertThat(failure).hasMessageStartingWith("expected a DNS server");
    }

    @Test
    void aNameThatIsNotResolvedInTimeIsAboutTheName() {
        NotConnectedException failure =
                failure(stack(List.of(new Ipv4Address(0x0a000001))), "mail.lab");

        assertThat(failure.why()).isEqualTo(Why.UNKNOWN_NAME);
        assertThat(failure).hasMessageContaining("was not resolved before the deadline");
    }

    @Test
    void aLinkThatIsGoneIsNoWordOfTheServer() {
        IpStack stack = stack(List.of());
        stack.linkLost("the module said NO CARRIER");

        NotConnectedException failure = failure(stack, "192.0.2.25");

        assertThat(failure.why()).isEqualTo(Why.UNREACHABLE);
        assertThat(failure).hasMessageStartingWith("no connection to 192.0.2.25:25: ");
    }

    @Test
    void silenceIsAboutTheServer() {
        NotConnectedException failure = failure(stack(List.of()), "192.0.2.25");

        assertThat(failure.why()).isEqualTo(Why.SILENT);
        assertThat(failure)
                .hasMessageStartingWith("expected a connection to 192.0.2.25:25, nobody answered");
    }
}
