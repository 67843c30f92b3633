package org.kadec21.simulation.carrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.simulation.net.VirtualInternet;
import org.kadec21.simulation.time.World;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class CarrierTest {

    private static final Instant BLOCKED = Instant.parse("2013-01-01T00:00:00Z");
    private static final Instant OPEN = Instant.parse("2008-01-01T00:00:00Z");
    private static final CarrierPolicy POLICY = CarrierPolicy.auNet(List.of("own.example.jp"));

    private static final String IMSI = "440700123456789";

    private final List<String> journal = new ArrayList<>();
    private final byte[] buffer = new byte[4096];
    private World world = new World(1, BLOCKED, journal::add);

    @AfterEach
    void closeWorld() {
        world.close();
    }

    @Test
    void aConnectionCostsARoundTrip() throws LinkException {
        Carrier carrier = carrierBefore(POLICY, "mail.example.jp", 587);

        carrier.network(IMSI).connect("mail.example.jp", 587, Deadline.never());

        assertThat(elapsed()).isEqualTo(Duration.ofMillis(300));
    }

    @Test
    void bytesTravelAtTheRateOfTheirDirection() throws LinkException {
        Carrier carrier = carrierBefore(POLICY, "mail.example.jp", 587);
        ByteLink link = carrier.network(IMSI).connect("mail.example.jp", 587, Deadline.never());
        Duration connected = elapsed();

        link.write(new byte[120], Deadline.never());
        int echoed = link.read(buffer, 0, buffer.length, Deadline.never());

        // 120 bytes: 100 ms at 9600 bit/s, 15 ms at 64 kbit/s, and the way there and back
        assertThat(echoed).isEqualTo(120);
        assertThat(elapsed().minus(connected)).isEqualTo(Duration.ofMillis(100 + 15 + 300));
    }

    @Test
    void aSeveredConnectionIsDeadWithAllThatTravels() throws LinkException {
        Carrier carrier = carrierBefore(POLICY, "mail.example.jp", 587);
        ByteLink link = carrier.network(IMSI).connect("mail.example.jp", 587, Deadline.never());
        link.write(new byte[120], Deadline.never());
        world.runFor(Duration.ofMillis(100));

        carrier.sever("the signal faded");

        assertThatThrownBy(() -> link.read(buffer, 0, buffer.length, Deadline.never()))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("the signal faded");
        assertThat(journal).anyMatch(line -> line.contains("carrier.severed"));
    }

    @Test
    void aBlockedPortIsSilentUntilTheDeadline() throws LinkException {
        Carrier carrier = carrierBefore(POLICY, "mail.example.jp", 25);
        Deadline deadline = world.time().after(Duration.ofSeconds(30));

        assertThatThrownBy(() -> carrier.network(IMSI).connect("mail.example.jp", 25, deadline))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("no answer from mail.example.jp port 25")
                .hasMessageContaining("587");
        assertThat(elapsed()).isEqualTo(Duration.ofSeconds(30));
        assertThat(journal).anyMatch(line -> line.contains("carrier.blocked"));
    }

    @Test
    void aBlockedPortIsSilentForNoLongerThanTcpTries() throws LinkException {
        Carrier carrier = carrierBefore(POLICY, "mail.example.jp", 25);

        assertThatThrownBy(() ->
                        carrier.network(IMSI).connect("mail.example.jp", 25, Deadline.never()))
                .isInstanceOf(LinkException.class);
        assertThat(elapsed()).isEqualTo(Carrier.SYN_GIVES_UP);
    }

    @Test
    void theProvidersOwnServerStaysReachableOnPort25() throws LinkException {
        Carrier carrier = carrierBefore(POLICY, "own.example.jp", 25);

        carrier.network(IMSI).connect("own.example.jp", 25, Deadline.never());

        assertThat(elapsed()).isEqualTo(Duration.ofMillis(300));
    }

    @Test
    void port25IsOpenBeforeTheDate() throws LinkException {
        world.close();
        world = new World(1, OPEN, journal::add);
        Carrier carrier = carrierBefore(POLICY, "mail.example.jp", 25);

        carrier.network(IMSI).connect("mail.example.jp", 25, Deadline.never());

        assertThat(elapsed()).isEqualTo(Duration.ofMillis(300));
    }

    @Test
    void aDeadlineWithinTheRoundTripEndsTheConnect() throws LinkException {
        Carrier carrier = carrierBefore(POLICY, "mail.example.jp", 587);
        Deadline deadline = world.time().after(Duration.ofMillis(200));

        assertThatThrownBy(() -> carrier.network(IMSI).connect("mail.example.jp", 587, deadline))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("no answer");
        assertThat(elapsed()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void theServersEndReachesTheModuleAfterItsLastByte() throws LinkException {
        VirtualInternet internet = new VirtualInternet(world.tasks("net"), world.time());
        internet.listen("mail.example.jp", 587, (link, peer) -> greetAndClose(link));
        ByteLink link =
                carrier(POLICY, internet)
                        .network(IMSI)
                        .connect("mail.example.jp", 587, Deadline.never());

        assertThat(link.read(buffer, 0, buffer.length, Deadline.never())).isEqualTo(3);
        assertThat(link.read(buffer, 0, buffer.length, Deadline.never())).isEqualTo(-1);
    }

    @Test
    void aLineWithoutDelayAndRateIsHandedThrough() throws LinkException {
        CarrierPolicy plain = POLICY.withLine(Duration.ZERO, 0, 0);
        Carrier carrier = carrierBefore(plain, "mail.example.jp", 587);

        ByteLink link = carrier.network(IMSI).connect("mail.example.jp", 587, Deadline.never());
        link.write(new byte[5000], Deadline.never());
        int got = link.read(buffer, 0, buffer.length, Deadline.never());

        assertThat(got).isPositive();
        assertThat(elapsed()).isZero();
    }

    @Test
    void nobodyCanCallASubscriber() {
        Carrier carrier = carrier(POLICY, new VirtualInternet(world.tasks("net"), world.time()));

        assertThatThrownBy(() -> carrier.network(IMSI).listen("unit", 0, (link, peer) -> {}))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("private addresses");
    }

    private Duration elapsed() {
        return Duration.ofNanos(world.time().nanos());
    }

    private Carrier carrierBefore(CarrierPolicy policy, String host, int port)
            throws LinkException {
        VirtualInternet internet = new VirtualInternet(world.tasks("net"), world.time());
        internet.listen(
                host, port, (link, peer) -> world.tasks("host").start("echo", () -> echo(link)));
        return carrier(policy, internet);
    }

    private Carrier carrier(CarrierPolicy policy, VirtualInternet internet) {
        return new Carrier(
                world.tasks("carrier"), world.time(), world.journal("carrier"), policy, internet);
    }

    private static void echo(ByteLink link) {
        byte[] bytes = new byte[512];
        try {
            for (int n = 0; n >= 0; n = link.read(bytes, 0, bytes.length, Deadline.never())) {
                link.write(bytes, 0, n, Deadline.never());
            }
            link.close();
        } catch (LinkException e) {
            link.close();
        }
    }

    private static void greetAndClose(ByteLink link) {
        try {
            link.write(new byte[] {'h', 'i', '!'}, Deadline.never());
            link.close();
        } catch (LinkException e) {
            throw new AssertionError(e);
        }
    }
}
