package org.kadec21.modem.ppp.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kadec21.hal.Deadline;
import org.kadec21.modem.ppp.link.LcpPhase.Step;
import org.kadec21.modem.ppp.link.Negotiation.Verdict;
import org.kadec21.modem.ppp.link.TestPeer.Habit;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/// When numbered mode is asked for, and what becomes of it where the other end has other ideas.
class NumberingTest {

    /// Window 7 and our address (RFC 1663 4).
    private static final String OPTION = "0b040703";

    /// The head of the packet, as it is written to a peer that wants controls escaped.
    private static final String PROTOCOL_REJECT = "c0217d28";

    private static final int SABM = 0x3f;
    private static final int UA = 0x73;
    private static final int FIVE = 5;

    /// A piece that asks for an answer: one with the number 0.
    private static final int POLLED = 0x10;

    private static final FrameWriter FROM_PEER = FrameWriter.PLAIN;

    private final DamageMeter damages = new DamageMeter();

    @Test
    void isNotAskedForOnAGoodLine() {
        assertThat(firstRequest(Numbering.WHEN_BAD)).doesNotContain(OPTION);
    }

    @Test
    void isAskedForOnALineThatWasBad() {
        spoil();

        assertThat(firstRequest(Numbering.WHEN_BAD)).contains(OPTION);
        assertThat(firstRequest(Numbering.NEVER)).doesNotContain(OPTION);
    }

    @Test
    void isAskedForAlwaysWhereThatIsWanted() {
        assertThat(firstRequest(Numbering.ALWAYS)).contains(OPTION);
    }

    @Test
    void isAskedForInTheSameCallWhenTheLineTurnsOutToBeBad() {
        LcpPhase lcp = new LcpPhase(1, Numbering.WHEN_BAD, damages);
        lcp.begin(Deadline.at(0));

        spoil();

        assertThat(sent(lcp.woken(Deadline.at(0).plus(ControlProtocol.RESTART)))).contains(OPTION);
    }

    @Test
    void leavesWhatIsUsualWhereItIsRefused() {
        LcpOptions refused =
                LcpOptions.asking(1).offeringNumbers().refused(options(OPTION + "110405dc1202"));

        assertThat(refused.wishes()).isEqualTo(LcpOptions.asking(1).wishes());
        assertThat(refused.offeringNumbers().wishes()).isEqualTo(refused.wishes());
    }

    @Test
    void standsInNobodysWayWhereItIsRefused() {
        TestPeer peer = new TestPeer(Habit.REJECTS_ALL_LCP_OPTIONS);

        LinkRig rig = new LinkRig(peer, PdpType.IP, Numbering.ALWAYS).begin();

        assertThat(rig.isUp()).isTrue();
    }

    @Test
    void isOffWithAPeerThatGrantsItAndDoesNotAskForIt() {
        LinkRig rig = new LinkRig(new TestPeer(), PdpType.IP, Numbering.ALWAYS).begin();

        assertThat(rig.isUp()).isTrue();
    }

    @Test
    void endsInGoodOrderThoughTheNumbersNeverBegan() {
        LinkRig rig = numbered();

        rig.on(new LinkEvent.Closing());

        assertThat(rig.peer.heard).anyMatch(packet -> packet.startsWith("c021 05"));
        assertThat(rig.end().orElseThrow().cause()).isEqualTo(LinkEnd.Cause.CLOSED);
        assertThat(rig.elapsed()).isZero();
    }

    @Test
    void endsWithoutNumbersAndSendsNoNumberedFrameBehindThat() {
        LinkRig rig = numbered(Habit.IGNORES_TERMINATE);
        rig.hear(FROM_PEER.numbered(NumberedTerms.OTHER_ADDRESS, UA, new byte[0], 1));
        rig.commands.clear();

        rig.on(new LinkEvent.Closing());
        rig.hear(FROM_PEER.numbered(NumberedTerms.OWN_ADDRESS, POLLED, new byte[] {1}, 1));
        rig.pass(Duration.ofSeconds(7));

        assertThat(rig.commands.stream().filter(LinkCommand.Transmit.class::isInstance))
                .hasSize(2)
                .allSatisfy(command -> assertThat(bytes(command)).startsWith("7eff"));
        assertThat(rig.end().orElseThrow().cause()).isEqualTo(LinkEnd.Cause.CLOSED);
    }

