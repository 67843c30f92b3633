package org.kadec21.simulation.module;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.simulation.module.core.ModuleEvent;
import org.kadec21.simulation.ppp.FrameReader;
import org.kadec21.simulation.ppp.FrameShape;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// A port that a host finds in data mode, and the ways out of it. The frames were made by hand from
/// RFC 1661 and RFC 1662.
class FoundInDataModeTest {

    private static final Duration GUARD = Duration.ofMillis(1100);

    /// LCP Terminate-Request 1 without data; its Ack differs in one byte, and so in the check.
    private static final String TERMINATE_REQUEST = "7eff03c02105010004@7e";

    private static final String TERMINATE_ACK = "7eff7d23c0217d267d217d207d24";

    /// LCP Configure-Request up to its identifier.
    private static final String REQUEST = "7eff7d23c0217d217d";

    /// LCP Configure-Ack of request 1 for a maximum receive unit of 1500.
    private static final String ACK_OF_THE_FIRST = "7eff03c02102010008010405dc@7e";

    /// LCP Echo-Request 7 with the magic number 0.
    private static final String ECHO_REQUEST = "7eff03c0210907000800000000@7e";

    /// Its reply up to the magic number, which is the far end's own.
    private static final String ECHO_REPLY = "7eff7d23c0217d2a7d277d207d28";

    /// LCP Configure-Request 1 without options.
    private static final String PLAIN_REQUEST = "7eff03c02101010004@7e";

    @Test
    void asksForTheLinkEveryThreeSecondsTenTimes() {
        CoreRig rig = found(false);
        List<String> requests = new ArrayList<>();
        for (int second = 0; second < 60; second++) {
            rig.passes(Duration.ofSeconds(1));
            requests.add(hex(rig.heard()));
        }

        List<String> spoken = requests.stream().filter(said -> !said.isEmpty()).toList();
        assertThat(spoken).hasSize(10).doesNotHaveDuplicates();
        assertThat(spoken.getFirst()).startsWith(REQUEST + "217d20").endsWith("7e");
        assertThat(requests.subList(1, 29))
                .allSatisfy(
                        said -> assertThat(said.isEmpty() || said.startsWith(REQUEST)).isTrue());
        assertThat(requests.indexOf(spoken.get(1)) - requests.indexOf(spoken.get(0))).isEqualTo(3);
    }

    @Test
    void asksNoMoreOnceBothEndsAgree() {
        CoreRig rig = found(false);

        open(rig);
        rig.passes(Duration.ofSeconds(20));

        assertThat(hex(rig.heard())).doesNotContain(REQUEST);
    }

    @Test
    void asksOnWhenTheHostAgreesToAnOlderRequest() {
        CoreRig rig = found(false);
        rig.passes(Duration.ofSeconds(5));
        rig.heard();

        rig.type(frame(ACK_OF_THE_FIRST));
        rig.passes(Duration.ofSeconds(3));

        assertThat(hex(rig.heard())).startsWith(REQUEST);
    }

    @Test
    void asksForNothingInCommandMode() {
        CoreRig rig = found(false);
        rig.type("+++");
        rig.passes(GUARD);
        rig.heard();

        rig.passes(Duration.ofSeconds(30));

        assertThat(rig.heard()).isEmpty();
    }

    @Test
    void asksForTheLinkOfACallThatWasDialled() {
        CoreRig rig = CoreRig.booted(CoreRig.openCard());
        rig.passes(Duration.ofSeconds(10));
        rig.type("ATD*99#\r");
        rig.passes(Duration.ofSeconds(6));

        assertThat(hex(rig.heard())).contains(hex("CONNECT")).contains(REQUEST);
    }

    @Test
    void aDeadLinkSaysNoCarrierBetweenFrames() {
        CoreRig rig = found(true);

        rig.passes(Duration.ofSeconds(2));

        String heard = rig.heard();
        assertThat(heard).contains("~\r\nNO CARRIER\r\n~");
        assertThat(hex(heard)).startsWith(REQUEST).endsWith("7e");
    }

    @Test
    void answersAnEcho() {
        CoreRig rig = found(false);
        open(rig);

        rig.type(frame(ECHO_REQUEST));

        assertThat(hex(rig.heard())).startsWith(ECHO_REPLY).endsWith("7e");
    }

