package org.kadec21.firmware.service.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.firmware.service.transfer.YmodemReceiver.Action;
import org.kadec21.firmware.service.transfer.YmodemReceiver.Event;
import org.kadec21.hal.Deadline;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

class YmodemReceiverTest {

    private static final int LENGTH = 1024 + 128 + 28;
    private static final String HEADING = "unit.jar\0" + LENGTH + " 14632104700 100644 0 1 1180";
    private static final byte[] FILE = file();
    private static final byte[] FIRST = Arrays.copyOfRange(FILE, 0, 1024);
    private static final byte[] SECOND = Arrays.copyOfRange(FILE, 1024, 1152);
    private static final byte[] THIRD = Arrays.copyOf(Arrays.copyOfRange(FILE, 1152, LENGTH), 128);

    private final YmodemReceiver receiver = new YmodemReceiver(LENGTH, Deadline.at(0));
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final List<Reception> ends = new ArrayList<>();
    private Deadline now = Deadline.at(0);

    @Test
    void takesAFileAndSaysWhatForsbergsFigureSays() {
        assertThat(pass(Duration.ZERO)).isEqualTo("43");
        assertThat(say(Blocks.heading(HEADING))).isEqualTo("06 43");
        assertThat(say(Blocks.block(1, FIRST))).isEqualTo("06");
        assertThat(say(Blocks.block(2, SECOND))).isEqualTo("06");
        assertThat(say(Blocks.block(3, THIRD))).isEqualTo("06");
        assertThat(sayAndBeQuiet(Blocks.EOT)).isEqualTo("15");
        assertThat(sayAndBeQuiet(Blocks.EOT)).isEqualTo("06 43");
        assertThat(say(Blocks.endOfBatch())).isEqualTo("06");

        assertThat(kept.toByteArray()).isEqualTo(FILE);
        assertThat(ends).containsExactly(new Reception.Complete());
        assertThat(receiver.wakeAt().isNever()).isTrue();
    }

    @Test
    void keepsEachBlockBeforeItIsAcknowledged() {
        begin();

        List<Action> actions = receiver.on(new Event.Received(Blocks.block(1, FIRST)), now);

        assertThat(actions).hasExactlyElementsOfTypes(Action.Keep.class, Action.Write.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 127, 500, 1028})
    void takesItInPiecesOfAnySize(int size) {
        pass(Duration.ZERO);
        sayInPieces(size, Blocks.heading(HEADING));
        sayInPieces(size, Blocks.block(1, FIRST));
        sayInPieces(size, Blocks.block(2, SECOND));
        sayInPieces(size, Blocks.block(3, THIRD));
        sayAndBeQuiet(Blocks.EOT);
        sayAndBeQuiet(Blocks.EOT);
        sayInPieces(size, Blocks.endOfBatch());

        assertThat(kept.toByteArray()).isEqualTo(FILE);
        assertThat(ends).containsExactly(new Reception.Complete());
    }

    @Test
    void asksAgainForABlockWithAWrongBitOnceTheLineIsQuiet() {
        begin();
        for (int bit = 0; bit < 1028 * 8; bit += 61) {
            byte[] damaged = Blocks.block(1, FIRST);
            damaged[1 + bit / 8] ^= (byte) (1 << bit % 8);

            assertThat(say(damaged)).as("bit %d", bit).isEmpty();
            assertThat(pass(YmodemReceiver.QUIET)).isEqualTo("15");
            if (bit / 61 % YmodemReceiver.MOST_ERRORS == YmodemReceiver.MOST_ERRORS - 1) {
                return;
            }
        }
    }

    @Test
    void asksAgainWhenTheRestOfABlockDoesNotCome() {
        begin();
        say(Arrays.copyOf(Blocks.block(1, FIRST), 700));

        assertThat(pass(YmodemReceiver.GAP)).isEqualTo("15");
        assertThat(say(Blocks.block(1, FIRST))).isEqualTo("06");
        assertThat(kept.toByteArray()).isEqualTo(FIRST);
    }

    @Test
    void acknowledgesABlockThatComesTwiceAndKeepsItOnce() {
        begin();
        say(Blocks.block(1, FIRST));

        assertThat(say(Blocks.block(1, FIRST))).isEqualTo("06");
        assertThat(kept.toByteArray()).isEqualTo(FIRST);
    }

    @Test
    void invitesAgainWhenTheHeadingComesTwice() {
        begin();

        assertThat(say(Blocks.heading(HEADING))).isEqualTo("06 43");
    }

    @Test
    void invitesAgainWhenTheFirstBlockDoesNotCome() {
        begin();

        assertThat(pass(YmodemReceiver.BLOCK_TIME)).isEqualTo("43");
    }

