package org.kadec21.modem.ppp.numbered;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Control fields as tables 5 and 7 of X.25 2.3.2 and 2.3.4 print them.
class NumberedFrameTest {

    @ParameterizedTest
    @CsvSource({
        "true, 2f, SABM",
        "true, 3f, SABM",
        "true, 43, DISC",
        "true, 53, DISC",
        "false, 63, UA",
        "false, 73, UA",
        "false, 0f, DM",
        "false, 1f, DM",
        "false, 87, FRMR",
        "false, 97, FRMR"
    })
    void readsAndWritesUnnumberedFrames(boolean command, String control, String mode) {
        int octet = Integer.parseInt(control, 16);

        NumberedFrame frame = NumberedFrame.of(command, octet, new byte[0]);

        assertThat(frame)
                .isInstanceOfSatisfying(
                        NumberedFrame.Unnumbered.class,
                        one -> assertThat(one.mode().name()).isEqualTo(mode));
        assertThat(frame.control()).isEqualTo(octet);
        assertThat(frame.command()).isEqualTo(command);
    }

    @ParameterizedTest
    @CsvSource({"01, RR, 0", "a1, RR, 5", "e5, RNR, 7", "79, REJ, 3"})
    void readsAndWritesSupervisoryFrames(String control, String kind, int expected) {
        int octet = Integer.parseInt(control, 16);

        NumberedFrame frame = NumberedFrame.of(false, octet, new byte[0]);

        assertThat(frame)
                .isEqualTo(
                        new NumberedFrame.Supervisory(
                                NumberedFrame.Kind.valueOf(kind), false, expected, frame.poll()));
        assertThat(frame.control()).isEqualTo(octet);
    }

    @Test
    void readsAndWritesInformation() {
        NumberedFrame frame = NumberedFrame.of(true, 0b101_1_011_0, new byte[] {9});

        assertThat(frame)
                .isInstanceOfSatisfying(
                        NumberedFrame.Information.class,
                        piece -> {
                            assertThat(piece.expected()).isEqualTo(5);
                            assertThat(piece.poll()).isTrue();
                            assertThat(piece.number()).isEqualTo(3);
                            assertThat(piece.content()).containsExactly(9);
                        });
        assertThat(frame.control()).isEqualTo(0b101_1_011_0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x6f, 0x0d, 0xff, 0x03})
    void findsNoMeaningInOthers(int control) {
        assertThat(NumberedFrame.of(true, control, new byte[0]))
                .isInstanceOf(NumberedFrame.Unknown.class);
    }

    @Test
    void findsNoMeaningInACommandAsAResponse() {
        assertThat(NumberedFrame.of(false, 0x2f, new byte[0]))
                .isInstanceOf(NumberedFrame.Unknown.class);
        assertThat(NumberedFrame.of(false, 0x00, new byte[0]))
                .isInstanceOf(NumberedFrame.Unknown.class);
    }
}
