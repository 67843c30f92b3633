package org.kadec21.bench.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.bench.submit.MailFile.MailFileException;

import java.nio.charset.StandardCharsets;

class MailFileTest {

    @ParameterizedTest
    @ValueSource(strings = {"a\nb\n", "a\r\nb\r\n", "a\rb\r", "a\r\nb", "a\nb"})
    void endsEachLineByCrLfAndNothingElse(String text) throws MailFileException {
        assertThat(mail(text).content()).asString().isEqualTo("a\r\nb\r\n");
    }

    @Test
    void leavesNoEndOfMailToBeSmuggled() throws MailFileException {
        assertThat(mail("x\n.\nMAIL FROM:<evil@example.test>\r.\r\n").content())
                .asString()
                .isEqualTo("x\r\n.\r\nMAIL FROM:<evil@example.test>\r\n.\r\n");
    }

    @Test
    void findsSenderAndRecipientsInTheHeaderOnly() throws MailFileException {
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
    void refusesNul() {
        assertThatThrownBy(() -> mail("a\0b")).hasMessageContaining("byte 1 is NUL");
    }

    private static MailFile mail(String text) throws MailFileException {
        return MailFile.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
