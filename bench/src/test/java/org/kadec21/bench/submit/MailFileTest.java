package org.kadec21.bench.submit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.submission.AddressField.Unclear;
import org.kadec21.submission.AddressField.Understood;

import java.nio.charset.StandardCharsets;
import java.util.List;

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

        assertThat(mail.sender()).isEqualTo(named("unit@example.test"));
        assertThat(mail.recipients())
                .isEqualTo(named("a@example.test", "b@example.test", "c@example.test"));
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
                .isEqualTo(named("a@example.test", "b@example.test", "c@example.test"));
        assertThat(mail.content())
                .asString()
                .isEqualTo("To: a@example.test\r\nSubject: x\r\n\r\nBcc: body\r\n");
    }

    @Test
    void hasNoHeaderWhenItBeginsWithAnEmptyLine() {
        MailFile mail = mail("\nTo: body@example.test\n\nBcc: x\n");

        assertThat(mail.recipients()).isEqualTo(named());
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

    @Test
    void takesNoCommentForAnAddresseeAndLeavesNoQuotedOneOut() {
        MailFile mail =
                mail(
                        """
                        To: k@example.test (was: old@example.test, older@example.test)
                        Cc: (comment@example.test) g@example.test
                        Bcc: "john doe"@example.test, Crew: m@example.test;

                        text
                        """);

        assertThat(mail.recipients())
                .isEqualTo(
                        named(
                                "k@example.test",
                                "g@example.test",
                                "\"john doe\"@example.test",
                                "m@example.test"));
        assertThat(mail.content()).asString().doesNotContain("john", "Crew");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    To: a@example.test b@example.test         | To: a@example.test b@example.test
                    Cc: Lee, Ann <a@example.test>           | Lee' without one; write it as
                    Bcc: bücher@example.test                  | came 'bücher@example.test'
                    To: <@relay.test:a@example.test>          | a source route
                    a line that is no field                   | came 'a line that is no field'
                    """)
    void namesNobodyWhenTheHeaderIsNotUnderstood(String line, String problem) {
        MailFile mail = mail("To: good@example.test\n" + line + "\n\ntext\n");

        assertThat(mail.recipients())
                .isInstanceOfSatisfying(
                        Unclear.class,
                        unclear -> assertThat(unclear.problem()).contains(problem).contains("; "));
    }

    @Test
    void isSentByItsSenderOrElseByItsAuthors() {
        String several = "From: a@example.test, b@example.test\n";

        assertThat(mail(several + "\n").sender())
                .isEqualTo(named("a@example.test", "b@example.test"));
        assertThat(mail(several + "Sender: b@example.test\n\n").sender())
                .isEqualTo(named("b@example.test"));
        assertThat(mail("From: a@example.test b@example.test\n\n").sender())
                .isInstanceOf(Unclear.class);
    }

    private static Understood named(String... addresses) {
        return new Understood(List.of(addresses));
    }

    private static MailFile mail(String text) {
        return MailFile.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