    @Test
    void passesOverNoiseBetweenBlocks() {
        begin();
        say(new byte[] {'x', 0x18, 'y', (byte) 0xff, 4, 'z'});

        assertThat(say(Blocks.block(1, FIRST))).isEqualTo("06");
        assertThat(ends).isEmpty();
    }

    @Test
    void anEndThatComesTooEarlyIsNoisePerhapsAndTwiceIsTruncation() {
        begin();
        say(Blocks.block(1, FIRST));

        assertThat(sayAndBeQuiet(Blocks.EOT)).isEqualTo("15");
        assertThat(say(Blocks.block(2, SECOND))).isEqualTo("06");
        assertThat(sayAndBeQuiet(Blocks.EOT)).isEqualTo("15");
        assertThat(sayAndBeQuiet(Blocks.EOT)).isEqualTo("18 18 18 18 18");

        assertThat(failure())
                .isEqualTo(
                        "expected 1180 bytes, but the file ended after 1152; resume the transfer");
    }

    @Test
    void aBlockOutOfOrderEndsIt() {
        begin();
        say(Blocks.block(1, FIRST));

        assertThat(say(Blocks.block(3, THIRD))).isEqualTo("18 18 18 18 18");
        assertThat(failure()).contains("expected block 2, but block 3 came");
        assertThat(kept.toByteArray()).isEqualTo(FIRST);
    }

    @Test
    void aFileOfAnotherLengthIsRefusedAtItsHeading() {
        pass(Duration.ZERO);

        say(Blocks.heading("other.jar\0" + "99"));

        assertThat(failure())
                .contains("expected the 1180 bytes that were announced, but the sender has 99");
    }

    @Test
    void aSenderThatGivesNoLengthIsTaken() {
        pass(Duration.ZERO);

        assertThat(say(Blocks.heading("unit.jar\0"))).isEqualTo("06 43");
    }

