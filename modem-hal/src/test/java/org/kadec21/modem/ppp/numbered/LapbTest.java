package org.kadec21.modem.ppp.numbered;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.hal.Deadline;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// One end against a peer by hand. Frames are written as `I2 r1 P abc`, `RR r3 F`, `SABM P`; a
/// peer's are told by their control fields.
class LapbTest {

    private static final int SABM = 0x3f;
    private static final int UA = 0x73;
    private static final int DM = 0x1f;
    private static final int DISC = 0x53;
    private static final int FRMR = 0x87;

    private final Lapb lapb = new Lapb(Limits.WINDOW);
    private final List<String> sent = new ArrayList<>();
    private final List<String> above = new ArrayList<>();
    private Deadline now = Deadline.at(0);

    @BeforeEach
    void begin() {
        on(new LapbEvent.Begun());
    }

    @Test
    void isUpBehindTheAnswerToItsBeginning() {
        assertThat(sent).containsExactly("SABM P");
        assertThat(above).isEmpty();

        respond(UA);

        assertThat(above).containsExactly("up");
    }

    @Test
    void isUpWhenBothBeginAtTheSameMoment() {
        command(SABM);
        respond(UA);

        assertThat(sent).containsExactly("SABM P", "UA F");
        assertThat(above).containsExactly("up");
    }

    @Test
    void repeatsItsBeginningAndGivesUpAfterSixteenTries() {
        pass(Duration.ofMinutes(10));

        assertThat(sent).hasSize(Limits.TRIES).containsOnly("SABM P");
        assertThat(above).containsExactly("down: did not answer 16 times in a row");
        assertThat(lapb.wakeAt().isNever()).isTrue();
    }

    @Test
    void sendsNoMoreThanTheWindow() {
        up();

        give("a", "b", "c", "d", "e", "f", "g", "h", "i");

        assertThat(sent)
                .containsExactly(
                        "I0 r0 a", "I1 r0 b", "I2 r0 c", "I3 r0 d", "I4 r0 e", "I5 r0 f",
                        "I6 r0 g");
        sent.clear();
        respond(rr(2));
        assertThat(sent).containsExactly("I7 r0 h", "I0 r0 i");
    }

    @Test
    void sendsAgainFromWhereItIsRejected() {
        up();
        give("a", "b", "c");
        sent.clear();

        respond(rej(1));
        respond(rej(1));

        assertThat(sent).containsExactly("I1 r0 b", "I2 r0 c");
    }

    @Test
    void sendsAllAgainWithAQuestionWhenNothingIsAcknowledged() {
        up();
        give("a", "b");
        sent.clear();

        pass(Limits.LONGEST_ANSWER);

        assertThat(sent.subList(0, 2)).containsExactly("I0 r0 a", "I1 r0 P b");
    }

    @Test
    void beginsAnewWhenNobodyAcknowledgesAndThenGivesUp() {
        up();
        give("a");

        pass(Duration.ofMinutes(20));

        assertThat(sent.stream().filter("SABM P"::equals)).hasSize(Limits.TRIES);
        assertThat(above).endsWith("down: did not answer 16 times in a row");
    }

    @Test
    void handsEachPieceOutOnceAndInSequence() {
        up();

        information(0, 0, "a");
        information(0, 0, "a");
        information(2, 0, "c");
        information(1, 0, "b");
        information(2, 0, "c");

        assertThat(above).containsExactly("up", "a", "b", "c");
    }

    @Test
    void rejectsAGapOnceAndAcknowledgesWhatClosesIt() {
        up();
        information(1, 0, "b");
        pass(Limits.ACKNOWLEDGEMENT);
        information(2, 0, "c");
        pass(Limits.ACKNOWLEDGEMENT);
        information(0, 0, "a");
        pass(Limits.ACKNOWLEDGEMENT);

        assertThat(sent).containsExactly("REJ r0", "RR r1");
    }

    @Test
    void answersAQuestionAndNotItsCopies() {
        up();

        information(0, NumberedFrame.POLL, "a");
        information(0, NumberedFrame.POLL, "a");
        pass(Limits.ACKNOWLEDGEMENT);
        information(0, NumberedFrame.POLL, "a");
        pass(Duration.ofMillis(100));

        assertThat(sent).containsExactly("RR r1 F");
    }

    @Test
    void answersAQuestionAgainWhoseAnswerWasLost() {
        up();
        information(0, NumberedFrame.POLL, "a");
        pass(Duration.ofSeconds(3));
        sent.clear();

        information(0, NumberedFrame.POLL, "a");
        pass(Limits.ACKNOWLEDGEMENT);

        assertThat(sent).containsExactly("RR r1 F");
    }

    @Test
    void takesAcknowledgementsAlongWithPieces() {
        up();
        information(0, 0, "x");

        give("a");
        pass(Duration.ofSeconds(1));

        assertThat(sent).containsExactly("I0 r1 a");
    }

    @Test
    void waitsWhileThePeerIsBusyAndAsksWhetherItStillIs() {
        up();
        give("a");
        sent.clear();

        respond(rnr(1));
        give("b");
        pass(Limits.FIRST_ANSWER);
        assertThat(sent).containsExactly("RR r0 P");
        respond(rr(1) | NumberedFrame.POLL);

        assertThat(sent).containsExactly("RR r0 P", "I1 r0 b");
    }

