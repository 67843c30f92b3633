package org.kadec21.modem.ppp.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Secret;
import org.kadec21.modem.ppp.link.LinkEnd.Cause;
import org.kadec21.modem.ppp.link.TestPeer.Habit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;

class PppLinkTest {

    private static final String PACKET = "4500001c000100004001000001020304" + "0a00020f08000000";

    @Test
    void comesUpWithAddressAndNameServers() {
        LinkRig rig = new LinkRig(new TestPeer()).begin();

        assertThat(rig.terms())
                .contains(
                        new LinkTerms(
                                Optional.of(TestPeer.ADDRESS),
                                Optional.of(0x0a000202),
                                List.of(TestPeer.DNS_ONE, TestPeer.DNS_TWO),
                                1500,
                                Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"ASKS_PAP, PAP", "ASKS_CHAP, CHAP", "ASKS_EAP, CHAP"})
    void saysWhoItIsInTheWayThePeerWants(Habit habit, String how) {
        LinkRig rig = new LinkRig(new TestPeer(habit)).begin();

        assertThat(rig.isUp()).isTrue();
        assertThat(rig.commands)
                .contains(
                        new LinkCommand.Reached(
                                LinkCommand.Stage.AUTHENTICATION, "accepted by " + how));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ASKS_PAP", "ASKS_CHAP"})
    void doesNotInsistWhenItIsRefused(Habit habit) {
        LinkRig rig = new LinkRig(new TestPeer(habit, Habit.REFUSES_LOGIN)).begin();

        assertThat(rig.end().orElseThrow().cause()).isEqualTo(Cause.LOGIN);
        assertThat(rig.end().orElseThrow().reason())
                .contains(habit == Habit.ASKS_PAP ? "who are you" : "no such user");
    }

    @Test
    void showsNoPasswordToACapture() {
        LinkRig rig = new LinkRig(new TestPeer(Habit.ASKS_PAP)).begin();

        assertThat(shown(rig)).contains("user").contains("******").doesNotContain("secret");
        assertThat(String.join(" ", rig.peer.heard)).contains("736563726574");
    }

    @Test
    void showsNoPasswordThatAPeerReturns() {
        LinkRig rig = new LinkRig(new TestPeer(Habit.ASKS_PAP)).begin();
        byte[] returned = "\u00c0#\1\1\0\20\4user\6secret".getBytes(StandardCharsets.ISO_8859_1);

        rig.hear(
                new FrameWriter(0, false, false)
                        .frame(
                                Protocol.LCP,
                                new ControlPacket(ControlPacket.PROTOCOL_REJECT, 9, returned)
                                        .bytes()));

        assertThat(shown(rig)).contains("\u00c0#****").doesNotContain("secret");
    }

    private static String shown(LinkRig rig) {
        return rig.commands.stream()
                .filter(LinkCommand.Crossed.class::isInstance)
                .map(command ->
                        new String(
                                ((LinkCommand.Crossed) command).frame(),
                                StandardCharsets.ISO_8859_1))
                .reduce("", String::concat);
    }

    @Test
    void staysOverWhenThePortWasLostBeforeItBegan() {
        PppLink link = link(1);

        link.on(new LinkEvent.Lost("unplugged"), at(0));

        assertThat(link.on(new LinkEvent.Begun(), at(0))).isEmpty();
        assertThat(link.wakeAt()).isEqualTo(Deadline.never());
    }

    @Test
    void doesWithoutNameServersWhereThereAreNone() {
        LinkRig rig = new LinkRig(new TestPeer(Habit.REJECTS_DNS)).begin();

        assertThat(rig.terms().orElseThrow().servers()).isEmpty();
    }

    @Test
    void doesWithoutOptionsThatThePeerWillNotHave() {
        LinkRig rig = new LinkRig(new TestPeer(Habit.REJECTS_ALL_LCP_OPTIONS)).begin();

        assertThat(rig.isUp()).isTrue();
    }

    @Test
    void takesIpv6WhereItIsOffered() {
        LinkRig rig = new LinkRig(new TestPeer(Habit.OFFERS_IPV6)).begin();

        rig.pass(Duration.ofSeconds(3));

        assertThat(rig.terms().orElseThrow().interfaceId()).isPresent();
    }

    @Test
    void asksForIpv6AloneWhereThereIsNothingElse() {
        LinkRig rig = new LinkRig(new TestPeer(Habit.OFFERS_IPV6), PdpType.IPV6).begin();

        assertThat(rig.terms().orElseThrow().address()).isEmpty();
        assertThat(rig.terms().orElseThrow().interfaceId()).isPresent();
        assertThat(rig.peer.heard).noneMatch(packet -> packet.startsWith("8021"));
    }

    @Test
    void refusesIpv4WhereItWasNotAskedFor() {
        LinkRig rig = new LinkRig(new TestPeer(Habit.OFFERS_IPV6), PdpType.IPV6).begin();

        rig.hear(rig.peer.ipcpRequest());

        assertThat(rig.peer.heard).anyMatch(packet -> packet.matches("c021 08\\w{6}8021.*"));
    }

    @Test
    void asksForBothVersionsWhereEitherIsEnough() {
        LinkRig rig = new LinkRig(new TestPeer(Habit.OFFERS_IPV6), PdpType.IPV4V6).begin();

        assertThat(rig.terms().orElseThrow().address()).isPresent();
        assertThat(rig.terms().orElseThrow().interfaceId()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"KNOWS_NO_IPCP", "REJECTS_ADDRESS", "OFFERS_NO_ADDRESS"})
    void goesOnWithIpv6AloneWhereIpv4WasAskedForInVain(Habit habit) {
        LinkRig rig = new LinkRig(new TestPeer(Habit.OFFERS_IPV6, habit), PdpType.IPV4V6).begin();

        assertThat(rig.terms().orElseThrow().address()).isEmpty();
        assertThat(rig.terms().orElseThrow().interfaceId()).isPresent();
    }

    @Test
    void saysWhenThereIsNoIpv6AndNothingElseWasAskedFor() {
        LinkRig rig = new LinkRig(new TestPeer(Habit.KNOWS_NO_IPV6), PdpType.IPV6).begin();

        assertThat(rig.end().orElseThrow().reason()).contains("does not know IPV6CP");
        assertThat(rig.end().orElseThrow().advice()).contains("IPV4V6");
    }

    @Test
    void findsOutThatTheLineIsLooped() {
        PppLink link = link(1);
        List<LinkCommand> commands = new ArrayList<>(link.on(new LinkEvent.Begun(), at(0)));
        for (int at = 0; at < commands.size() && commands.size() < 200; at++) {
            if (commands.get(at) instanceof LinkCommand.Transmit(byte[] bytes)) {
                commands.addAll(link.on(new LinkEvent.Received(bytes), at(at)));
            }
        }

        assertThat(commands.getLast())
                .isInstanceOfSatisfying(
                        LinkCommand.Down.class,
                        down -> assertThat(down.end().cause()).isEqualTo(Cause.LOOPED));
    }

    /// From the moment on at which the link itself stands, our own wishes come back.
    @Test
    void findsOutThatTheLineIsLoopedAfterTheLinkStood() {
        LinkRig rig = new LinkRig(new TestPeer(Habit.ECHOES_IPCP)).begin();

        assertThat(rig.isUp()).isFalse();
        assertThat(rig.end().orElseThrow().cause()).isEqualTo(Cause.LOOPED);
    }

    @Test
    void carriesPacketsBothWays() {
        LinkRig rig = new LinkRig(new TestPeer()).begin();

        rig.on(new LinkEvent.Outgoing(HexFormat.of().parseHex(PACKET)));
        rig.hear(rig.peer.packet(PACKET));

        assertThat(rig.peer.heard).contains("0021 " + PACKET);
        assertThat(rig.commands)
                .filteredOn(LinkCommand.Arrived.class::isInstance)
                .singleElement()
                .satisfies(arrived ->
                        assertThat(((LinkCommand.Arrived) arrived).packet())
                                .isEqualTo(HexFormat.of().parseHex(PACKET)));
    }

    @Test
    void answersEchoesAndRefusesUnknownProtocolsAFewTimes() {
        LinkRig rig = new LinkRig(new TestPeer()).begin();

        rig.hear(rig.peer.echoRequest());
        for (int i = 0; i < 20; i++) {
            rig.hear(rig.peer.unknown(0x80fd));
        }

        assertThat(rig.peer.heard).anyMatch(packet -> packet.matches("c021 0a05000a.{8}0102"));
        assertThat(rig.peer.heard)
                .filteredOn(packet -> packet.matches("c021 08.*80fd.*"))
                .hasSize(LcpPhase.MOST_PROTOCOL_REJECTS);
    }

    @Test
    void refusesACodeOfAVendor() {
        LinkRig rig = new LinkRig(new TestPeer()).begin();

        rig.hear(rig.peer.vendorPacket());

        assertThat(rig.peer.heard)
                .anyMatch(packet -> packet.matches("c021 07.*0006000a0badcafe.*"));
    }

    @Test
    void noticesAPeerThatNoLongerAnswers() {
        LinkRig rig = new LinkRig(new TestPeer()).begin();
        rig.on(new LinkEvent.Attended(true));
        rig.pass(Duration.ofMinutes(5));
        assertThat(rig.isUp()).isTrue();

        rig.peer.learn(Habit.MUTE);
        rig.pass(Duration.ofSeconds(40));

        assertThat(rig.end().orElseThrow().cause()).isEqualTo(Cause.SILENT);
    }

    /// Its answers may have been among what nobody could read.
    @Test
    void asksLongerWhereDamagedFramesCome() {
        LinkRig rig = new LinkRig(new TestPeer()).begin();
        rig.on(new LinkEvent.Attended(true));
        rig.peer.learn(Habit.MUTE);
        byte[] damaged = rig.peer.packet(PACKET);
        damaged[10] ^= 1;

        rig.hear(damaged);
        rig.pass(Duration.ofSeconds(60));
        assertThat(rig.isUp()).isTrue();
        rig.pass(Duration.ofSeconds(30));

        assertThat(rig.end().orElseThrow().cause()).isEqualTo(Cause.SILENT);
    }

    @Test
    void letsAPeerBeThatHasNeverAnsweredAnEcho() {
        LinkRig rig = new LinkRig(new TestPeer(Habit.IGNORES_ECHO)).begin();

        rig.on(new LinkEvent.Attended(true));
        rig.pass(Duration.ofHours(1));

        assertThat(rig.isUp()).isTrue();
    }

    @Test
    void letsALinkSleepThatNobodyUses() {
        LinkRig rig = new LinkRig(new TestPeer()).begin();
        int before = rig.peer.heard.size();

        rig.pass(Duration.ofHours(10));

        assertThat(rig.isUp()).isTrue();
        assertThat(rig.peer.heard).hasSize(before);
    }

    @Test
    void endsInGoodOrderWhenItIsAskedTo() {
        LinkRig rig = new LinkRig(new TestPeer()).begin();

        rig.on(new LinkEvent.Closing());

        assertThat(rig.peer.heard).anyMatch(packet -> packet.startsWith("c021 05"));
        assertThat(rig.end().orElseThrow().cause()).isEqualTo(Cause.CLOSED);
    }

    @Test
    void endsInTimeWhenNobodyAnswersTheEnd() {
        LinkRig rig = new LinkRig(new TestPeer(Habit.IGNORES_TERMINATE)).begin();

        rig.on(new LinkEvent.Closing());
        rig.pass(Duration.ofSeconds(7));

        assertThat(rig.end().orElseThrow().cause()).isEqualTo(Cause.CLOSED);
    }

    @Test
    void endsWhenThePeerDoesAndTellsItsWords() {
        LinkRig rig = new LinkRig(new TestPeer()).begin();

        rig.hear(rig.peer.terminate("idle too long"));

        assertThat(rig.peer.heard).anyMatch(packet -> packet.startsWith("c021 064d"));
        assertThat(rig.end().orElseThrow().reason()).contains("idle too long");
        assertThat(rig.end().orElseThrow().cause()).isEqualTo(Cause.PEER_CLOSED);
    }

    @Test
    void saysThatTheAddressWasTakenBack() {
        LinkRig rig = new LinkRig(new TestPeer()).begin();

        rig.hear(rig.peer.takeAddressBack());
        rig.pass(Duration.ofSeconds(10));

        assertThat(rig.end().orElseThrow().reason()).contains("took back the one it had given");
    }

    @Test
    void leavesAVerdictOnAnEarlierResponseAlone() {
        LinkRig rig =
                new LinkRig(new TestPeer(Habit.ASKS_CHAP, Habit.GIVES_EARLIER_VERDICTS)).begin();

        assertThat(rig.isUp()).isTrue();
    }

    @Test
    void negotiatesAnewWhenThePeerBeginsAgain() {
        LinkRig rig = new LinkRig(new TestPeer()).begin();

        rig.hear(rig.peer.greeting());

        assertThat(rig.isUp()).isTrue();
        assertThat(rig.end()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"c021", "8021"})
    void endsWhenAnotherAddressIsGivenInTheMiddle(String renegotiated) {
        LinkRig rig = new LinkRig(new TestPeer()).begin();

        rig.peer.moveTo(TestPeer.ADDRESS + 1);
        rig.hear(renegotiated.equals("c021") ? rig.peer.greeting() : rig.peer.ipcpRequest());

        assertThat(rig.end().orElseThrow().reason()).contains("another one in the middle");
        assertThat(rig.end().orElseThrow().cause()).isEqualTo(Cause.PEER_CLOSED);
    }

    /// Nothing that a connection depends on has changed.
    @Test
    void goesOnWhenOtherNameServersAreGivenInTheMiddle() {
        LinkRig rig = new LinkRig(new TestPeer()).begin();

        rig.peer.learn(Habit.REJECTS_DNS);
        rig.hear(rig.peer.greeting());

        assertThat(rig.isUp()).isTrue();
        assertThat(rig.end()).isEmpty();
    }

    /// RFC 1661 6.1: also what is agreed on later holds.
    @Test
    void tellsTheLengthOfPacketsThatIsAgreedOnInTheMiddle() {
        LinkRig rig = new LinkRig(new TestPeer()).begin();

        rig.peer.takes(600);
        rig.hear(rig.peer.greeting());
        rig.hear(rig.peer.greeting());
        rig.peer.takes(1500);
        rig.hear(rig.peer.greeting());

        assertThat(rig.commands)
                .filteredOn(LinkCommand.Resized.class::isInstance)
                .containsExactly(new LinkCommand.Resized(600), new LinkCommand.Resized(1500));
        assertThat(rig.isUp()).isTrue();
    }

    @Test
    void tellsNoLengthOfPacketsAsLongAsItIsTheSame() {
        LinkRig rig = new LinkRig(new TestPeer()).begin();

        rig.hear(rig.peer.greeting());

        assertThat(rig.commands).doesNotHaveAnyElementsOfTypes(LinkCommand.Resized.class);
    }

    @Test
    void givesUpAnAddressThatIsNegotiatedAnewForEver() {
        LinkRig rig = new LinkRig(new TestPeer()).begin();

        rig.peer.learn(Habit.IGNORES_IPCP);
        rig.hear(rig.peer.ipcpRequest());
        rig.pass(Duration.ofSeconds(70));

        assertThat(rig.end().orElseThrow().cause()).isEqualTo(Cause.NO_AGREEMENT);
    }

    @ParameterizedTest
    @CsvSource({"MUTE, no frame came", "IGNORES_LOGIN, login by PAP", "IGNORES_IPCP, IPCP"})
    void saysHowFarItCameWhenTheTimeIsOver(Habit habit, String stage) {
        LinkRig rig = new LinkRig(new TestPeer(Habit.ASKS_PAP, habit)).begin();

        rig.pass(Duration.ofSeconds(4));
        rig.on(new LinkEvent.OutOfTime());
        rig.pass(Duration.ofSeconds(7));

        assertThat(rig.end().orElseThrow().cause()).isEqualTo(Cause.NO_AGREEMENT);
        assertThat(rig.end().orElseThrow().reason()).contains("in the time there was", stage);
    }

    @Test
    void hearsTheModuleSpeakBetweenTwoFrames() {
        LinkRig rig = new LinkRig(new TestPeer()).begin();

        rig.hear("\r\n+CREG: 1\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(rig.isUp()).isTrue();
        rig.hear("\r\nNO CARRIER\r\n".getBytes(StandardCharsets.US_ASCII));

        assertThat(rig.end().orElseThrow().cause()).isEqualTo(Cause.CARRIER_LOST);
    }

    @Test
    void takesALostConnectionInTheMiddleOfAFrameForOneWhenSilenceFollows() {
        LinkRig rig = new LinkRig(new TestPeer()).begin();
        byte[] frame = rig.peer.packet(PACKET);

        rig.hear(Arrays.copyOf(frame, frame.length / 2));
        rig.hear("\r\nNO CARRIER\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(rig.isUp()).isTrue();
        rig.pass(Receiver.PROOF);

        assertThat(rig.end().orElseThrow().cause()).isEqualTo(Cause.CARRIER_LOST);
    }

    /// One byte in `each` is changed, lost or doubled, in both directions, until the link is up.
    /// Each ends in time, and of fifty so many come up at once; the others dial again.
    @ParameterizedTest
    @CsvSource({"100, 45", "20, 0"})
    void comesUpOnABadLine(int each, int least) {
        int up = 0;
        for (int seed = 1; seed <= 50; seed++) {
            Random chance = new Random(seed);
            LinkRig rig =
                    new LinkRig(new TestPeer(Habit.ASKS_CHAP))
                            .through(bytes -> damaged(bytes, chance, each))
                            .begin();

            rig.pass(Duration.ofSeconds(70));

            assertThat(rig.isUp() || rig.end().isPresent()).as("seed %d", seed).isTrue();
            up += rig.isUp() ? 1 : 0;
        }
        assertThat(up).isGreaterThanOrEqualTo(least);
    }

    private static byte[] damaged(byte[] bytes, Random chance, int each) {
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        for (byte octet : bytes) {
            int fate = chance.nextInt(each * 3);
            if (fate != 0) {
                result.write(fate == 1 ? octet ^ (1 << chance.nextInt(8)) : octet);
            }
            if (fate == 2) {
                result.write(octet);
            }
        }
        return result.toByteArray();
    }

    private static PppLink link(long seed) {
        return new PppLink(
                new LinkSettings(new Credentials("", Secret.of("")), PdpType.IP, false),
                new DamageMeter(),
                new Random(seed));
    }

    private static Deadline at(long second) {
        return Deadline.at(0).plus(Duration.ofSeconds(second));
    }
}