    @Test
    void aSenderOfXmodemIsToldSo() {
        pass(Duration.ZERO);

        say(Blocks.block(1, FIRST));

        assertThat(failure()).contains("send by YMODEM (sb), not XMODEM or ZMODEM");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unit.jar", "unit.jar\0-5 1"})
    void aHeadingWithoutNameOrLengthIsToldWhatItLacks(String heading) {
        byte[] block = new byte[128];
        Arrays.fill(block, (byte) 'x');
        System.arraycopy(
                heading.getBytes(StandardCharsets.US_ASCII), 0, block, 0, heading.length());
        pass(Duration.ZERO);

        assertThat(say(Blocks.block(0, block))).isEqualTo("18 18 18 18 18");
        assertThat(ends)
                .containsExactly(
                        new Reception.Failed(
                                "expected a name, a NUL and the length in decimal digits in"
                                    + " YMODEM's block 0, but one without them came; send by YMODEM"
                                    + " (sb)"));
        assertThat(receiver.isBrokenOff()).isTrue();
    }

    @Test
    void aFileThatGoesOnBehindItsEndIsRefused() {
        begin();
        say(Blocks.block(1, FIRST));
        say(Blocks.block(2, SECOND));
        say(Blocks.block(3, THIRD));

        say(Blocks.block(4, SECOND));

        assertThat(failure()).contains("expected the end of the file after 1180 bytes");
        assertThat(kept.toByteArray()).isEqualTo(FILE);
    }

    @Test
    void twoCancelsInARowEndIt() {
        begin();

        assertThat(say(Blocks.CANCEL)).isEmpty();
        assertThat(ends).containsExactly(new Reception.Cancelled());
    }

    @Test
    void cancelsInsideABlockAreData() {
        byte[] data = new byte[1024];
        Arrays.fill(data, (byte) 0x18);
        begin();

        assertThat(say(Blocks.block(1, data))).isEqualTo("06");
        assertThat(ends).isEmpty();
    }

    @Test
    void anEmptyBatchIsNoFile() {
        pass(Duration.ZERO);

        assertThat(say(Blocks.endOfBatch())).isEqualTo("06");
        assertThat(ends).containsExactly(new Reception.Cancelled());
    }

    @Test
    void aSecondFileIsDeclinedAndTheFirstIsTaken() {
        begin();
        sayWholeFile();
        sayAndBeQuiet(Blocks.EOT);
        sayAndBeQuiet(Blocks.EOT);

        assertThat(say(Blocks.heading("more\0" + "5"))).isEqualTo("18 18 18 18 18");
        assertThat(ends).containsExactly(new Reception.Complete());
    }

    @Test
    void aSenderThatLeavesAfterTheFileHasDelivered() {
        begin();
        sayWholeFile();
        sayAndBeQuiet(Blocks.EOT);
        sayAndBeQuiet(Blocks.EOT);

        for (int farewell = 0; farewell < YmodemReceiver.MOST_FAREWELLS; farewell++) {
            assertThat(ends).isEmpty();
            assertThat(pass(YmodemReceiver.INVITATION_INTERVAL)).isEqualTo("43");
        }
        assertThat(ends).containsExactly(new Reception.Complete());
    }

    @Test
    void nobodyWhoSendsIsWaitedForAMinute() {
        int invitations = 0;
        while (ends.isEmpty()) {
            invitations++;
            pass(YmodemReceiver.INVITATION_INTERVAL);
        }

        assertThat(invitations).isEqualTo(YmodemReceiver.MOST_INVITATIONS + 1);
        assertThat(failure()).contains("expected a YMODEM sender to begin within 60 s");
    }

    @Test
    void aLineOnWhichNothingArrivesWholeIsGivenUp() {
        begin();
        int errors = 0;
        while (ends.isEmpty()) {
            errors++;
            say(Arrays.copyOf(Blocks.block(1, FIRST), 100));
            pass(YmodemReceiver.GAP);
        }

        assertThat(errors).isEqualTo(YmodemReceiver.MOST_ERRORS + 1);
        assertThat(failure()).contains("check cable and speed, then resume the transfer");
    }

    @Test
    void aSenderThatRepeatsOneBlockForEverIsGivenUp() {
        begin();
        say(Blocks.block(1, FIRST));
        for (int time = 0; time <= YmodemReceiver.MOST_ERRORS; time++) {
            assertThat(ends).isEmpty();
            say(Blocks.block(1, FIRST));
        }

        assertThat(failure()).contains("attempts in a row failed");
    }

    @Test
    void oneWhoBabblesIsGivenUp() {
        begin();
        byte[] babble = new byte[64];
        Arrays.fill(babble, (byte) 1);
        for (int second = 0; second < 300 && ends.isEmpty(); second++) {
            say(babble);
            pass(Duration.ofMillis(100));
            say(babble);
            pass(Duration.ofMillis(900));
        }

        assertThat(failure()).contains("attempts in a row failed");
    }

    @Test
    void whatCannotBeKeptCancelsTheSender() {
        begin();

        assertThat(perform(new Event.Unkept("expected room"))).isEqualTo("18 18 18 18 18");
        assertThat(failure()).isEqualTo("expected room");
    }

    @Test
    void blockNumbersGoRoundFrom255To0() {
        int blocks = 300;
        YmodemReceiver longer = new YmodemReceiver(blocks * 128, now);
        longer.on(new Event.Received(Blocks.heading("long\0" + blocks * 128)), now);
        int taken = 0;
        for (int number = 1; number <= blocks; number++) {
            List<Action> actions =
                    longer.on(new Event.Received(Blocks.block(number % 256, SECOND)), now);
            taken += (int) actions.stream().filter(Action.Keep.class::isInstance).count();
        }

        assertThat(taken).isEqualTo(blocks);
    }

    private static byte[] file() {
        byte[] file = new byte[LENGTH];
        new SplittableRandom(1).nextBytes(file);
        return file;
    }

    private void begin() {
        pass(Duration.ZERO);
        say(Blocks.heading(HEADING));
    }

    private void sayWholeFile() {
        say(Blocks.block(1, FIRST));
        say(Blocks.block(2, SECOND));
        say(Blocks.block(3, THIRD));
    }

    private void sayInPieces(int size, byte[] bytes) {
        for (int at = 0; at < bytes.length; at += size) {
            say(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size)));
        }
    }

    private String sayAndBeQuiet(byte[] bytes) {
        return say(bytes) + pass(YmodemReceiver.QUIET);
    }

    private String say(byte[] bytes) {
        return perform(new Event.Received(bytes));
    }

    private String pass(Duration span) {
        now = now.plus(span);
        return perform(new Event.Woken());
    }

    private String perform(Event event) {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        for (Action action : receiver.on(event, now)) {
            switch (action) {
                case Action.Keep(byte[] bytes) -> kept.writeBytes(bytes);
                case Action.Write(byte[] bytes) -> written.writeBytes(bytes);
                case Action.Finish(Reception reception) -> ends.add(reception);
            }
        }
        return Blocks.hex(written.toByteArray());
    }

    private String failure() {
        assertThat(ends).hasSize(1);
        return ((Reception.Failed) ends.getFirst()).sentence();
    }
}
