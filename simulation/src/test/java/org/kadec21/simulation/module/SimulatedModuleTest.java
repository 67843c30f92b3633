package org.kadec21.simulation.module;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.SerialLink;
import org.kadec21.simulation.carrier.Carrier;
import org.kadec21.simulation.carrier.CarrierPolicy;
import org.kadec21.simulation.link.VirtualSerial;
import org.kadec21.simulation.module.core.ModuleSocket;
import org.kadec21.simulation.module.device.ModuleMemory;
import org.kadec21.simulation.module.device.ModuleProfile;
import org.kadec21.simulation.module.device.ModuleTimings;
import org.kadec21.simulation.module.device.SimCard;
import org.kadec21.simulation.net.VirtualInternet;
import org.kadec21.simulation.time.World;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class SimulatedModuleTest {

    /// Bytes of one `+QIRD`.
    private static final int MOST_READ = 1500;

    private static final Instant BLOCKED = Instant.parse("2012-07-21T14:00:00Z");
    private static final String BANNER =
            "\r\nRDY\r\n\r\n+CFUN: 1\r\n\r\n+CPIN: READY\r\n\r\nAPP RDY\r\n";

    private final List<String> journal = new ArrayList<>();
    private final World world = new World(7, BLOCKED, journal::add);
    private final SimCard sim = SimCard.open("440701234567890");
    private final VirtualInternet internet =
            new VirtualInternet(world.tasks("internet"), world.time());
    private final Carrier carrier =
            new Carrier(
                    world.tasks("carrier"),
                    world.time(),
                    world.journal("carrier"),
                    CarrierPolicy.auNet(List.of()),
                    internet);
    private VirtualSerial serial = serial();
    private SerialLink host = serial.open(ModuleMemory.DEFAULT_BITS_PER_SECOND, () -> {});

    @BeforeEach
    void theInternetHasAMailServer() throws LinkException {
        internet.listen("mail.example.jp", 587, (link, peer) -> serve(link));
        internet.listen("mail.example.jp", 25, (link, peer) -> serve(link));
    }

    @AfterEach
    void closeWorld() {
        world.close();
    }

    @Test
    void bootsRegistersAndCarriesBytesBothWays() throws LinkException {
        started(ModuleProfile.dualBand());

        assertThat(talk("AT+QIOPEN=1,0,\"TCP\",\"mail.example.jp\",587,0,0", 2))
                .isEqualTo("\r\nOK\r\n\r\n+QIOPEN: 0,0\r\n\r\n+QIURC: \"recv\",0\r\n");
        assertThat(talk("AT+QIRD=0,1500", 1)).isEqualTo("\r\n+QIRD: 5\r\n220\r\n\r\n\r\nOK\r\n");
        assertThat(talk("AT+QISEND=0,6", 1)).isEqualTo("\r\n> ");
        assertThat(said("QUIT\r\n", 2)).isEqualTo("\r\nSEND OK\r\n\r\n+QIURC: \"recv\",0\r\n");
        assertThat(talk("AT+QIRD=0,1500", 1)).isEqualTo("\r\n+QIRD: 6\r\nQUIT\r\n\r\n\r\nOK\r\n");
        assertThat(talk("AT+QICLOSE=0", 1)).isEqualTo("\r\nOK\r\n");
        assertThat(journal)
                .anyMatch(line ->
                        line.contains("socket.closed")
                                && line.contains("mail.example.jp:587")
                                && line.contains("\"up\":6")
                                && line.contains("\"down\":11"));
    }

    @Test
    void port25OfAForeignServerNeverAnswers() throws LinkException {
        started(ModuleProfile.dualBand());

        assertThat(talk("AT+QIOPEN=1,0,\"TCP\",\"mail.example.jp\",25,0,0", 74))
                .isEqualTo("\r\nOK\r\n");
        assertThat(said("", 2)).isEqualTo("\r\n+QIOPEN: 0,566\r\n");
    }

    @Test
    void theOldBandModuleGoesDarkOnItsDay() throws LinkException {
        started(ModuleProfile.oldBand());
        assertThat(talk("AT$BSINFO?", 1)).contains("$BSINFO: 3,0,76,");

        String atTheEnd = said("", 3600);

        assertThat(atTheEnd).isEqualTo("\r\n+QIURC: \"pdpdeact\",1\r\n");
        assertThat(talk("AT+CREG?", 1)).contains("+CREG: 0,2");
    }

    @Test
    void theDualBandModuleStaysOnTheNewBand() throws LinkException {
        started(ModuleProfile.dualBand());

        assertThat(said("", 3600)).isEmpty();
        assertThat(talk("AT$BSINFO?", 1)).contains("$BSINFO: 0,0,1175,");
    }

    @Test
    void aReplacedPolicyReachesTheModuleAtOnce() throws LinkException {
        started(ModuleProfile.dualBand());
        talk("AT+CREG=1", 1);

        carrier.change(CarrierPolicy.auNet(List.of()).refusing(List.of(sim.imsi())));

        assertThat(said("", 1)).contains("+CREG: 3").contains("pdpdeact");
    }

    @Test
    void aPortThatWasPulledCanBeAttachedAnew() throws LinkException {
        SimulatedModule module = started(ModuleProfile.dualBand());
        serial.unplug("pulled");
        world.runFor(Duration.ofSeconds(1));

        serial = serial();
        host = serial.open(ModuleMemory.DEFAULT_BITS_PER_SECOND, () -> {});
        module.attach(serial.module());

        assertThat(talk("AT", 1)).isEqualTo("\r\nOK\r\n");
    }

    @Test
    void bytesBeyondTheBuffersWaitWithTheServer() throws LinkException {
        internet.listen("flood.example.jp", 80, (link, peer) -> flood(link));
        SimulatedModule module = started(ModuleProfile.dualBand());

        talk("AT+QIOPEN=1,0,\"TCP\",\"flood.example.jp\",80,0,0", 60);

        assertThat(module.meter().bytesDown()).isEqualTo(ModuleSocket.RECEIVE_BUFFER);
        int total = 0;
        for (int i = 0; i < 100_000 / MOST_READ; i++) {
            total += announced(talk("AT+QIRD=0,1500", 10));
        }
        assertThat(total).isEqualTo(66 * MOST_READ);
    }

    private static int announced(String reply) {
        String digits = reply.substring(reply.indexOf("+QIRD: ") + 7);
        return Integer.parseInt(digits.substring(0, digits.indexOf('\r')));
    }

    private VirtualSerial serial() {
        return new VirtualSerial(
                "uart1", ModuleMemory.DEFAULT_BITS_PER_SECOND, world.tasks("serial"), world.time());
    }

    /// Powered, registered and with context 1 up; echo off.
    private SimulatedModule started(ModuleProfile profile) throws LinkException {
        SimulatedModule module =
                new SimulatedModule(
                        world.tasks("module"),
                        world.time(),
                        world.journal("module"),
                        carrier.network(sim.imsi()),
                        carrier.radio(sim.imsi(), profile.bands()),
                        profile,
                        new ModuleMemory(sim),
                        ModuleTimings.TYPICAL);
        module.attach(serial.module());
        module.power().pressPowerKey();
        assertThat(said("", 6)).isEqualTo(BANNER);
        talk("ATE0", 10);
        talk("AT+QICSGP=1,1,\"au.NET\",\"user\",\"pass\",1", 1);
        assertThat(talk("AT+QIACT=1", 5)).isEqualTo("\r\nOK\r\n");
        return module;
    }

    private String talk(String line, int seconds) throws LinkException {
        return said(line + "\r", seconds);
    }

    /// Types and returns what the module says within so many seconds.
    private String said(String typed, int seconds) throws LinkException {
        Deadline end = world.time().after(Duration.ofSeconds(seconds));
        host.write(typed.getBytes(StandardCharsets.ISO_8859_1), end);
        StringBuilder said = new StringBuilder();
        byte[] buffer = new byte[2048];
        for (int n = host.read(buffer, 0, buffer.length, end);
                n > 0;
                n = host.read(buffer, 0, buffer.length, end)) {
            said.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
        }
        return said.toString();
    }

    /// Greets, then gives back what comes.
    private void serve(ByteLink link) {
        world.tasks("server")
                .start(
                        "echo",
                        () -> {
                            byte[] buffer = new byte[512];
                            try {
                                link.write(
                                        "220\r\n".getBytes(StandardCharsets.US_ASCII),
                                        Deadline.never());
                                for (int n = 0;
                                        n >= 0;
                                        n = link.read(buffer, 0, 512, Deadline.never())) {
                                    link.write(buffer, 0, n, Deadline.never());
                                }
                            } catch (LinkException e) {
                                link.close();
                            }
                        });
    }

    private void flood(ByteLink link) {
        world.tasks("server")
                .start(
                        "flood",
                        () -> {
                            try {
                                link.write(new byte[100_000], Deadline.never());
                            } catch (LinkException e) {
                                link.close();
                            }
                        });
    }
}
