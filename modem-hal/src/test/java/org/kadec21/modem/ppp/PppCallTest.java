package org.kadec21.modem.ppp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Secret;
import org.kadec21.hal.at.AtPort;
import org.kadec21.hal.at.Reply;
import org.kadec21.hal.at.Trace;
import org.kadec21.hal.at.UrcTable;
import org.kadec21.modem.TestWorld;
import org.kadec21.modem.dialect.AccessPoint;
import org.kadec21.modem.ppp.link.Numbering;

import java.time.Duration;
import java.util.List;

class PppCallTest {

    private static final String SYN = "0021 45.{16}06.*";

    private static final String SYN_TO = "0021 45.{14}4006.{12}";

    /// Option 2 over a link that repeats frames, and over one that does not.
    private static final String MSS_256 = "02040100";

    private static final String MSS_1460 = "020405b4";

    /// Option 2, 600 bytes less the headers of IP and TCP.
    private static final String MSS_560 = "02040230";

    private static final String TERMINATE_ACK = "c021 06";

    private final TestWorld world = new TestWorld();
    private final DialledNetwork network = new DialledNetwork(world);
    private final PppService service =
            new PppService(
                    AtPort.start(
                            "line",
                            network,
                            world,
                            world,
                            UrcTable.of(List.of()),
                            new Nobody(),
                            Trace.none()),
                    world,
                    world,
                    PppSetup.usual(new Chance(), (_, _) -> {}).numbering(Numbering.ALWAYS));

    @Test
    void keepsRoomForPacketsWhereANetworkAsksForMoreEchoesThanTheLineCarries() {
        service.open(
                new AccessPoint("au.NET", "user", Secret.of("pass")),
                world.after(Duration.ofMinutes(1)));
        assertThat(service.isOpen()).isTrue();

        network.flood();
        world.runFor(Duration.ofSeconds(1));
        connectInVain();

        assertThat(network.heard()).anyMatch(packet -> packet.matches(SYN));
    }

    @Test
    void keepsToPacketsThatTheNetworkWantsShorterInTheMiddleOfTheCall() {
        service.open(
                new AccessPoint("au.NET", "user", Secret.of("pass")),
                world.after(Duration.ofMinutes(1)));

        network.beginAnew(600);
        world.runFor(Duration.ofSeconds(1));
        connectInVain();

        assertThat(network.heard()).anyMatch(packet -> packet.matches(SYN + MSS_560));
    }

    @Test
    void makesSegmentsThatSuitTheLinkAsItIsAgreedOnAtTheMoment() {
        network.numberFrames();
        service.open(
                new AccessPoint("au.NET", "user", Secret.of("pass")),
                world.after(Duration.ofMinutes(1)));
        connectInVain("10.0.0.4");

        network.beginAnewWithoutNumbers();
        world.runFor(Duration.ofSeconds(1));
        connectInVain("10.0.0.5");

        assertThat(network.heard())
                .anyMatch(packet -> packet.matches(SYN_TO + "0a000004.*" + MSS_256))
                .anyMatch(packet -> packet.matches(SYN_TO + "0a000005.*" + MSS_1460));
    }

    /// Whoever opened the call learns of its end while an earlier frame is being written.
    @Test
    void answersTheNetworksGoodbyeBeforeItLeavesThePort() {
        network.depart();

        Reply reply =
                service.open(
                        new AccessPoint("au.NET", "user", Secret.of("pass")),
                        world.after(Duration.ofMinutes(1)));

        assertThat(reply).isInstanceOf(Reply.Denied.class);
        assertThat(network.heard()).last().asString().startsWith(TERMINATE_ACK);
    }

    /// There is nobody behind this network.
    private void connectInVain() {
        connectInVain("10.0.0.5");
    }

    private void connectInVain(String host) {
        try {
            service.connect(host, 25, world.after(Duration.ofSeconds(10)));
        } catch (LinkException expected) {
            assertThat(expected).hasMessageContaining(host);
        }
    }
}
