package org.kadec21.bench.submit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

class MailFileTest {

    @ParameterizedTest
    @ValueSource(strings = {"a\nb\n", "a\r\nb\r\n", "a\rb\r", "a\r\nb", "a\nb"})
    void endsEachLineByCrLfAndNothingElse(String text) {
        assertThat(mail(text).content()).asString().isEqualTo("a\r\nb\r\n");
    }

    @Test
    void leavesNoEndOfMailToBeSmuggled() {
        assertThat(mail("x\n.\nMAIL FROM:<evil@example.test>\r.\r\n").content())
                .asString()
                .isEqualTo("x\r\n.\r\nMAIL FROM:<evil@example.test>\r\n.\r\n");
    }

    @Test
    void findsSenderAndRecipientsInTheHeaderOnly() {
        MailFile mail =
                mail(
                        """
                        From: "Unit, the <first@x.test>" <unit@example.test>
                        To: a@example.test, "B, b" <b@example.test>,
                         c@example.test
                        cc: <a@example.test>

                        To: body@example.test
                        """);

        assertThat(mail.sender()).contains("unit@example.test");
        assertThat(mail.recipients())
                .containsExactly("a@example.test", "b@example.test", "c@example.test");
    }

    @Test
    void sendsToBlindRecipientsAndDoesNotNameThem() {
        MailFile mail =
                mail(
                        """
                        To: a@example.test
                        Bcc: b@example.test,
                         c@example.test
                        Subject: x

                        Bcc: body
                        """);

        assertThat(mail.recipients())
                .containsExactly("a@example.test", "b@example.test", "c@example.test");
        assertThat(mail.content())
                .asString()
                .isEqualTo("To: a@example.test\r\nSubject: x\r\n\r\nBcc: body\r\n");
    }

    @Test
    void hasNoHeaderWhenItBeginsWithAnEmptyLine() {
        MailFile mail = mail("\nTo: body@example.test\n\nBcc: x\n");

        assertThat(mail.recipients()).isEmpty();
        assertThat(mail.content())
                .asString()
                .isEqualTo("\r\nTo: body@example.test\r\n\r\nBcc: x\r\n");
    }

    @Test
    void objectsToNulAndToNothing() {
        assertThat(mail("a\0b").objection())
                .hasValueSatisfying(objection -> assertThat(objection).contains("byte 1 is NUL"));
        assertThat(mail("").objection())
                .hasValueSatisfying(objection -> assertThat(objection).contains("empty"));
        assertThat(mail("a\n").objection()).isEmpty();
    }

    private static MailFile mail(String text) {
        return MailFile.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
