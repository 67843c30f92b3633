package org.kadec21.simulation.module;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.SerialLink;
import org.kadec21.simulation.carrier.BlockAnswer;
import org.kadec21.simulation.carrier.Carrier;
import org.kadec21.simulation.carrier.CarrierPolicy;
import org.kadec21.simulation.carrier.PacketCalls;
import org.kadec21.simulation.carrier.PortBlock;
import org.kadec21.simulation.ip.Ipv4Address;
import org.kadec21.simulation.ip.NumberedNames;
import org.kadec21.simulation.ip.TestTcp;
import org.kadec21.simulation.link.VirtualSerial;
import org.kadec21.simulation.module.device.ModuleMemory;
import org.kadec21.simulation.module.device.ModuleProfile;
import org.kadec21.simulation.module.device.ModuleTimings;
import org.kadec21.simulation.module.device.SimCard;
import org.kadec21.simulation.net.VirtualInternet;
import org.kadec21.simulation.ppp.Authentication;
import org.kadec21.simulation.ppp.TestHost;
import org.kadec21.simulation.time.World;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// A whole module in virtual time that a host dials through, over the air into the internet.
class PacketCallTest {

    private static final Instant BLOCKED = Instant.parse("2012-07-21T14:00:00Z");
    private static final int BITS_PER_SECOND = ModuleMemory.DEFAULT_BITS_PER_SECOND;
    private static final Duration STEP = Duration.ofMillis(200);
    private static final String SERVER = "mail.example.jp";

    private final List<String> journal = new ArrayList<>();
    private final World world = new World(7, BLOCKED, journal::add);
    private final SimCard sim = SimCard.open("440701234567890");
    private final VirtualInternet internet =
            new VirtualInternet(world.tasks("internet"), world.time());
    private final NumberedNames names = new NumberedNames(internet::knows);
    private final VirtualSerial serial =
            new VirtualSerial("uart1", BITS_PER_SECOND, world.tasks("serial"), world.time());
    private final SerialLink line = serial.open(BITS_PER_SECOND, () -> {});
    private final TestHost host = new TestHost("au", "lab");
    private final StringBuilder heard = new StringBuilder();
    private final Carrier carrier = carrier(CarrierPolicy.auNet(List.of()));
    private final SimulatedModule module = module();
    private Optional<TestTcp> connection = Optional.empty();
    private long ticked;

    @BeforeEach
    void theInternetHasAServer() throws LinkException {
        for (int port : new int[] {25, 587}) {
            internet.listen(SERVER, port, (link, peer) -> serve(link));
        }
    }

    @AfterEach
    void closeWorld() {
        world.close();
    }

    @Test
    void carriesBytesBothWaysAndHangsUp() throws LinkException {
        dial("ATD#777");
        TestTcp tcp = connect(587, 20);
        assertThat(tcp.isOpen()).isTrue();
        byte[] text = "all work and no play\r\n".repeat(300).getBytes(StandardCharsets.US_ASCII);
        tcp.write(text);

        passes(120);
        tcp.close();
        passes(30);
        write(host.terminate());
        ticked = 0;
        passes(10);

        assertThat(new String(tcp.received(), StandardCharsets.US_ASCII))
                .isEqualTo("220\r\n" + new String(text, StandardCharsets.US_ASCII));
        assertThat(tcp.isClosed()).isTrue();
        assertThat(heard.toString()).endsWith("\r\nNO CARRIER\r\n");
        assertThat(journal)
                .anyMatch(event -> event.contains("ppp.up"))
                .anyMatch(event -> event.contains("carrier.connected") && event.contains(":587"))
                .anyMatch(event -> event.contains("ppp.down"));
        assertThat(module.meter().bytesUp()).isGreaterThan(text.length);
        assertThat(module.meter().bytesDown()).isGreaterThan(text.length);
        assertThat(module.meter().radioOn()).isGreaterThan(Duration.ofMinutes(2));
    }