    @Test
    void tellsThatTheLinkRepeatsAndThatItDoesSoNoMore() {
        LinkRig rig = numbered(Habit.SENDS_NUMBERED_FRAMES);
        assertThat(rig.isUp()).isTrue();

        rig.hear(rig.peer.greeting());
        rig.peer.unlearn(Habit.SENDS_NUMBERED_FRAMES);
        rig.peer.unlearn(Habit.ASKS_FOR_NUMBERS);
        rig.peer.learn(Habit.REFUSES_NUMBERS);
        rig.hear(rig.peer.greeting());

        assertThat(rig.isUp()).isTrue();
        assertThat(rig.commands)
                .filteredOn(LinkCommand.Repeating.class::isInstance)
                .containsExactly(new LinkCommand.Repeating(true), new LinkCommand.Repeating(false));
    }

    @Test
    void tellsNothingOfALinkThatNeverRepeats() {
        LinkRig rig = new LinkRig(new TestPeer(), PdpType.IP, Numbering.ALWAYS).begin();

        rig.hear(rig.peer.greeting());

        assertThat(rig.commands).doesNotHaveAnyElementsOfTypes(LinkCommand.Repeating.class);
    }

    @Test
    void isAskedForWhenThePeerNegotiatesAnewOnALineThatHasTurnedBad() {
        LcpPhase lcp = new LcpPhase(1, Numbering.WHEN_BAD, damages);
        Step.Send ours = (Step.Send) lcp.begin(Deadline.at(0)).getFirst();
        lcp.received(
                new ControlPacket(2, ours.packet().identifier(), ours.packet().rest()),
                Deadline.at(0));
        lcp.received(request(1), Deadline.at(0));
        assertThat(lcp.isOpened()).isTrue();

        spoil();
        List<Step> steps = lcp.received(request(2), Deadline.at(0));

        assertThat(steps.getFirst()).isEqualTo(new Step.Lowered());
        assertThat(sent(steps.subList(1, 2))).contains(OPTION);
    }

    private static ControlPacket request(int identifier) {
        return new ControlPacket(1, identifier, HexFormat.of().parseHex("050612345678"));
    }

    @Test
    void refusesNoProtocolBeforeTheNumbersHaveBegun() {
        LinkRig rig = numbered(Habit.ASKS_CHAP);

        rig.hear(rig.peer.unknown(Protocol.CHAP));
        rig.hear(FROM_PEER.numbered(NumberedTerms.OTHER_ADDRESS, UA, new byte[0], 1));

        assertThat(rig.commands)
                .filteredOn(LinkCommand.Transmit.class::isInstance)
                .noneMatch(command -> bytes(command).contains(PROTOCOL_REJECT));
    }

    @Test
    void refusesACodeWithoutNumbers() {
        LinkRig rig = numbered();
        rig.hear(FROM_PEER.numbered(NumberedTerms.OTHER_ADDRESS, UA, new byte[0], 1));

        byte[] unknown = HexFormat.of().parseHex("c021" + "63010004");
        rig.hear(FROM_PEER.numbered(NumberedTerms.OWN_ADDRESS, 0, unknown, 1));

        assertThat(rig.peer.heard).anyMatch(packet -> packet.startsWith("c021 07"));
    }

    @Test
    void answersFromTheAddressThatThePeerWantedItToHave() {
        LinkRig rig = numbered(Habit.WANTS_ANOTHER_ADDRESS_IN_NUMBERS);
        rig.commands.clear();

        rig.hear(FROM_PEER.numbered(FIVE, SABM, new byte[0], 1));

        assertThat(rig.commands)
                .filteredOn(LinkCommand.Transmit.class::isInstance)
                .first()
                .satisfies(command -> assertThat(bytes(command)).startsWith("7e7d2573"));
    }

    private static LinkRig numbered(Habit... more) {
        TestPeer peer = new TestPeer(more);
        peer.learn(Habit.ASKS_FOR_NUMBERS);
        return new LinkRig(peer, PdpType.IP, Numbering.ALWAYS).begin();
    }

    private static String bytes(LinkCommand command) {
        return HexFormat.of().formatHex(((LinkCommand.Transmit) command).bytes());
    }

    @ParameterizedTest
    @CsvSource({
        "0b040701, ACK, 0b040701",
        "0b040105, ACK, 0b040105",
        "0b040703, NAK, 0b040701",
        "0b040700, NAK, 0b040701",
        "0b047f01, NAK, 0b040701",
        "0b040001, NAK, 0b040701",
        "0b05070101, NAK, 0b040701",
        "110405dc, ACK, 110405dc",
        "11040010, NAK, 110405dc",
        "1202, ACK, 1202",
        "120300, NAK, 1202"
    })
    void grantsWhatItCanDo(String asked, Verdict verdict, String answer) {
        LcpOptions options = LcpOptions.asking(1).offeringNumbers();

        Negotiation.Judgement judgement = options.judge(options(asked));

        assertThat(judgement.verdict()).isEqualTo(verdict);
        assertThat(judgement.options()).isEqualTo(options(answer));
    }

