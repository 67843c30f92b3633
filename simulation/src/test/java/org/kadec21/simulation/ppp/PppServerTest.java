package org.kadec21.simulation.ppp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.kadec21.hal.Secret;
import org.kadec21.simulation.ip.Ipv4Address;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/// The access server's end of a link, against a host that is as simple as can be.
class PppServerTest {

    private static final Account MEMBER = new Account("me", Secret.of("lab"));
    private static final Ipv4Address HOST = Ipv4Address.of("10.0.0.2");
    private static final int DNS = 0x0A00_0035;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final List<byte[]> packets = new ArrayList<>();
    private final List<String> ends = new ArrayList<>();
    private PppServer server = server(Authentication.NONE, Duration.ZERO);
    private int opened;
    private long now;

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

    @ParameterizedTest
    @EnumSource(Authentication.class)
    void givesAMemberItsAddressAndNameServers(Authentication authentication) {
        server = server(authentication, Duration.ZERO);
        TestHost host = new TestHost("me", "lab");

        talk(host, Duration.ofSeconds(10));

        assertThat(host.isUp()).isTrue();
        assertThat(opened).isEqualTo(1);
        assertThat(host.address()).isEqualTo(HOST);
        assertThat(host.nameServer()).isEqualTo(new Ipv4Address(DNS));
    }

    @ParameterizedTest
    @CsvSource({"PAP,me,wrong", "PAP,nobody,lab", "CHAP,me,wrong", "CHAP,nobody,lab", "PAP,'',''"})
    void turnsAStrangerAway(Authentication authentication, String user, String password) {
        server = server(authentication, Duration.ZERO);
        TestHost host = new TestHost(user, password);

        talk(host, Duration.ofSeconds(10));

        assertThat(host.isUp()).isFalse();
        assertThat(opened).isZero();
        assertThat(host.isTerminated()).isTrue();
        assertThat(ends).containsExactly("the user or the password is wrong");
    }

    @ParameterizedTest
    @CsvSource({
        "PAP,the host has not said who it is,40",
        "CHAP,the host does not answer the challenge,40"
    })
    void doesNotWaitForeverForAHostThatDoesNotSayWhoItIs(
            Authentication authentication, String reason, int seconds) {
        server = server(authentication, Duration.ZERO);
        openLcp();

        passes(Duration.ofSeconds(seconds));

        assertThat(ends).containsExactly(reason);
    }

    @Test
    void endsWithAHostThatRefusesToSayWhoItIs() {
        server = server(Authentication.CHAP, Duration.ZERO);
        passes(PppServer.LISTENS);
        byte[] asked = frames().getFirst().information();

        hostSays("c021" + "04%02x0009".formatted(asked[1]) + "0305c22305");
        passes(Duration.ofSeconds(10));

        assertThat(ends).containsExactly("the host does not say who it is");
    }

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
    void answersAnEchoWithItsOwnMagicNumber() {
        openLcp();

        hostSays("c021" + "0905000a" + "00000001" + "abcd");

        assertThat(said()).matches("0a05000a[0-9a-f]{8}abcd").doesNotContain("00000001");
    }

