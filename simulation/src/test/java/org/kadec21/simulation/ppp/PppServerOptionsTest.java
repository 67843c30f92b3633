package org.kadec21.simulation.ppp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.HexFormat;

/// What the access server agrees to.
class PppServerOptionsTest extends ServerRig {

    /// What the host asks for, and the code and options of the answer.
    @ParameterizedTest
    @CsvSource({
        "010405dc,02,010405dc",
        "01040640,02,01040640",
        "01040010,03,010405dc",
        "0206000a0000,02,0206000a0000",
        "0702,02,0702",
        "0802,02,0802",
        "0506000000ff,02,0506000000ff",
        "0304c023,04,0304c023",
        "0305c22305,04,0305c22305",
        "0408c02500000000,04,0408c02500000000",
        "110405dc,04,110405dc",
        "0103 05,04,010305",
        "0702 0304c023 0802,04,0304c023",
        "0d0306,04,0d0306",
        "'','02',''"
    })
    void judgesTheOptionsOfLcp(String asked, String code, String options) {
        assertThat(answerTo("c021", asked)).startsWith(code).endsWith(options);
    }

    @ParameterizedTest
    @CsvSource({
        "030600000000,03,03060a000002",
        "03060a000002,02,03060a000002",
        "0306c0a80001,03,03060a000002",
        "03060a000002 810600000000,03,81060a000035",
        "03060a000002 81060a000035 830600000000,03,83060a000036",
        "03060a000002 0206002d0f01,04,0206002d0f01",
        "03060a000002 820600000000,04,820600000000",
        "010a0000000000000000,04,010a0000000000000000",
        "'',03,03060a000002"
    })
    void judgesTheOptionsOfIpcp(String asked, String code, String options) {
        openLcp();

        assertThat(answerTo("8021", asked)).startsWith(code).endsWith(options);
    }

    @Test
    void rejectsWhatItDoesNotKnowOnceTheLinkIsOpen() {
        hostSays("8057" + "01010004");
        assertThat(frames()).isEmpty();
        openLcp();

        hostSays("8057" + "01010004");

        assertThat(said()).matches("08..000a805701010004");
    }

    @Test
    void rejectsACodeItDoesNotKnow() {
        openLcp();

        hostSays("c021" + "0e090004");

        assertThat(said()).matches("07..00080e090004");
    }

    @Test
    void givesUpAHostThatNaksForEver() {
        passes(PppServer.LISTENS);
        for (int round = 0; round < 100 && ends.isEmpty(); round++) {
            for (Frame frame : frames()) {
                byte[] nak = frame.information().clone();
                nak[0] = ControlPacket.CONFIGURE_NAK;
                server.received(FrameShape.UNNEGOTIATED.write(Frame.LCP, nak), now)
                        .forEach(this::take);
            }
        }

        assertThat(ends).containsExactly("the host agrees to nothing");
    }

    @Test
    void naksForEverWhereNoWishIsEverRight() {
        server = server(Authentication.NONE, Duration.ZERO, Agreement.LCP_NAKED);

        for (int round = 0; round < 100; round++) {
            assertThat(answerTo("c021", "010405dc")).startsWith("0309");
        }
    }

    @Test
    void naksAddressesForEverWhereNoneIsEverRight() {
        server = server(Authentication.NONE, Duration.ZERO, Agreement.IPCP_NAKED);
        openLcp();

        for (int round = 0; round < 100; round++) {
            assertThat(answerTo("8021", "030600000000")).startsWith("0309000a0306");
        }
    }

    @Test
    void rejectsTheWishForAnAddressOrGrantsNone() {
        server = server(Authentication.NONE, Duration.ZERO, Agreement.ADDRESS_REJECTED);
        openLcp();
        assertThat(answerTo("8021", "030600000000")).isEqualTo("0409000a030600000000");

        server = server(Authentication.NONE, Duration.ZERO, Agreement.NO_ADDRESS);
        openLcp();
        assertThat(answerTo("8021", "030600000000")).isEqualTo("0209000a030600000000");
    }

    /// What is said to a Configure-Request with these options.
    private String answerTo(String protocol, String asked) {
        String options = asked.replace(" ", "");
        hostSays(protocol + "0109" + "%04x".formatted(4 + options.length() / 2) + options);
        return frames().stream()
                .map(frame -> HexFormat.of().formatHex(frame.information()))
                .filter(said -> said.startsWith("09", 2) && !said.startsWith("01"))
                .findFirst()
                .orElseThrow();
    }
}
