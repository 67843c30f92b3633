package org.kadec21.modem.ppp.ip.dns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.HexFormat;

/// Messages that were made to hurt.
class AnswerReaderTest {

    private static final Question QUESTION =
            new Question(0x1234, new DnsName("mail.example"), RecordType.A);

    private static Messages answer() {
        return Messages.answering(QUESTION.encoded());
    }

    @Test
    void writesAQuestionAsRfc1035Does() {
        assertThat(HexFormat.of().formatHex(QUESTION.encoded()))
                .isEqualTo(
                        "1234"
                                + "0100"
                                + "0001"
                                + "0000"
                                + "0000"
                                + "0000"
                                + "046d61696c"
                                + "076578616d706c65"
                                + "00"
                                + "0001"
                                + "0001");
    }

    @Test
    void endsEveryNameThatPointsToItself() {
        byte[] loop = {(byte) 0xc0, (byte) QUESTION.encoded().length};

        Answer read =
                AnswerReader.read(
                        answer().record(loop, Messages.A, 1, new byte[4]).bytes(), QUESTION);

        assertThat(read).isInstanceOf(Answer.Useless.class);
    }

    @Test
    void endsTwoNamesThatPointToEachOther() {
        int at = QUESTION.encoded().length;
        byte[] message =
                answer().record(
                                new byte[] {(byte) 0xc0, (byte) (at + 12)},
                                Messages.CNAME,
                                1,
                                new byte[] {(byte) 0xc0, (byte) at})
                        .bytes();

        assertThat(AnswerReader.read(message, QUESTION)).isInstanceOf(Answer.Useless.class);
    }

    @Test
    void endsAliasesThatLeadInACircle() {
        byte[] here = Messages.name("mail.example");
        byte[] there = Messages.name("other.example");

        Answer read =
                AnswerReader.read(
                        answer().record(here, Messages.CNAME, 1, there)
                                .record(there, Messages.CNAME, 1, here)
                                .bytes(),
                        QUESTION);

        assertThat(read).isInstanceOf(Answer.Useless.class);
    }

    @Test
    void readsNoPartOfAnAnswerThatEndsEarly() {
        byte[] whole = answer().address(60, 192, 0, 2, 25).bytes();

        for (int length = 0; length < whole.length; length++) {
            assertThat(AnswerReader.read(Arrays.copyOf(whole, length), QUESTION))
                    .as("%d bytes", length)
                    .isInstanceOfAny(Answer.Foreign.class, Answer.Useless.class);
        }
        assertThat(AnswerReader.read(whole, QUESTION)).isInstanceOf(Answer.Addresses.class);
    }

    @Test
    void takesNoAddressOfTheWrongSize() {
        byte[] message =
                answer().record(new byte[] {(byte) 0xc0, 12}, Messages.A, 1, new byte[16]).bytes();

        assertThat(AnswerReader.read(message, QUESTION)).isInstanceOf(Answer.Nothing.class);
    }

    @Test
    void comparesNamesWithoutRegardToCase() {
        byte[] message = answer().address(60, 192, 0, 2, 25).bytes();
        message[13] = 'M';

        assertThat(AnswerReader.read(message, QUESTION)).isInstanceOf(Answer.Addresses.class);
    }

    @Test
    void keepsEightAddressesAtMost() {
        Messages many = answer();
        for (int host = 1; host <= 20; host++) {
            many.address(60, 192, 0, 2, host);
        }

        assertThat(AnswerReader.read(many.bytes(), QUESTION))
                .isInstanceOfSatisfying(
                        Answer.Addresses.class, found -> assertThat(found.addresses()).hasSize(8));
    }

    @Test
    void aNegativeTimeToLiveIsNone() {
        assertThat(AnswerReader.read(answer().address(-1, 192, 0, 2, 25).bytes(), QUESTION))
                .isInstanceOfSatisfying(
                        Answer.Addresses.class, found -> assertThat(found.seconds()).isZero());
    }
}