    @ParameterizedTest
    @CsvSource({"0b040701", "110405dc", "1202"})
    void refusesWhatItDoesNotAskForItself(String asked) {
        assertThat(LcpOptions.asking(1).judge(options(asked)).verdict()).isEqualTo(Verdict.REJECT);
    }

    @ParameterizedTest
    @CsvSource({
        "0b040703, false, false",
        "110405dc, true, false",
        "1202, true, false",
        "0506000000010b040703, false, false"
    })
    void asksForNoFragmentsWithoutNumbers(String refused, boolean numbers, boolean fragments) {
        LcpOptions options = LcpOptions.asking(1).offeringNumbers().refused(options(refused));

        List<Integer> wishes = options.wishes().stream().map(Option::type).toList();

        assertThat(wishes.contains(11)).isEqualTo(numbers);
        assertThat(wishes.contains(17)).isEqualTo(fragments);
        assertThat(wishes.contains(18)).isEqualTo(fragments);
    }

    @ParameterizedTest
    @CsvSource({
        "0b040301, 3, 1, false",
        "0b040701110405dc, 7, 1, false",
        "0b040701110405dc1202, 7, 1, true"
    })
    void takesThePeersWindowAndAddress(String asked, int window, int address, boolean fragments) {
        LcpOptions granted = LcpOptions.asking(1).offeringNumbers().granted(options(asked));

        assertThat(granted.numbers()).hasValue(new NumberedTerms(window, 3, address, fragments));
    }

    @ParameterizedTest
    @CsvSource({"0b040701, 1, 0b040703", "0b040203, 3, 0b040701", "0b040705, 5, 0b040701"})
    void takesAnotherWindowAndAddressForNumbers(String advice, int address, String theirs) {
        LcpOptions advised = LcpOptions.asking(1).offeringNumbers().advised(options(advice));

        assertThat(advised.wishes()).containsAll(options(advice + "110405dc1202"));
        assertThat(advised.judge(options(theirs)).verdict()).isEqualTo(Verdict.ACK);
        assertThat(advised.granted(options(theirs)).numbers().orElseThrow().ownAddress())
                .isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource({"0b047f03", "0b040003", "0b040702", "0b0407ff", "0b0307", "0b040703"})
    void givesNumbersUpWhereTheAdviceIsOfNoUse(String advice) {
        LcpOptions advised = LcpOptions.asking(1).offeringNumbers().advised(options(advice));

        assertThat(advised.isOffered()).isFalse();
    }

    @Test
    void takesAdviceOnNumbersOnce() {
        LcpOptions once = LcpOptions.asking(1).offeringNumbers().advised(options("0b040705"));

        assertThat(once.advised(options("0b040709")).isOffered()).isFalse();
    }

    @Test
    void takesNoAddressThatIsThePeersOwn() {
        LcpOptions granted = LcpOptions.asking(1).offeringNumbers().granted(options("0b040701"));

        assertThat(granted.advised(options("0b040701")).isOffered()).isFalse();
    }

    @Test
    void answersARequestAgainWhoseAnswerWasLostAndStaysOpen() {
        ControlProtocol<LcpOptions> lcp =
                new ControlProtocol<>(LcpOptions.asking(1), ControlPacket.DISCARD_REQUEST);
        Deadline now = Deadline.at(0);
        ControlPacket ours = ((ControlProtocol.Step.Send) lcp.begin(now).getFirst()).packet();
        ControlPacket theirs = new ControlPacket(1, 9, HexFormat.of().parseHex("050612345678"));
        lcp.received(new ControlPacket(2, ours.identifier(), ours.rest()), now);
        lcp.received(theirs, now);

        List<ControlProtocol.Step> steps = lcp.received(theirs, now);

        assertThat(lcp.isOpened()).isTrue();
        assertThat(steps)
                .singleElement()
                .isInstanceOfSatisfying(
                        ControlProtocol.Step.Send.class,
                        step -> assertThat(step.packet().code()).isEqualTo(2));
    }

    private void spoil() {
        for (int frame = 0; frame < 5; frame++) {
            damages.came(60, true);
        }
    }

    private String firstRequest(Numbering numbering) {
        return sent(new LcpPhase(1, numbering, damages).begin(Deadline.at(0)));
    }

    private static String sent(List<Step> steps) {
        return HexFormat.of().formatHex(((Step.Send) steps.getFirst()).packet().bytes());
    }

    private static List<Option> options(String hex) {
        return Option.in(HexFormat.of().parseHex(hex)).orElseThrow();
    }
}
