package org.kadec21.updater.port;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.updater.port.YmodemSender.Action;
import org.kadec21.updater.port.YmodemSender.Event;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

class YmodemSenderTest {

    private static final String ACK = "\u0006";
    private static final String NAK = "\u0015";
    private static final String CAN = "\u0018";
    private static final byte[] EOT = {4};
    private static final byte[] FILE = file();

    private final YmodemSender sender = new YmodemSender("unit.jar", FILE, 0);
    private final List<Transmission> ends = new ArrayList<>();
    private final List<Integer> taken = new ArrayList<>();
    private long now;

    @Test
    void sendsAFileAsForsbergsFigureShows() {
        assertThat(hear("C")).isEqualTo(Block.heading("unit.jar", FILE.length));
        assertThat(hear(ACK)).isEmpty();
        assertThat(hear("C")).isEqualTo(Block.of(FILE, 0, 1));
        assertThat(hear(ACK)).isEqualTo(Block.of(FILE, 1024, 2));
        assertThat(hear(ACK)).isEqualTo(EOT);
        assertThat(hear(NAK)).isEqualTo(EOT);
        assertThat(hear(ACK)).isEmpty();
        assertThat(hear("C")).isEqualTo(Block.endOfBatch());
        assertThat(hear(ACK)).isEmpty();

        assertThat(ends).containsExactly(Transmission.COMPLETE);
        assertThat(taken).containsExactly(1024, FILE.length);
    }

    @Test
    void aBlockHasNumberComplementPaddingAndCrc() {
        byte[] block = Block.of(FILE, 1024, 2);

        assertThat(block).hasSize(3 + 128 + 2).startsWith(1, 2, 253);
        assertThat(block[3 + FILE.length - 1024]).isEqualTo((byte) 0x1a);
        assertThat(Crc16.of(Arrays.copyOfRange(block, 3, block.length))).isZero();
        assertThat(Block.of(FILE, 0, 257)).hasSize(3 + 1024 + 2).startsWith(2, 1, 254);
    }

    @Test
    void theCrcIsThatOfTheCatalogue() {
        assertThat(Crc16.of("123456789".getBytes(StandardCharsets.US_ASCII))).isEqualTo(0x31c3);
    }

    @Test
    void theHeadingHoldsNameAndLength() {
        byte[] heading = Block.heading("unit.jar", FILE.length);

        assertThat(heading).hasSize(133).startsWith(1, 0, 255);
        assertThat(new String(heading, 3, 14, StandardCharsets.US_ASCII))
                .isEqualTo("unit.jar\0" + "1100\0");
    }

    @Test
    void sendsAgainWhenAskedAndWhenNobodyAnswers() {
        hear("C" + ACK + "C");

        assertThat(hear(NAK)).isEqualTo(Block.of(FILE, 0, 1));
        assertThat(hear("C")).isEqualTo(Block.of(FILE, 0, 1));
        assertThat(pass(YmodemSender.REPLY_LIMIT.toNanos())).isEqualTo(Block.of(FILE, 0, 1));
        assertThat(ends).isEmpty();
    }

    @Test
    void passesOverNoise() {
        hear("C" + ACK + "C");

        assertThat(hear("noise" + CAN + "more")).isEmpty();
        assertThat(hear(ACK)).isEqualTo(Block.of(FILE, 1024, 2));
    }

    @Test
    void aLineOfTextEndsItSinceTheReceiverHasStartedAnew() {
        hear("C" + ACK + "C" + "error 78 expected 'login PASSWORD'\r\n");

        assertThat(ends).containsExactly(Transmission.CANCELLED);
    }

    @Test
    void twoCancelsInARowEndIt() {
        hear("C" + ACK + "C" + CAN + CAN);

        assertThat(ends).containsExactly(Transmission.CANCELLED);
    }

    @Test
    void aReceiverWhoseLastInvitationWasLostIsToldTheEndOfTheBatch() {
        hear("C" + ACK + "C" + ACK + ACK + ACK);

        assertThat(pass(YmodemSender.FAREWELL_LIMIT.toNanos())).isEqualTo(Block.endOfBatch());
        assertThat(ends).isEmpty();
        hear(ACK);
        assertThat(ends).containsExactly(Transmission.COMPLETE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "C"})
    void aReceiverThatHasLeftIsToldTheEndOfTheBatchThreeTimesAndHasTakenTheFile(String invitation) {
        hear("C" + ACK + "C" + ACK + ACK + ACK);
        int told = hear(invitation).length;
        while (ends.isEmpty()) {
            told += pass(YmodemSender.FAREWELL_LIMIT.toNanos()).length;
        }

        assertThat(ends).containsExactly(Transmission.COMPLETE);
        assertThat(told).isEqualTo(YmodemSender.MOST_FAREWELLS * Block.endOfBatch().length);
    }

    @Test
    void aLineOfTextBehindTheEndOfTheBatchSaysThatTheFileWasTaken() {
        hear("C" + ACK + "C" + ACK + ACK + ACK + "C" + "\r\n");

        assertThat(ends).containsExactly(Transmission.COMPLETE);
    }

    @Test
    void aLineFeedBeforeTheEndOfTheBatchIsNoise() {
        hear("C" + ACK + "C" + ACK + ACK + ACK + "\n");

        assertThat(ends).isEmpty();
        assertThat(hear("C")).isEqualTo(Block.endOfBatch());
    }

    @Test
    void nobodyWhoInvitesIsWaitedForAMinute() {
        pass(YmodemSender.INVITATION_LIMIT.toNanos() - 1);
        assertThat(ends).isEmpty();

        pass(1);

        assertThat(ends).containsExactly(Transmission.UNANSWERED);
    }

    @Test
    void aReceiverThatTakesNothingIsGivenUp() {
        hear("C" + ACK + "C");
        int sent = 1;
        while (ends.isEmpty()) {
            sent++;
            hear(NAK);
        }

        assertThat(sent).isEqualTo(YmodemSender.MOST_TRIES + 1);
        assertThat(ends).containsExactly(Transmission.UNANSWERED);
    }

    private byte[] hear(String replies) {
        return perform(new Event.Received(replies.getBytes(StandardCharsets.US_ASCII)));
    }

    private byte[] pass(long nanos) {
        now += nanos;
        return perform(new Event.Woken());
    }

    private byte[] perform(Event event) {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        for (Action action : sender.on(event, now)) {
            if (action instanceof Action.Write write) {
                written.writeBytes(write.bytes());
            } else if (action instanceof Action.Taken block) {
                taken.add(block.bytes());
            } else if (action instanceof Action.Finish finish) {
                ends.add(finish.end());
            }
        }
        return written.toByteArray();
    }

    private static byte[] file() {
        byte[] file = new byte[1100];
        new SplittableRandom(1).nextBytes(file);
        return file;
    }
}
