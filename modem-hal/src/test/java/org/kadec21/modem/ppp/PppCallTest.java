package org.kadec21.modem.ppp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Randomness;
import org.kadec21.hal.Secret;
import org.kadec21.hal.at.AtPort;
import org.kadec21.hal.at.Trace;
import org.kadec21.hal.at.Urc;
import org.kadec21.hal.at.UrcListener;
import org.kadec21.hal.at.UrcTable;
import org.kadec21.modem.TestWorld;
import org.kadec21.modem.dialect.AccessPoint;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

class PppCallTest {

    private static final String SYN = "0021 45.{16}06.*";

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
                    PppSetup.usual(new Chance(), (_, _) -> {}));

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

    /// There is nobody behind this network.
    private void connectInVain() {
        try {
            service.connect("10.0.0.5", 25, world.after(Duration.ofSeconds(10)));
        } catch (LinkException expected) {
            assertThat(expected).hasMessageContaining("10.0.0.5");
        }
    }

    private static final class Chance implements Randomness {

        @Override
        public RandomGenerator generator() {
            return new Random(1);
        }

        @Override
        public SecureRandom secure() {
            return new SecureRandom();
        }
    }

    private static final class Nobody implements UrcListener {

        @Override
        public void heard(Urc urc) {}

        @Override
        public void ended(String reason) {}
    }
}