    @Test
    void theAirSetsThePace() throws LinkException {
        dial("ATD*99***1#");
        TestTcp tcp = connect(587, 20);
        byte[] text = new byte[12_000];
        Arrays.fill(text, (byte) 'x');
        tcp.write(text);

        passes(10); // 9600 bit/s are 1200 bytes a second
        assertThat(tcp.received().length).isLessThan(12_000);
        passes(60);

        assertThat(tcp.received()).hasSize("220\r\n".length() + text.length);
    }

    @Test
    void anotherServersPort25StaysSilent() throws LinkException {
        dial("ATD#777");

        TestTcp tcp = connect(25, 60);

        assertThat(tcp.isOpen()).isFalse();
        assertThat(tcp.isReset()).isFalse();
        assertThat(journal).anyMatch(event -> event.contains("carrier.blocked"));
    }

    @Test
    void aPortThatIsBlockedByAResetIsReset() throws LinkException {
        carrier.change(
                CarrierPolicy.auNet(List.of())
                        .withBlocks(
                                List.of(
                                        new PortBlock(
                                                587,
                                                Instant.MIN,
                                                List.of(),
                                                100,
                                                BlockAnswer.RESET))));
        dial("ATD#777");

        assertThat(connect(587, 20).isReset()).isTrue();
    }

    @Test
    void theHostHasToSayWhoItIsWhereTheCarrierAsks() throws LinkException {
        carrier.change(
                CarrierPolicy.auNet(List.of())
                        .withPacketCalls(
                                PacketCalls.OPEN.asking(Authentication.CHAP, Optional.empty())));

        dial("ATD#777");

        assertThat(host.isUp()).isTrue();
        assertThat(journal).anyMatch(event -> event.contains("ppp.up") && event.contains("CHAP"));
    }

    @Test
    void anIdleCallIsEndedByTheNetwork() throws LinkException {
        carrier.change(
                CarrierPolicy.auNet(List.of())
                        .withPacketCalls(
                                new PacketCalls(
                                        Authentication.NONE,
                                        Optional.empty(),
                                        Duration.ofMinutes(1),
                                        0)));
        dial("ATD#777");

        passes(90);

        assertThat(heard.toString()).endsWith("\r\nNO CARRIER\r\n");
    }

    @Test
    void everythingArrivesThroughAnAirThatLosesFrames() throws LinkException {
        carrier.change(
                CarrierPolicy.auNet(List.of())
                        .withPacketCalls(
                                new PacketCalls(
                                        Authentication.NONE,
                                        Optional.empty(),
                                        Duration.ZERO,
                                        0.02)));
        dial("ATD#777");
        TestTcp tcp = connect(587, 60);
        byte[] text = "0123456789".repeat(800).getBytes(StandardCharsets.US_ASCII);
        tcp.write(text);

        passes(300);

        assertThat(new String(tcp.received(), StandardCharsets.US_ASCII))
                .isEqualTo("220\r\n" + new String(text, StandardCharsets.US_ASCII));
    }

    @Test
    void losingTheNetworkEndsTheCall() throws LinkException {
        dial("ATD#777");
        connect(587, 20);

        carrier.change(CarrierPolicy.auNet(List.of()).refusing(List.of(sim.imsi())));
        passes(5);

        assertThat(heard.toString()).endsWith("\r\nNO CARRIER\r\n");
        assertThat(journal)
                .anyMatch(event -> event.contains("ppp.down") && event.contains("hung up"));
    }

    @Test
    void aSeveredAirEndsTheCall() throws LinkException {
        dial("ATD#777");

        carrier.sever("fading");
        passes(5);

        assertThat(heard.toString()).endsWith("\r\nNO CARRIER\r\n");
    }

    @Test
    void aCutSupplyEndsTheCallWithoutAWord() throws LinkException {
        dial("ATD#777");
        heard.setLength(0);

        module.cutSupply();
        passes(5);

        assertThat(heard.toString()).doesNotContain("NO CARRIER");
        assertThat(journal).anyMatch(event -> event.contains("ppp.down"));
    }

