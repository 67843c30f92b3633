package org.kadec21.modem.ppp.ip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;

/// Those who guess: resets, SYNs, acknowledgements (RFC 5961), ICMP errors (RFC 5927).
class BlindAttackTest {

    private static boolean isOpen(Dialogue dialogue) {
        return dialogue.connection().phase() instanceof ConnectionPhase.Open;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 65534})
    void challengesAResetThatOnlyHitsTheWindow(int sequence) {
        Dialogue dialogue = Dialogue.open();

        dialogue.say(sequence, 0, Wire.RST, "");

        assertThat(isOpen(dialogue)).isTrue();
        assertThat(dialogue.sent())
                .singleElement()
                .satisfies(segment -> assertThat(segment.flags()).isEqualTo(Wire.ACK));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, -70_000, 65535, 1_000_000})
    void dropsAResetBesideTheWindow(int sequence) {
        Dialogue dialogue = Dialogue.open();

        dialogue.say(sequence, 0, Wire.RST, "");

        assertThat(isOpen(dialogue)).isTrue();
        assertThat(dialogue.sent()).isEmpty();
    }

    @Test
    void challengesASyn() {
        Dialogue dialogue = Dialogue.open();

        dialogue.say(0, 0, Wire.SYN, "");

        assertThat(isOpen(dialogue)).isTrue();
        assertThat(dialogue.sent().getFirst().flags()).isEqualTo(Wire.ACK);
    }

    @Test
    void challengesNoMoreThanTenTimesInFiveSeconds() {
        Dialogue dialogue = Dialogue.open();
        int challenges = 0;

        for (int guess = 1; guess <= 200; guess++) {
            dialogue.say(guess * 100, 0, Wire.RST, "");
            challenges += dialogue.sent().size();
        }

        assertThat(challenges).isEqualTo(10);
        dialogue.during(Duration.ofSeconds(5));
        dialogue.say(100, 0, Wire.RST, "");
        assertThat(dialogue.sent()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000_000, -70_000, -2_000_000_000})
    void takesNoBytesWithAnImplausibleAcknowledgement(int acknowledgement) {
        Dialogue dialogue = Dialogue.open();

        dialogue.say(0, acknowledgement, Wire.ACK, "forged");

        assertThat(dialogue.read()).isEmpty();
        assertThat(dialogue.sent()).hasSizeLessThanOrEqualTo(1);
        dialogue.say(0, 0, Wire.ACK, "true");
        assertThat(dialogue.read()).isEqualTo("true");
    }

    @Test
    void takesNoBytesWithoutAnAcknowledgement() {
        Dialogue dialogue = Dialogue.open();

        dialogue.say(0, 0, 0, "forged");

        assertThat(dialogue.read()).isEmpty();
    }

    @Test
    void answersAResetOfAStrangerWithNothingAndOthersWithAReset() {
        Dialogue dialogue = Dialogue.open();
        Wire.Tcp stranger =
                new Wire.Tcp(Wire.SERVER, Wire.UNIT, 1, 2, 1000, 2000, Wire.ACK, 1, 0, new byte[3]);

        dialogue.stack().arrived(stranger.packet(), dialogue.now());

        Wire.Tcp answer = Wire.tcp(dialogue.stack().transmit(dialogue.now()).orElseThrow());
        assertThat(answer.flags()).isEqualTo(Wire.RST);
        assertThat(answer.sequence()).isEqualTo(2000);
        assertThat(answer.toPort()).isEqualTo(1);
        Wire.Tcp reset =
                new Wire.Tcp(Wire.SERVER, Wire.UNIT, 1, 2, 1000, 2000, Wire.RST, 1, 0, new byte[0]);
        dialogue.stack().arrived(reset.packet(), dialogue.now());
        assertThat(dialogue.stack().transmit(dialogue.now())).isEmpty();
    }

    @Test
    void refusesNoMoreThanTenStrangersInTenSeconds() {
        Dialogue dialogue = Dialogue.open();
        int answers = 0;

        for (int port = 1; port <= 500; port++) {
            byte[] syn =
                    new Wire.Tcp(
                                    Wire.SERVER,
                                    Wire.UNIT,
                                    port,
                                    22,
                                    port,
                                    0,
                                    Wire.SYN,
                                    1000,
                                    1460,
                                    new byte[0])
                            .packet();
            dialogue.stack().arrived(syn, dialogue.now());
            answers += dialogue.sent().size();
        }

        assertThat(answers).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({"3, 3", "3, 2", "3, 1", "3, 13", "11, 0"})
    void keepsAnOpenConnectionWhateverARouterSays(int type, int code) {
        Dialogue dialogue = Dialogue.open();
        dialogue.write("x");
        dialogue.sent();

        dialogue.stack()
                .arrived(
                        Wire.icmp(Wire.SERVER, Wire.UNIT, type, code, 0, dialogue.wire(0)),
                        dialogue.now());

        assertThat(isOpen(dialogue)).isTrue();
        dialogue.during(Duration.ofMinutes(5));
        assertThat(dialogue.connection().phase())
                .isInstanceOfSatisfying(
                        ConnectionPhase.Failed.class,
                        failed -> assertThat(failed.reason()).contains("last heard"));
    }

    @Test
    void failsAtOnceWhenARouterForbidsAConnectionThatIsNotOpenYet() {
        Dialogue dialogue = new Dialogue();
        dialogue.sent();

        dialogue.stack()
                .arrived(
                        Wire.icmp(Wire.SERVER, Wire.UNIT, 3, 13, 0, dialogue.wire(-1)),
                        dialogue.now());

        assertThat(dialogue.connection().phase())
                .isInstanceOfSatisfying(
                        ConnectionPhase.Failed.class,
                        failed ->
                                assertThat(failed.cause())
                                        .isEqualTo(ConnectionPhase.Cause.REFUSED));
    }

    @Test
    void believesNoRouterThatQuotesWhatIsNotUnderWay() {
        Dialogue dialogue = new Dialogue();
        dialogue.sent();

        dialogue.stack()
                .arrived(
                        Wire.icmp(Wire.SERVER, Wire.UNIT, 3, 13, 0, dialogue.wire(1000)),
                        dialogue.now());

        assertThat(dialogue.connection().phase()).isInstanceOf(ConnectionPhase.Connecting.class);
    }

    @Test
    void cutsSmallerSegmentsForASmallerLinkAndSendsThemAtOnce() {
        Dialogue dialogue = Dialogue.open();
        dialogue.write("x".repeat(2920));
        dialogue.sent();

        dialogue.stack()
                .arrived(
                        Wire.icmp(Wire.SERVER, Wire.UNIT, 3, 4, 1000, dialogue.wire(0)),
                        dialogue.now());

        List<Wire.Tcp> sent = dialogue.sent();
        assertThat(sent.stream().map(segment -> segment.payload().length))
                .containsExactly(960, 960, 960, 40);
        assertThat(sent.getFirst().sequence()).isZero();
    }

    @Test
    void goesNoLowerThanEveryHostTakesWhateverARouterSays() {
        Dialogue dialogue = Dialogue.open();
        dialogue.write("x".repeat(1460));
        dialogue.sent();

        dialogue.stack()
                .arrived(
                        Wire.icmp(Wire.SERVER, Wire.UNIT, 3, 4, 68, dialogue.wire(0)),
                        dialogue.now());
        byte[] packet = dialogue.stack().transmit(dialogue.now()).orElseThrow();

        assertThat(packet).hasSize(576);
        assertThat(packet[6] & 0x40).as("may be cut up").isZero();
    }

    @Test
    void takesNoSmallerSegmentsFromARouterThatGuesses() {
        Dialogue dialogue = Dialogue.open();
        dialogue.write("x".repeat(1460));
        dialogue.sent();
        dialogue.say(0, 1460, Wire.ACK, "");

        dialogue.stack()
                .arrived(
                        Wire.icmp(Wire.SERVER, Wire.UNIT, 3, 4, 600, dialogue.wire(0)),
                        dialogue.now());
        dialogue.write("y".repeat(1460));

        assertThat(dialogue.sent().getFirst().payload()).hasSize(1460);
    }
}
