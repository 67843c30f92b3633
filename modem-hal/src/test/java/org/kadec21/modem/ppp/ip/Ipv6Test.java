package org.kadec21.modem.ppp.ip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.modem.ppp.ip.dns.Messages;
import org.kadec21.modem.ppp.ip.packet.Ipv4Address;
import org.kadec21.modem.ppp.ip.packet.Ipv6Address;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// A host that has nothing but IPv6, on a link with a router.
class Ipv6Test {

    private static final long SECOND = 1_000_000_000L;
    private static final byte[] OWN = Wire6.hex("20010db8000100020000000000000007");
    private static final byte[] SERVER = Wire6.hex("20010db8ffff00000000000000000019");

    private final IpStack stack =
            new IpStack(
                    new IpSettings(Optional.empty(), Optional.of(7L), 1500, List.of()),
                    new Random(1));

    private static byte[] advertisement() {
        return advertisement("");
    }

    /// @param more further options, in hexadecimal digits
    private static byte[] advertisement(String more) {
        byte[] message =
                Wire6.hex(
                        "86000000"
                                + "40000708"
                                + "00000000"
                                + "00000000"
                                + "0304"
                                + "40c0"
                                + "00015180"
                                + "00003840"
                                + "00000000"
                                + "20010db8000100020000000000000000"
                                + more);
        return Wire6.sealed(Wire6.ROUTER, Wire6.ALL_NODES, 58, 2, message);
    }

    @Test
    void asksTheRouterAndMakesItsAddressFromThePrefix() {
        byte[] solicitation = stack.transmit(0).orElseThrow();
        assertThat(solicitation[7] & 0xff).isEqualTo(255);
        assertThat(solicitation[40] & 0xff).isEqualTo(133);
        assertThat(Arrays.copyOfRange(solicitation, 8, 24))
                .isEqualTo(Wire6.hex("fe800000000000000000000000000007"));

        stack.arrived(advertisement(), 1);
        stack.connect("2001:db8:ffff::19", 587, 1);

        byte[] syn = stack.transmit(1).orElseThrow();
        assertThat(Arrays.copyOfRange(syn, 8, 24)).isEqualTo(OWN);
        assertThat(Arrays.copyOfRange(syn, 24, 40)).isEqualTo(SERVER);
        byte[] segment = Arrays.copyOfRange(syn, 40, syn.length);
        assertThat(Wire.sum(Wire6.pseudo(OWN, SERVER, 6, segment))).isZero();
        assertThat(ByteBuffer.wrap(segment).getShort(22)).isEqualTo((short) 1440);
    }

    private IpConnection opened() {
        stack.arrived(advertisement(), 1);
        IpConnection connection = stack.connect("2001:db8:ffff::19", 587, 1);
        byte[] syn = stack.transmit(1).orElseThrow();
        ByteBuffer fields = ByteBuffer.wrap(syn, 40, 24).slice();
        byte[] answer =
                ByteBuffer.allocate(24)
                        .putShort((short) 587)
                        .putShort(fields.getShort(0))
                        .putInt(5000)
                        .putInt(fields.getInt(4) + 1)
                        .putInt(0x6012_ffff)
                        .putInt(0)
                        .putInt(0x0204_05a0)
                        .array();

        stack.arrived(Wire6.sealed(SERVER, OWN, 6, 16, answer), 2);
        return connection;
    }

    private static byte[] error(int type, int code, int rest, byte[] about) {
        byte[] message =
                ByteBuffer.allocate(8 + 48)
                        .put((byte) type)
                        .put((byte) code)
                        .putShort((short) 0)
                        .putInt(rest)
                        .put(about, 0, 48)
                        .array();
        return Wire6.sealed(SERVER, OWN, 58, 2, message);
    }

    @Test
    void opensAConnection() {
        assertThat(opened().phase()).isInstanceOf(ConnectionPhase.Open.class);
    }