    @Test
    void whatTheNetworkSaysDuringAnEscapeComesAfterwards() throws LinkException {
        dial("ATD#777");
        TestTcp tcp = connect(587, 20);
        passes(3);
        write("+++".getBytes(StandardCharsets.US_ASCII));
        passes(2);
        assertThat(heard.toString()).endsWith("\r\nOK\r\n");

        write("ATO\r".getBytes(StandardCharsets.US_ASCII));
        passes(2);
        tcp.write("hello".getBytes(StandardCharsets.US_ASCII));
        passes(20);

        assertThat(new String(tcp.received(), StandardCharsets.US_ASCII)).endsWith("hello");
    }

    /// Dials and waits until the host is up.
    private void dial(String command) throws LinkException {
        module.attach(serial.module());
        module.power().pressPowerKey();
        passes(15);
        write((command + "\r").getBytes(StandardCharsets.US_ASCII));
        while (heard.indexOf("CONNECT") < 0) {
            passes(1);
        }
        ticked = world.time().nanos();
        write(host.tick(ticked));
        for (int second = 0; second < 60 && !host.isUp(); second++) {
            passes(1);
        }
        assertThat(host.isUp()).isTrue();
    }

    private TestTcp connect(int port, int seconds) throws LinkException {
        Ipv4Address server = names.addressesOf(SERVER).getFirst();
        TestTcp tcp = new TestTcp(host.address(), 40_000, server, port);
        connection = Optional.of(tcp);
        send(tcp.tick());
        passes(seconds);
        return tcp;
    }

    private void passes(int seconds) throws LinkException {
        Deadline end = world.time().after(Duration.ofSeconds(seconds));
        byte[] buffer = new byte[2048];
        while (!world.time().isOver(end)) {
            Deadline step = world.time().after(STEP).earlier(end);
            int count = line.read(buffer, 0, buffer.length, step);
            if (count > 0) {
                heard.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
                if (ticked > 0) {
                    write(host.take(Arrays.copyOf(buffer, count)));
                    for (byte[] packet : host.packets()) {
                        if (connection.isPresent()) {
                            send(connection.get().take(packet));
                        }
                    }
                }
            }
            if (ticked > 0 && world.time().nanos() - ticked > Duration.ofSeconds(3).toNanos()) {
                ticked = world.time().nanos();
                write(host.tick(ticked));
                if (connection.isPresent()) {
                    send(connection.get().tick());
                }
            }
        }
    }

    private void send(List<byte[]> packets) throws LinkException {
        for (byte[] packet : packets) {
            write(host.send(packet));
        }
    }

    private void write(byte[] bytes) throws LinkException {
        if (bytes.length > 0) {
            line.write(bytes, world.time().after(Duration.ofSeconds(30)));
        }
    }

    private Carrier carrier(CarrierPolicy policy) {
        return new Carrier(
                world.tasks("carrier"),
                world.time(),
                world.journal("carrier"),
                policy,
                internet,
                names,
                new SplittableRandom(1));
    }

    private SimulatedModule module() {
        ModuleProfile profile = ModuleProfile.dualBand();
        return new SimulatedModule(
                world.tasks("module"),
                world.time(),
                world.journal("module"),
                carrier.network(sim.imsi()),
                carrier.radio(sim.imsi(), profile.bands()),
                profile,
                new ModuleMemory(sim),
                ModuleTimings.TYPICAL);
    }

    /// Greets, then gives back what comes.
    private void serve(ByteLink link) {
        world.tasks("server").start("echo", () -> echo(link));
    }

    private static void echo(ByteLink link) {
        byte[] buffer = new byte[512];
        try {
            link.write("220\r\n".getBytes(StandardCharsets.US_ASCII), Deadline.never());
            for (int n = 0; n >= 0; n = link.read(buffer, 0, buffer.length, Deadline.never())) {
                link.write(buffer, 0, n, Deadline.never());
            }
            link.close();
        } catch (LinkException e) {
            link.close();
        }
    }
}
