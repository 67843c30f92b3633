package org.kadec21.modem.ppp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.hal.Secret;
import org.kadec21.hal.at.AtPort;
import org.kadec21.hal.at.Reply;
import org.kadec21.hal.at.Trace;
import org.kadec21.hal.at.UrcTable;
import org.kadec21.modem.ScriptedModule;
import org.kadec21.modem.TestWorld;
import org.kadec21.modem.dialect.AccessPoint;
import org.kadec21.modem.dialect.PacketService.Obstacle;
import org.kadec21.modem.ppp.link.PdpType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

class PppServiceTest {

    private static final String OK = "\\r\\nOK\\r\\n";

    /// Configure-Request for LCP, number 9, with a magic number and nothing else.
    private static final String REQUEST =
            "\\x7e\\xff\\x7d\\x23\\xc0\\x21\\x7d\\x21\\x7d\\x29\\x7d\\x20\\x7d"
                    + "\\x2a\\x7d\\x25\\x7d\\x26\\xde\\xad\\xbe\\xef\\x56\\x7d\\x21\\x7e";

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final List<String> sent = new ArrayList<>();
    private final TestWorld world = new TestWorld();
    private final ScriptedModule module = new ScriptedModule(world);
    private final AtPort port =
            AtPort.start(
                    "line",
                    module,
                    world,
                    world,
                    UrcTable.of(List.of()),
                    new Nobody(),
                    Trace.none());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    *99#             | 1
                    *99***1#         | 1
                    *99***2#         | 2
                    *99***16#        | 16
                    *99**1*3#        | 3
                    *99*10.0.0.1**4# | 4
                    #777             | 1
                    """)
    void definesTheContextThatItDials(String number, int context) {
        module.answer("ATD" + number, "\\r\\nNO CARRIER\\r\\n");

        open(Optional.of(number), PdpType.IP, PATIENCE);

        assertThat(module.heard())
                .containsSubsequence(
                        "AT+CGDCONT=" + context + ",\"IP\",\"au.NET\"", "ATD" + number);
    }

    @ParameterizedTest
    @CsvSource({"IP", "IPV6", "IPV4V6"})
    void asksForTheVersionsOfIpThatAreWanted(PdpType type) {
        module.answer("ATD*99***1#", "\\r\\nNO CARRIER\\r\\n");

        open(Optional.empty(), type, PATIENCE);

        assertThat(module.heard()).contains("AT+CGDCONT=1,\"" + type + "\",\"au.NET\"");
    }

    /// It would go on for whoever is called, and be in the way of the next command that dials.
    @Test
    void hangsUpACallThatTurnedOutToBeAVoiceCall() {
        module.answer("ATD*99***1#", OK);

        PppService service = open(Optional.empty(), PdpType.IP, PATIENCE);

        assertThat(module.heard()).containsSubsequence("ATD*99***1#", "ATH");
        assertThat(service.obstacle().orElseThrow().reason()).contains("voice call");
    }

    /// Its first request stands right behind the CONNECT line, before anybody has read that line.
    ///
    /// @param cut where the bytes are read apart, from their end
    @ParameterizedTest
    @ValueSource(ints = {0, 13, 26})
    void answersANetworkThatBeginsAtOnce(int cut) {
        module.answer("ATD*99***1#", "\\r\\nCONNECT 153600\\r\\n" + REQUEST);
        module.group(bytes -> apart(bytes, cut));

        open(Optional.empty(), PdpType.IP, Duration.ofSeconds(2));

        assertThat(sent).anyMatch(frame -> frame.contains("c0210209000a0506deadbeef"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO DIALTONE", "NO DIAL TONE", "BUSY", "NO ANSWER"})
    void takesTheModulesWordAtOnceThatThereIsNoCall(String words) {
        module.answer("ATD*99***1#", "\\r\\n" + words + "\\r\\n");

        PppService service = open(Optional.empty(), PdpType.IP, PATIENCE);

        assertThat(service.isOpen()).isFalse();
        assertThat(Duration.ofNanos(world.nanos())).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void saysThatTheTimeWasShortWhenItWas() {
        module.answer("ATD*99***1#", "\\r\\nCONNECT 153600\\r\\n");

        PppService service = open(Optional.empty(), PdpType.IP, Duration.ofSeconds(10));

        assertThat(service.isOpen()).isFalse();
        Obstacle obstacle = service.obstacle().orElseThrow();
        assertThat(obstacle.reason()).contains("in the time there was", "no frame came");
        assertThat(obstacle.advice()).startsWith("allow more time");
    }

    private PppService open(Optional<String> number, PdpType type, Duration patience) {
        PppSetup setup =
                PppSetup.usual(new Chance(), (_, _) -> {})
                        .dialling(number)
                        .asking(type)
                        .capturedBy(Optional.of(this::crossed));
        PppService service = new PppService(port, world, world, setup);
        Reply reply =
                service.open(
                        new AccessPoint("au.NET", "user", Secret.of("pass")),
                        world.after(patience));
        assertThat(reply).isInstanceOf(Reply.Refusal.class);
        return service;
    }

    private void crossed(Instant at, boolean fromHere, byte[] frame) {
        if (fromHere) {
            sent.add(HexFormat.of().formatHex(frame));
        }
    }

    private static List<byte[]> apart(byte[] bytes, int cut) {
        int at = Math.max(0, bytes.length - cut);
        return List.of(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at, bytes.length));
    }
}
