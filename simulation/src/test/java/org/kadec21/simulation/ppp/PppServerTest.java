package org.kadec21.simulation.ppp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/// The access server's end of a link, against a host that is as simple as can be.
class PppServerTest extends ServerRig {

    /// Both ends' packets of RFC 1661 5 and RFC 1332 3, written down by hand.
    @Test
    void goesThroughAnExchangeWrittenByHand() {
        hostSays("c021" + "0107000c" + "010405dc" + "0702" + "0802");
        List<Frame> first = frames();
        assertThat(hex(first.get(0))).matches("010100140206000000000506[0-9a-f]{8}07020802");
        assertThat(hex(first.get(1))).isEqualTo("0207000c010405dc07020802");

        hostSays("c021" + hex(first.get(0)).replaceFirst("01", "02"));
        assertThat(said()).isEqualTo("0101000a03060a000001");

        hostSays("8021" + "0201000a03060a000001");
        hostSays("8021" + "01080010" + "030600000000" + "810600000000");
        assertThat(said()).isEqualTo("0308001003060a00000281060a000035");

        hostSays("8021" + "01090010" + "03060a000002" + "81060a000035");
        assertThat(said()).isEqualTo("0209001003060a00000281060a000035");
        assertThat(opened).isEqualTo(1);

        hostSays("0021" + "45");
        assertThat(packets).singleElement().isEqualTo(new byte[] {0x45});
        hostSays("c021" + "050a0004");
        assertThat(said()).isEqualTo("060a0004");
        assertThat(ends).containsExactly("the host has ended it");
    }

    @Test
    void speaksFirstWhenTheHostDoesNot() {
        passes(PppServer.LISTENS.minusMillis(1));
        assertThat(line.size()).isZero();

        passes(Duration.ofMillis(1));

        assertThat(frames())
                .singleElement()
                .satisfies(frame -> {
                    assertThat(frame.protocol()).isEqualTo(Frame.LCP);
                    assertThat(HexFormat.of().formatHex(frame.information()))
                            .matches("010100140206000000000506[0-9a-f]{8}07020802");
                });
    }

    @Test
    void answersAnEchoWithItsOwnMagicNumber() {
        openLcp();

        hostSays("c021" + "0905000a" + "00000001" + "abcd");

        assertThat(said()).matches("0a05000a[0-9a-f]{8}abcd").doesNotContain("00000001");
    }

    @Test
    void endsWhenTheHostAsksForTheEnd() {
        TestHost host = up();

        server.received(host.terminate(), now).forEach(this::take);

        assertThat(ends).containsExactly("the host has ended it");
        assertThat(said()).startsWith("06");
    }

    @Test
    void endsWithinTwoRestartsWithAHostThatDoesNotAnswerTheEnd() {
        up();

        server.close("maintenance", now).forEach(this::take);
        passes(ControlProtocol.RESTART.multipliedBy(2));

        assertThat(ends).containsExactly("maintenance");
    }

    @Test
    void endsACallThatIsIdle() {
        server = server(Authentication.NONE, Duration.ofMinutes(10));
        TestHost host = up();
        passes(Duration.ofMinutes(9));
        server.received(host.send(new byte[] {0x45}), now).forEach(this::take);
        passes(Duration.ofMinutes(9));
        assertThat(ends).isEmpty();

        passes(Duration.ofMinutes(2));

        assertThat(ends).containsExactly("nothing was sent for 600 s");
    }

    @Test
    void asksTenTimesAndThenWaits() {
        passes(Duration.ofMinutes(10));
        assertThat(frames()).hasSize(ControlProtocol.MAX_CONFIGURE);
        assertThat(ends).isEmpty();

        TestHost host = up();

        assertThat(host.isUp()).isTrue();
    }

    @Test
    void negotiatesAnewWhenTheHostBeginsAnew() {
        up();

        TestHost again = up();

        assertThat(again.isUp()).isTrue();
        assertThat(opened).isEqualTo(2);
    }

    @Test
    void negotiatesTheLinkAnewInTheMiddle() {
        TestHost host = up();

        server.negotiateLink(now).forEach(this::take);
        assertThat(hex(frames().getFirst())).startsWith("01");
        TestHost again = new TestHost("me", "lab");
        talk(again, Duration.ofSeconds(10));

        assertThat(host.address()).isEqualTo(HOST);
        assertThat(again.isUp()).isTrue();
        assertThat(opened).isEqualTo(2);
    }

    @Test
    void givesAnotherAddressInTheMiddle() {
        TestHost host = up();

        server.negotiateAddress(HOST.plus(1), now).forEach(this::take);
        hostSays("8021" + "010a000a" + "0306" + "0a000002");

        assertThat(host.isUp()).isTrue();
        assertThat(said()).isEqualTo("030a000a03060a000003");
    }
}