    @Test
    void cutsSmallerSegmentsForASmallerLink() {
        IpConnection connection = opened();
        connection.send(new byte[1440], 0, 1440, 3);
        byte[] large = stack.transmit(3).orElseThrow();
        assertThat(large).hasSize(1500);

        stack.arrived(error(2, 0, 1300, large), 4);

        assertThat(stack.transmit(4).orElseThrow()).hasSize(1300);
    }

    @Test
    void beginsNothingOnALinkThatIsTooShortForIpv6UntilItIsLongAgain() {
        stack.arrived(advertisement(), 1);

        stack.linkTakes(1279);
        IpConnection early = stack.connect("2001:db8:ffff::19", 587, 2);
        stack.linkTakes(1280);
        stack.connect("2001:db8:ffff::19", 587, 3);

        assertThat(early.phase()).isInstanceOf(ConnectionPhase.Failed.class);
        byte[] syn = stack.transmit(3).orElseThrow();
        assertThat(ByteBuffer.wrap(syn).getShort(62)).isEqualTo((short) 1220);
    }

    @Test
    void goesOnWithAConnectionWhenTheLinkGetsTooShortForIpv6() {
        IpConnection connection = opened();
        stack.transmit(3);

        stack.linkTakes(600);
        connection.send(new byte[1440], 0, 1440, 3);

        assertThat(stack.transmit(3).orElseThrow()).hasSize(600);
    }

    @Test
    void failsAtOnceWhenARouterForbidsAConnectionThatIsNotOpenYet() {
        stack.arrived(advertisement(), 1);
        IpConnection connection = stack.connect("2001:db8:ffff::19", 587, 1);
        byte[] syn = stack.transmit(1).orElseThrow();

        stack.arrived(error(1, 1, 0, syn), 2);

        assertThat(connection.phase()).isInstanceOf(ConnectionPhase.Failed.class);
    }

    @Test
    void believesNoErrorWithAWrongChecksum() {
        stack.arrived(advertisement(), 1);
        IpConnection connection = stack.connect("2001:db8:ffff::19", 587, 1);
        byte[] damaged = error(1, 1, 0, stack.transmit(1).orElseThrow());
        damaged[damaged.length - 1] ^= 1;

        stack.arrived(damaged, 2);

        assertThat(connection.phase()).isInstanceOf(ConnectionPhase.Connecting.class);
    }

    @Test
    void holdsAConnectionUntilItHasAnAddressAndGivesUpAfterTwelveSeconds() {
        IpConnection connection = stack.connect("2001:db8:ffff::19", 587, 0);
        int solicitations = 0;
        long now = 0;
        while (connection.phase() instanceof ConnectionPhase.Resolving) {
            solicitations += stack.transmit(now).isPresent() ? 1 : 0;
            now = stack.nextDue().atNanos();
            stack.due(now);
        }

        assertThat(solicitations).isEqualTo(3);
        assertThat(now).isEqualTo(12 * SECOND);
        assertThat(connection.phase()).isInstanceOf(ConnectionPhase.Failed.class);
    }

    @Test
    void believesNoAdvertisementThatARouterHasForwarded() {
        byte[] far = advertisement();
        far[7] = (byte) 254;

        stack.arrived(far, 1);

        assertThat(stack.connect("2001:db8:ffff::19", 587, 1).phase())
                .isInstanceOf(ConnectionPhase.Resolving.class);
    }

    @Test
    void tellsANeighbourThatItIsReached() {
        stack.transmit(0);
        byte[] question =
                ByteBuffer.allocate(24)
                        .put((byte) 135)
                        .put(8, Wire6.hex("fe800000000000000000000000000007"))
                        .array();

        stack.arrived(Wire6.sealed(Wire6.ROUTER, Wire6.ALL_NODES, 58, 2, question), 1);

        byte[] answer = stack.transmit(1).orElseThrow();
        assertThat(answer[40] & 0xff).isEqualTo(136);
        assertThat(Arrays.copyOfRange(answer, 24, 40)).isEqualTo(Wire6.ROUTER);
    }

    /// Two of them for an hour.
    private static final String NAME_SERVERS =
            "1905000000000e10"
                    + "20010db8ffff00000000000000000053"
                    + "20010db8ffff00000000000000000054";

