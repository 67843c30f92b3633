package org.kadec21.simulation.ppp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The network's end of numbered mode against a host by hand. Frames are written in hexadecimal
/// digits: address, control and what follows (ITU-T X.25 2.3).
class NumberedModeTest {

    private static final int HOST = 3;

    private final List<String> written = new ArrayList<>();
    private final List<String> above = new ArrayList<>();
    private int copies = 1;
    private final NumberedMode mode = new NumberedMode(HOST, NumberedMode.WINDOW, new Sheet());
    private long now;

    @Test
    void waitsForTheHostAndAgrees() {
        mode.begin(now);

        hostSays(0x01, 0x3F);

        assertThat(written).containsExactly("0173");
        assertThat(above).containsExactly("up");
    }

    @Test
    void beginsByItselfAndGivesUpAHostThatIsNotThere() {
        mode.begin(now);

        passes(Duration.ofMinutes(10));

        assertThat(written).hasSize(NumberedMode.TRIES).containsOnly("033f");
        assertThat(above).containsExactly("over: the host does not answer in numbered mode");
    }

    @Test
    void takesPiecesInSequenceOnceAndSaysSo() {
        up();

        hostSays(0x01, 0x00, "a");
        hostSays(0x01, 0x00, "a");
        hostSays(0x01, 0x02, "b");
        passes(Duration.ofSeconds(1));

        assertThat(above).containsExactly("up", "a", "b");
        assertThat(written).containsExactly("0141");
    }

    @Test
    void asksForWhatIsMissingOnce() {
        up();

        hostSays(0x01, 0x02, "b");
        hostSays(0x01, 0x04, "c");
        passes(Duration.ofSeconds(1));

        assertThat(above).containsExactly("up");
        assertThat(written).containsExactly("0109");
    }

    @Test
    void answersAQuestionOnceForAllItsCopies() {
        up();

        hostSays(0x01, 0x10, "a");
        passes(Duration.ofMillis(50));
        hostSays(0x01, 0x10, "a");
        passes(Duration.ofMillis(50));

        assertThat(written).containsExactly("0131");
    }

    @Test
    void sendsAWindowAndGoesOnWithWhatIsAcknowledged() {
        up();
        for (int piece = 0; piece < 9; piece++) {
            mode.give(new byte[] {(byte) piece}, now);
        }
        assertThat(written).hasSize(NumberedMode.WINDOW).endsWith("030c06");
        written.clear();

        hostSays(HOST, 0x41);

        assertThat(written).containsExactly("030e07", "030008");
    }

    @Test
    void sendsAgainFromWhereItIsRejected() {
        up();
        mode.give(new byte[] {0x41}, now);
        mode.give(new byte[] {0x42}, now);
        written.clear();

        hostSays(HOST, 0x29);

        assertThat(written).containsExactly("030242");
    }

    @Test
    void sendsAgainWhatNobodyAcknowledges() {
        up();
        mode.give(new byte[] {0x41}, now);
        written.clear();

        passes(Duration.ofSeconds(4));

        assertThat(written).containsExactly("031041");
    }

    @Test
    void waitsForABusyHostAsLongAsItAnswers() {
        up();
        hostSays(HOST, 0x05);
        mode.give(new byte[] {0x41}, now);

        for (int minute = 0; minute < 10; minute++) {
            for (int time = 0; time < 5; time++) {
                written.clear();
                passes(Duration.ofSeconds(12));
                assertThat(written).isNotEmpty().containsOnly("0311");
                hostSays(HOST, 0x15);
            }
        }
        written.clear();
        hostSays(HOST, 0x01);

        assertThat(written).containsExactly("030041");
        assertThat(above).containsExactly("up");
    }

    @Test
    void givesUpABusyHostThatAnswersNoMore() {
        up();
        hostSays(HOST, 0x05);

        passes(Duration.ofMinutes(4));

        assertThat(written).hasSize(NumberedMode.TRIES).containsOnly("0311");
        assertThat(above).endsWith("over: the host does not answer in numbered mode");
    }

    @Test
    void asksBehindAWindowOnABadLine() {
        up();
        copies = 3;

        mode.give(new byte[] {0x41}, now);

        assertThat(written).containsExactly("031041 x3");
    }

    @Test
    void refusesANumberThatWasNeverSentUntilTheHostBeginsAnew() {
        up();

        hostSays(HOST, 0x61);
        hostSays(0x01, 0x3F);

        assertThat(written).containsExactly("0187611008", "0173");
        assertThat(above).containsExactly("up");
    }

    @Test
    void endsWithTheHost() {
        up();

        hostSays(0x01, 0x53);

        assertThat(written).containsExactly("0173");
        assertThat(above).containsExactly("up", "over: the host has ended numbered mode");
    }

    private void up() {
        mode.begin(now);
        hostSays(0x01, 0x3F);
        written.clear();
    }

    private void hostSays(int address, int control) {
        hostSays(address, control, "");
    }

    private void hostSays(int address, int control, String rest) {
        mode.take(address, control, rest.getBytes(StandardCharsets.US_ASCII), now);
    }

    private void passes(Duration span) {
        long end = now + span.toNanos();
        while (mode.nextDue().atNanos() <= end) {
            now = mode.nextDue().atNanos();
            mode.due(now);
            assertThat(mode.nextDue().atNanos()).isGreaterThan(now);
        }
        now = end;
    }

    private final class Sheet implements NumberedMode.Line {

        @Override
        public void write(int address, int control, byte[] rest, int times) {
            StringBuilder text = new StringBuilder("%02x%02x".formatted(address, control));
            for (byte b : rest) {
                text.append("%02x".formatted(b & 0xFF));
            }
            written.add(text + (times > 1 ? " x" + times : ""));
        }

        @Override
        public int copies(int bytes) {
            return copies;
        }

        @Override
        public void piece(byte[] bytes) {
            above.add(new String(bytes, StandardCharsets.US_ASCII));
        }

        @Override
        public void up() {
            above.add("up");
        }

        @Override
        public void over(String reason) {
            above.add("over: " + reason);
        }
    }
}
