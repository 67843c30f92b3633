package org.kadec21.modem.ppp.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.modem.ppp.link.LinkEnd.Cause;
import org.kadec21.modem.ppp.link.TestPeer.Habit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// How long a link has patience with a network that does not agree.
class PppLinkLimitsTest {

    /// Each ends within a minute and says why.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    NAKS_LCP_FOR_EVER       | NO_AGREEMENT | kept asking for something else
                    NAKS_IPCP_FOR_EVER      | NO_AGREEMENT | never agreed
                    HAS_NO_CONTEXT          | NO_AGREEMENT | its packet context did not come up
                    REJECTS_ADDRESS         | NO_AGREEMENT | refused to talk about one
                    OFFERS_NO_ADDRESS       | NO_AGREEMENT | offered none
                    KNOWS_NO_IPCP           | NO_AGREEMENT | does not know IPCP
                    ASKS_FOR_THE_IMPOSSIBLE | NO_AGREEMENT | kept asking for something else
                    MUTE                    | NO_ANSWER    | no frame came
                    """)
    void givesUpInTimeAndSaysWhy(Habit habit, Cause cause, String words) {
        LinkRig rig = new LinkRig(new TestPeer(habit)).begin();

        rig.pass(Duration.ofMinutes(2));

        assertThat(rig.isUp()).isFalse();
        assertThat(rig.end().orElseThrow().cause()).isEqualTo(cause);
        assertThat(rig.end().orElseThrow().reason()).contains(words);
        assertThat(rig.peer.heard).hasSizeLessThan(100);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    NEVER_ASKS       | agreed to our wishes and never told its own
                    KNOWS_NO_REQUESTS | does not know its packets (Code-Reject)
                    NEVER_ACKS       | told its own wishes and never agreed to ours
                    """)
    void saysWhichHalfOfTheAgreementIsMissing(Habit habit, String words) {
        LinkRig rig = new LinkRig(new TestPeer(habit)).begin();

        rig.pass(Duration.ofMinutes(2));

        assertThat(rig.end().orElseThrow().cause()).isEqualTo(Cause.NO_AGREEMENT);
        assertThat(rig.end().orElseThrow().reason()).endsWith(words);
    }

    /// A wrong speed looks like that, and a number that leads to a login prompt.
    @Test
    void tellsNoiseFromSilence() {
        LinkRig rig = new LinkRig(new TestPeer(Habit.MUTE)).begin();

        rig.hear("\r\nlogin as:\r\n".getBytes(StandardCharsets.US_ASCII));
        rig.hear(new byte[] {(byte) 0x80, 0x7e, 0x00, (byte) 0xf8});
        rig.pass(Duration.ofMinutes(2));

        assertThat(rig.end().orElseThrow().cause()).isEqualTo(Cause.NO_ANSWER);
        assertThat(rig.end().orElseThrow().reason())
                .endsWith("but 17 bytes that are none, \"login as:\" among them");
        assertThat(rig.end().orElseThrow().advice()).contains("speed of the line");
    }

    @ParameterizedTest
    @CsvSource({"NEVER, 10", "ALWAYS, 18"})
    void saysHowOftenItHasAsked(Numbering numbering, int requests) {
        LinkRig rig = new LinkRig(new TestPeer(Habit.MUTE), PdpType.IP, numbering).begin();

        rig.pass(Duration.ofMinutes(2));

        assertThat(rig.peer.heard).hasSize(requests);
        assertThat(rig.end().orElseThrow().reason()).contains(" to " + requests + " requests");
    }

    @Test
    void believesANetworkThatEndsTheTalkAboutAddressesAgainAndAgain() {
        LinkRig rig = new LinkRig(new TestPeer(Habit.ENDS_IPCP)).begin();

        rig.pass(Duration.ofSeconds(7));

        assertThat(rig.end().orElseThrow().cause()).isEqualTo(Cause.NO_AGREEMENT);
        assertThat(rig.end().orElseThrow().reason()).endsWith("it refuses IPCP: no context");
    }

    @Test
    void forgetsThatANetworkWasNotReadyForAddressesAtFirst() {
        LinkRig rig = new LinkRig(new TestPeer(Habit.ENDS_IPCP)).begin();

        rig.pass(Duration.ofSeconds(4));
        rig.peer.unlearn(Habit.ENDS_IPCP);
        rig.pass(Duration.ofSeconds(4));

        assertThat(rig.isUp()).isTrue();
    }

    @Test
    void keepsTheWordsOfANetworkThatEndsTheLinkBeforeThereIsOne() {
        LinkRig rig = new LinkRig(new TestPeer(Habit.NEVER_ACKS)).begin();

        rig.hear(rig.peer.terminate("go away"));
        rig.hear("\r\nNO CARRIER\r\n".getBytes(StandardCharsets.US_ASCII));

        assertThat(rig.end().orElseThrow().cause()).isEqualTo(Cause.PEER_CLOSED);
        assertThat(rig.end().orElseThrow().reason()).endsWith("it ended it: go away");
    }

    /// RFC 1661 5.6, RFC 2153 2.
    @Test
    void refusesTheCodeOfVendors() {
        LinkRig rig = new LinkRig(new TestPeer()).begin();

        rig.hear(FrameWriter.PLAIN.frame(Protocol.LCP, new byte[] {0, 1, 0, 4}));
        rig.hear(FrameWriter.PLAIN.frame(Protocol.IPCP, new byte[] {0, 1, 0, 4}));

        assertThat(rig.peer.heard)
                .anyMatch(packet -> packet.startsWith("c021 07"))
                .anyMatch(packet -> packet.startsWith("8021 07"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void hasNoPatienceWithANetworkThatBeginsAnewForEver(boolean lcp) {
        LinkRig rig = new LinkRig(new TestPeer()).begin();

        for (int i = 0; i < LinkAgreement.MOST_RENEWALS; i++) {
            assertThat(rig.end()).isEmpty();
            rig.hear(lcp ? rig.peer.greeting() : rig.peer.ipcpRequest());
        }

        assertThat(rig.end().orElseThrow().reason()).contains("began anew 20 times");
    }

    @Test
    void letsANetworkBeginAnewThatCarriesSomethingInBetween() {
        LinkRig rig = new LinkRig(new TestPeer()).begin();

        for (int i = 0; i < 2 * LinkAgreement.MOST_RENEWALS; i++) {
            rig.hear(rig.peer.greeting());
            rig.hear(rig.peer.packet("4500001c000100004001000001020304" + "0a00020f08000000"));
        }

        assertThat(rig.isUp()).isTrue();
    }

    /// Each of its agreements on the link would be a beginning.
    @Test
    void givesANetworkThatBeginsAnewNoMoreTimeForAnAddress() {
        LinkRig rig = new LinkRig(new TestPeer(Habit.IGNORES_IPCP)).begin();

        for (int i = 0; i < 7; i++) {
            rig.pass(Duration.ofSeconds(9));
            rig.hear(rig.peer.greeting());
        }

        assertThat(rig.end().orElseThrow().cause()).isEqualTo(Cause.NO_AGREEMENT);
    }

    @Test
    void hasPatienceWithAModemWhosePacketContextIsNotUp() {
        LinkRig rig = new LinkRig(new TestPeer(Habit.HAS_NO_CONTEXT)).begin();

        rig.pass(Duration.ofSeconds(30));
        assertThat(rig.end()).isEmpty();
        rig.peer.unlearn(Habit.HAS_NO_CONTEXT);
        rig.pass(ControlProtocol.NOT_YET);

        assertThat(rig.terms().orElseThrow().address()).contains(TestPeer.ADDRESS);
        assertThat(rig.terms().orElseThrow().servers())
                .containsExactly(TestPeer.DNS_ONE, TestPeer.DNS_TWO);
    }

    @Test
    void goesOnWithIpv6WhereThePacketContextForIpv4DoesNotComeUp() {
        LinkRig rig =
                new LinkRig(new TestPeer(Habit.OFFERS_IPV6, Habit.HAS_NO_CONTEXT), PdpType.IPV4V6)
                        .begin();

        rig.pass(Duration.ofSeconds(50));

        assertThat(rig.terms().orElseThrow().address()).isEmpty();
        assertThat(rig.terms().orElseThrow().interfaceId()).isPresent();
    }
}