    @Test
    void waitsForABusyPeerAsLongAsItAnswers() {
        up();
        give("a");
        respond(rnr(0));
        Deadline end = now.plus(Duration.ofMinutes(10));

        while (now.compareTo(end) < 0) {
            sent.clear();
            pass(Limits.LONGEST_ANSWER);
            assertThat(sent).isNotEmpty().containsOnly("RR r0 P");
            respond(rnr(0) | NumberedFrame.POLL);
        }
        sent.clear();
        respond(rr(0));

        assertThat(sent).containsExactly("I0 r0 P a");
        assertThat(above).containsExactly("up");
    }

    @Test
    void beginsAnewWithABusyPeerThatAnswersNoMore() {
        up();
        give("a");
        respond(rnr(0));
        sent.clear();

        pass(Duration.ofMinutes(4));

        assertThat(sent.stream().filter("RR r0 P"::equals)).hasSize(Limits.TRIES - 1);
        assertThat(sent).contains("SABM P");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 7})
    void refusesANumberThatWasNeverSentAndGoesOnWhenThePeerBeginsAnew(int expected) {
        up();
        give("a");
        sent.clear();

        respond(rr(expected));
        command(SABM);

        assertThat(sent.getFirst()).startsWith("FRMR ").endsWith(" 08");
        assertThat(sent).endsWith("UA F", "I0 r0 a");
    }

    @Test
    void refusesAControlFieldWithoutMeaning() {
        up();
        give("a");
        sent.clear();

        command(0x6f);

        assertThat(sent).singleElement().asString().startsWith("FRMR ").contains("6f 02 01");
    }

    @Test
    void beginsAnewWhenAFrameOfItsOwnIsRefused() {
        up();
        give("a", "b");
        sent.clear();

        respond(FRMR);
        respond(UA);

        assertThat(sent).containsExactly("SABM P", "I0 r0 a", "I1 r0 b");
        assertThat(above).containsExactly("up");
    }

    @Test
    void endsWithThePeer() {
        up();

        command(DISC);

        assertThat(sent).containsExactly("UA F");
        assertThat(above).containsExactly("up", "down: ended it");
    }

    @Test
    void beginsAnewWithAPeerThatHasForgotten() {
        up();

        respond(DM);

        assertThat(sent).containsExactly("SABM P");
    }

    @Test
    void givesUpAPeerThatBeginsAnewForEver() {
        up();
        give("a");

        for (int time = 0; time <= Limits.RESETS; time++) {
            command(SABM);
        }

        assertThat(above.getLast()).startsWith("down: began anew 9 times");
    }

    @Test
    void asksBehindEachWindowOnALoudLineAndSendsNothingBeforeTheAnswer() {
        up();
        lapb.lineIs(new Noise(0.05));

        give("a", "b");
        now = now.plus(Duration.ofMillis(300));
        respond(rr(1) | NumberedFrame.POLL);

        assertThat(sent).containsExactly("I0 r0 P a x3", "I1 r0 P b x3");
    }

    @Test
    void takesNoAnswerForOneThatComesTooSoon() {
        up();
        lapb.lineIs(new Noise(0.05));
        give("a");
        now = now.plus(Duration.ofMillis(300));
        respond(rr(1) | NumberedFrame.POLL);
        give("b");
        sent.clear();

        now = now.plus(Duration.ofMillis(100));
        respond(rr(1) | NumberedFrame.POLL);
        assertThat(sent).isEmpty();
        now = now.plus(Duration.ofMillis(200));
        respond(rr(1) | NumberedFrame.POLL);

        assertThat(sent).containsExactly("I1 r0 P b x3");
    }

    private void up() {
        respond(UA);
        sent.clear();
    }

    private static int rr(int expected) {
        return expected << NumberedFrame.EXPECTED_AT | 0x01;
    }

    private static int rnr(int expected) {
        return expected << NumberedFrame.EXPECTED_AT | 0x05;
    }

    private static int rej(int expected) {
        return expected << NumberedFrame.EXPECTED_AT | 0x09;
    }

    private void information(int number, int poll, String text) {
        on(
                new LapbEvent.Came(
                        NumberedFrame.of(
                                true,
                                number << NumberedFrame.NUMBER_AT | poll,
                                text.getBytes(StandardCharsets.US_ASCII))));
    }

    private void command(int control) {
        on(new LapbEvent.Came(NumberedFrame.of(true, control, new byte[0])));
    }

    private void respond(int control) {
        on(new LapbEvent.Came(NumberedFrame.of(false, control, new byte[0])));
    }

    private void give(String... pieces) {
        for (String piece : pieces) {
            on(new LapbEvent.Given(piece.getBytes(StandardCharsets.US_ASCII)));
        }
    }

    private void pass(Duration span) {
        Deadline end = now.plus(span);
        for (Deadline due = lapb.wakeAt(); due.compareTo(end) <= 0; due = lapb.wakeAt()) {
            now = due;
            on(new LapbEvent.Woken());
            assertThat(lapb.wakeAt()).isGreaterThan(now);
        }
        now = end;
    }

    private void on(LapbEvent event) {
        for (LapbCommand command : lapb.on(event, now)) {
            switch (command) {
                case LapbCommand.Send(NumberedFrame frame, int copies) ->
                        sent.add(FrameText.of(frame) + (copies > 1 ? " x" + copies : ""));
                case LapbCommand.Arrived(byte[] content) ->
                        above.add(new String(content, StandardCharsets.US_ASCII));
                case LapbCommand.Up() -> above.add("up");
                case LapbCommand.Down(String what) -> above.add("down: " + what);
            }
        }
    }
}