    @Test
    void takesNoNoticeOfABrokenFrame() {
        CoreRig rig = found(false);
        byte[] broken = frame(ECHO_REQUEST);
        broken[6] ^= 1;

        rig.type(broken);

        assertThat(rig.heard()).isEmpty();
    }

    @Test
    void endsWhenTheHostTerminatesTheLink() {
        CoreRig rig = found(false);

        rig.type(frame(TERMINATE_REQUEST));

        String heard = rig.heard();
        assertThat(hex(heard)).startsWith(TERMINATE_ACK);
        assertThat(heard).endsWith("\r\nNO CARRIER\r\n");
        assertThat(rig.ask("AT")).isEqualTo("\r\nOK\r\n");
    }

    @Test
    void endsByAnEscapeWithGuardTimeAndAHangUp() {
        CoreRig rig = found(false);

        rig.type("+++");
        rig.passes(GUARD);

        assertThat(rig.heard()).isEqualTo("\r\nOK\r\n");
        assertThat(rig.ask("ATH")).isEqualTo("\r\nOK\r\n");
    }

    @Test
    void endsWhenDtrDrops() {
        CoreRig rig = found(false);

        rig.happens(new ModuleEvent.TerminalDropped());

        assertThat(rig.ask("AT")).isEqualTo("\r\nOK\r\n");
    }

    @Test
    void aDeadLinkHeedsNoEscapeAndNoTermination() {
        CoreRig rig = found(true);

        rig.type("+++");
        rig.passes(GUARD);
        assertThat(rig.heard()).isEmpty();
        rig.type(frame(TERMINATE_REQUEST));

        assertThat(rig.heard()).isEqualTo("\r\nNO CARRIER\r\n");
        assertThat(rig.ask("AT")).isEmpty();
    }

    @Test
    void aDeadLinkEndsWhenDtrDrops() {
        CoreRig rig = found(true);

        rig.happens(new ModuleEvent.TerminalDropped());

        assertThat(rig.ask("AT")).isEqualTo("\r\nOK\r\n");
    }

    @Test
    void aForgottenPromptTakesSoManyBytesAndNoMore() {
        CoreRig rig = CoreRig.online();
        rig.happens(new ModuleEvent.FoundAtPrompt(10));

        assertThat(rig.ask("AT")).isEmpty();
        rig.type("\r".repeat(7));

        assertThat(rig.heard()).isEqualTo("\r\nOK\r\n");
        assertThat(rig.ask("AT")).isEqualTo("\r\nOK\r\n");
    }

    private static CoreRig found(boolean dead) {
        CoreRig rig = CoreRig.online();
        rig.happens(new ModuleEvent.FoundInData(dead));
        rig.passes(GUARD);
        rig.heard();
        return rig;
    }

    /// The host agrees to the far end's next request, and the far end to the host's.
    private static void open(CoreRig rig) {
        rig.passes(Duration.ofSeconds(3));
        FrameReader reader = new FrameReader();
        for (byte b : rig.heard().getBytes(StandardCharsets.ISO_8859_1)) {
            reader.take(b)
                    .ifPresent(request -> {
                        byte[] ack = request.information().clone();
                        ack[0] = 2;
                        rig.type(FrameShape.UNNEGOTIATED.write(request.protocol(), ack));
                    });
        }
        rig.type(frame(PLAIN_REQUEST));
        rig.passes(Duration.ofSeconds(3));
        rig.heard();
    }

    /// The bytes of a frame, with its check sequence in place of the `@`.
    private static byte[] frame(String hex) {
        byte[] content = HexFormat.of().parseHex(hex.substring(2, hex.indexOf('@')));
        int check = 0xFFFF;
        for (byte b : content) {
            check ^= b & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                check = (check >> 1) ^ ((check & 1) * 0x8408);
            }
        }
        check ^= 0xFFFF;
        return HexFormat.of()
                .parseHex(hex.replace("@", escaped(check & 0xFF) + escaped(check >> 8)));
    }

    private static String escaped(int octet) {
        boolean escapes = octet == 0x7E || octet == 0x7D;
        return escapes ? "7d%02x".formatted(octet ^ 0x20) : "%02x".formatted(octet);
    }

    private static String hex(String said) {
        return HexFormat.of().formatHex(said.getBytes(StandardCharsets.ISO_8859_1));
    }
}
