package org.kadec21.modem.ppp.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.modem.ppp.link.LinkEnd.Cause;

import java.util.HexFormat;

class UnknownLoginTest {

    private static final String REFUSAL = "peer refused to authenticate";

    @ParameterizedTest
    @CsvSource({
        "0506deadbeef0304c227, EAP",
        "0305c22380, MS-CHAP",
        "0305c22381, MS-CHAP version 2",
        "0305c22306, protocol c22306",
        "0304c025, protocol c025"
    })
    void hasAName(String options, String name) {
        assertThat(UnknownLogin.in(request(options))).contains(new UnknownLogin(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0506deadbeef", "0304c023", "0305c22305", "0303c2", "0304c2"})
    void isNoneWhereNoneIsWantedOrOneThatWeSpeak(String options) {
        assertThat(UnknownLogin.in(request(options))).isEmpty();
    }

    /// As pppd does with `require-eap`: it wants no login any more, and ends the link when it is
    /// up.
    @Test
    void isToldWhereThePeerEndsTheLinkForIt() {
        LinkRig rig = new LinkRig(new TestPeer(TestPeer.Habit.WANTS_EAP_OR_NONE)).begin();

        rig.hear(rig.peer.terminate(REFUSAL));

        LinkEnd end = rig.end().orElseThrow();
        assertThat(end.cause()).isEqualTo(Cause.LOGIN);
        assertThat(end.reason()).contains("it wanted EAP").contains(REFUSAL);
        assertThat(end.advice()).contains("PAP").contains("carrier");
    }

    @Test
    void isForgottenWhereThePeerTakesAnother() {
        LinkRig rig = new LinkRig(new TestPeer(TestPeer.Habit.ASKS_EAP)).begin();

        rig.hear(rig.peer.terminate("idle too long"));

        assertThat(rig.end().orElseThrow().cause()).isEqualTo(Cause.PEER_CLOSED);
    }

    private static ControlPacket request(String options) {
        return new ControlPacket(
                ControlPacket.CONFIGURE_REQUEST, 1, HexFormat.of().parseHex(options));
    }
}