    @Test
    void rejectsACodeItDoesNotKnow() {
        openLcp();

        hostSays("c021" + "0e090004");

        assertThat(said()).matches("07..00080e090004");
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
    void endsWhenTheLineIsLoopedBack() {
        for (int second = 0; second < 60 && ends.isEmpty(); second++) {
            passes(Duration.ofSeconds(1));
            byte[] echo = line.toByteArray();
            line.reset();
            server.received(echo, now).forEach(this::take);
        }

        assertThat(ends).containsExactly("the line is looped back");
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
    void carriesPacketsInTheShapeTheHostAskedFor() {
        TestHost host = new TestHost("me", "lab");
        host.asksFor(
                List.of(
                        ConfigureOption.of32(LcpOptions.CONTROL_MAP, 0),
                        ConfigureOption.flag(LcpOptions.SHORT_PROTOCOL),
                        ConfigureOption.flag(LcpOptions.BARE)));
        talk(host, Duration.ofSeconds(10));
        line.reset();

        server.send(new byte[] {0x45, 0, 1}, now).forEach(this::take);

        assertThat(HexFormat.of().formatHex(line.toByteArray())).startsWith("7e21450001");
    }

    @Test
    void comesUpOnALineThatDamagesOneByteInAHundred() {
        for (int seed = 0; seed < 40; seed++) {
            assertComesUp(noise(1, seed), seed);
        }
    }

    @Test
    void comesUpOnALineThatDamagesEveryFifthPiece() {
        for (int seed = 0; seed < 40; seed++) {
            SplittableRandom chance = new SplittableRandom(seed);
            assertComesUp(
                    bytes -> {
                        byte[] damaged = bytes.clone();
                        if (bytes.length > 0 && chance.nextInt(5) == 0) {
                            damaged[chance.nextInt(damaged.length)] ^= 0x10;
                        }
                        return damaged;
                    },
                    seed);
        }
    }

    /// Both ends give up after ten requests in vain; then the host dials again.
    private void assertComesUp(UnaryOperator<byte[]> noise, int seed) {
        boolean up = false;
        for (int dial = 0; dial < 3 && !up; dial++) {
            server = server(Authentication.CHAP, Duration.ZERO);
            now = 0;
            TestHost host = new TestHost("me", "lab");
            talk(host, Duration.ofMinutes(2), noise);
            up = host.isUp();
        }

        assertThat(up).as("seed %d, ended: %s", seed, ends).isTrue();
    }

    @Test
    void understandsAHostThatSendsByteByByte() {
        TestHost host = new TestHost("me", "lab");
        for (int second = 0; second < 10; second++) {
            byte[] said = host.tick(now);
            while (said.length > 0) {
                for (byte b : said) {
                    server.received(new byte[] {b}, now).forEach(this::take);
                }
                said = host.take(drained());
            }
            passes(Duration.ofSeconds(1));
        }

        assertThat(host.isUp()).isTrue();
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

    private static UnaryOperator<byte[]> noise(int percent, int seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        return bytes -> {
            byte[] noisy = bytes.clone();
            for (int i = 0; i < noisy.length; i++) {
                if (chance.nextInt(100) < percent) {
                    noisy[i] ^= (byte) (1 << chance.nextInt(8));
                }
            }
            return noisy;
        };
    }

    private static PppServer server(Authentication authentication, Duration idle) {
        return server(authentication, idle, Agreement.FAIR);
    }

    private static PppServer server(
            Authentication authentication, Duration idle, Agreement agreement) {
        PppTerms terms =
                new PppTerms(
                        authentication,
                        Optional.of(MEMBER),
                        idle,
                        0,
                        HOST,
                        Ipv4Address.of("10.0.0.1"),
                        List.of(new Ipv4Address(DNS), new Ipv4Address(DNS + 1)));
        return new PppServer(terms.with(agreement), new SplittableRandom(3), 0);
    }

    private TestHost up() {
        TestHost host = new TestHost("me", "lab");
        talk(host, Duration.ofSeconds(10));
        line.reset();
        return host;
    }

    private void talk(TestHost host, Duration span) {
        talk(host, span, bytes -> bytes);
    }

    private void talk(TestHost host, Duration span, UnaryOperator<byte[]> noise) {
        for (int second = 0; second < span.toSeconds() && !host.isUp(); second++) {
            byte[] said = host.tick(now);
            for (int turn = 0; turn < 20 && said.length > 0; turn++) {
                server.received(noise.apply(said), now).forEach(this::take);
                said = host.take(noise.apply(drained()));
            }
            passes(Duration.ofSeconds(1));
            server.received(noise.apply(host.take(noise.apply(drained()))), now)
                    .forEach(this::take);
        }
    }

    /// The host agrees to the server's options and gets its own, which are none.
    private void openLcp() {
        hostSays("c021" + "01010004");
        for (Frame frame : frames()) {
            byte[] ack = frame.information().clone();
            if (ack[0] == ControlPacket.CONFIGURE_REQUEST) {
                ack[0] = ControlPacket.CONFIGURE_ACK;
                server.received(FrameShape.UNNEGOTIATED.write(Frame.LCP, ack), now)
                        .forEach(this::take);
            }
        }
        line.reset();
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

    private void hostSays(String hex) {
        byte[] all = HexFormat.of().parseHex(hex.replace(" ", ""));
        byte[] information = Arrays.copyOfRange(all, 2, all.length);
        int protocol = (all[0] & 0xFF) << 8 | (all[1] & 0xFF);
        server.received(FrameShape.UNNEGOTIATED.write(protocol, information), now)
                .forEach(this::take);
    }

    private static String hex(Frame frame) {
        return HexFormat.of().formatHex(frame.information());
    }

    /// The last thing that was said.
    private String said() {
        return HexFormat.of().formatHex(frames().getLast().information());
    }

    private List<Frame> frames() {
        FrameReader reader = new FrameReader();
        List<Frame> frames = new ArrayList<>();
        for (byte b : drained()) {
            reader.take(b).ifPresent(frames::add);
        }
        return frames;
    }

    private byte[] drained() {
        byte[] bytes = line.toByteArray();
        line.reset();
        return bytes;
    }

    private void passes(Duration span) {
        long end = now + span.toNanos();
        while (server.nextDue().atNanos() <= end) {
            now = Math.max(now, server.nextDue().atNanos());
            server.due(now).forEach(this::take);
        }
        now = end;
    }

    private void take(PppEvent event) {
        switch (event) {
            case PppEvent.Transmit(byte[] bytes) -> line.writeBytes(bytes);
            case PppEvent.Packet(byte[] bytes) -> packets.add(bytes);
            case PppEvent.Opened(int mtu) -> opened++;
            case PppEvent.Ended(String reason) -> ends.add(reason);
        }
    }
}