    private static final String NONE_ANY_MORE =
            "1903000000000000" + "20010db8ffff00000000000000000053";

    @Test
    void asksTheNameServersThatTheRouterTells() {
        stack.arrived(advertisement(NAME_SERVERS), 1);

        stack.connect("mail.example", 587, 1);

        byte[] question = stack.transmit(1).orElseThrow();
        assertThat(question[6]).isEqualTo((byte) 17);
        assertThat(Arrays.copyOfRange(question, 24, 40))
                .isEqualTo(Wire6.hex("20010db8ffff00000000000000000053"));
        assertThat(Messages.type(Arrays.copyOfRange(question, 48, question.length)))
                .isEqualTo(Messages.AAAA);
    }

    @Test
    void asksNoNameServerThatTheRouterTookBack() {
        stack.arrived(advertisement(NAME_SERVERS), 1);
        stack.arrived(advertisement(NONE_ANY_MORE), 2);

        stack.connect("mail.example", 587, 2);

        assertThat(Arrays.copyOfRange(stack.transmit(2).orElseThrow(), 24, 40))
                .isEqualTo(Wire6.hex("20010db8ffff00000000000000000054"));
    }

    @Test
    void asksNoNameServerWhoseTimeIsOver() {
        stack.arrived(advertisement(NAME_SERVERS), 1);

        IpConnection late = stack.connect("mail.example", 587, 3601 * SECOND);

        assertThat(late.phase()).isInstanceOf(ConnectionPhase.Failed.class);
    }

    @Test
    void looksANameUpAsSoonAsTheRouterHasToldWhomToAsk() {
        IpConnection connection = stack.connect("mail.example", 587, 0);
        stack.transmit(0);

        stack.arrived(advertisement(NAME_SERVERS), 1);

        assertThat(stack.transmit(1).orElseThrow()[6]).isEqualTo((byte) 17);
        assertThat(connection.phase()).isInstanceOf(ConnectionPhase.Resolving.class);
    }

    /// IPv6 that does not get anywhere must not use up all that is tried.
    @Test
    void triesBothVersionsInTurns() {
        IpStack both =
                new IpStack(
                        new IpSettings(
                                Optional.of(new Ipv4Address(Wire.UNIT)),
                                Optional.of(7L),
                                1500,
                                List.of(new Ipv4Address(Wire.DNS))),
                        new Random(1));
        both.arrived(advertisement(), 1);
        both.connect("mail.example", 587, 1);
        for (int question = 0; question < 2; question++) {
            byte[] asked = both.transmit(1).orElseThrow();
            byte[] query = Arrays.copyOfRange(asked, 28, asked.length);
            Messages answer = Messages.answering(query);
            for (int last = 1; last <= 4; last++) {
                answer =
                        Messages.type(query) == Messages.A
                                ? answer.address(60, 192, 0, 2, last)
                                : answer.address(
                                        60, 32, 1, 13, 184, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, last);
            }
            int port = ByteBuffer.wrap(asked).getShort(20) & 0xffff;
            both.arrived(Wire.udp(Wire.DNS, Wire.UNIT, 53, port, answer.bytes()), 1);
        }

        List<Integer> versions = new ArrayList<>();
        for (long at = 1; versions.size() < 4; at += 21 * SECOND) {
            both.due(at);
            versions.add(both.transmit(at).orElseThrow()[0] >>> 4 & 0xf);
        }

        assertThat(versions).containsExactly(6, 4, 6, 4);
    }

    @Test
    void goesNoLowerThanEveryLinkOfIpv6Takes() {
        assertThat(PathSize.after(100, new Ipv6Address(1, 1))).isEqualTo(1280);
    }

    @Test
    void stopsAskingOnceThereIsAnAddress() {
        stack.transmit(0);
        stack.arrived(advertisement(), 1);

        stack.due(Duration.ofSeconds(4).toNanos());

        assertThat(stack.transmit(5 * SECOND)).isEmpty();
        assertThat(stack.nextDue().isNever()).isTrue();
    }
}
