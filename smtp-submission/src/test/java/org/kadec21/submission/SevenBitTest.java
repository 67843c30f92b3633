package org.kadec21.submission;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;

class SevenBitTest {

    private static final String MIXED =
            """
            Subject: report
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="b1"
            Content-Transfer-Encoding: 8bit

            preamble
            --b1
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 8bit

            風速
            --b1
            Content-Type: application/octet-stream
            Content-Transfer-Encoding: 8bit

            \u00e9
            --b1
            Content-Type: text/plain

            plain = plain
            --b1--
            epilogue
            """;

    @Test
    void leavesSevenBitsAsTheyAre() {
        byte[] mail = wire("Subject: x\n\nplain\n");

        assertThat(SevenBit.of(mail)).contains(mail);
    }

    @Test
    void encodesTheWordsOfAHeader() throws MessagingException {
        MimeMessage mail =
                parsed("Subject: 強風 alarm\nFrom: \"観測, 所\" <unit@example.test>\n\nplain\n");

        assertThat(mail.getSubject()).isEqualTo("強風 alarm");
        assertThat(mail.getFrom()[0])
                .hasToString("=?UTF-8?B?6Kaz5risLCDmiYA=?= <unit@example.test>");
    }

    @Test
    void bringsTextBackExactly() throws MessagingException, IOException {
        MimeMessage mail =
                parsed("Content-Type: text/plain; charset=utf-8\n\n.\n強風 = gale\ttab \n..\n");

        assertThat(mail.getContent().toString()).startsWith(".\r\n強風 = gale\ttab \r\n..\r\n");
    }

    @Test
    void encodesOnlyThePartsThatNeedIt() throws MessagingException, IOException {
        MimeMultipart parts = (MimeMultipart) parsed(MIXED).getContent();

        assertThat(parts.getCount()).isEqualTo(3);
        assertThat(parts.getBodyPart(0).getContent().toString().strip()).isEqualTo("風速");
        assertThat(parts.getBodyPart(1).getHeader("Content-Transfer-Encoding"))
                .containsExactly("base64");
        assertThat(parts.getBodyPart(2).getHeader("Content-Transfer-Encoding")).isNull();
        assertThat(parts.getBodyPart(2).getContent().toString().strip()).isEqualTo("plain = plain");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: multipart/signed; boundary=b\n\n--b\n\n風\n--b--\n",
                "Content-Transfer-Encoding: base64\n\n風\n",
                "Content-Type: multipart/mixed\n\n風\n",
                "Content-Type: ;;;\n\n風\n",
                "To: 風@example.test\n\nplain\n",
                "風\n"
            })
    void leavesAloneWhatCannotBeEncoded(String text) {
        assertThat(SevenBit.of(wire(text))).isEmpty();
    }

    @Test
    void givesUpOnPartsWithinPartsWithoutEnd() {
        String nested = "Content-Type: message/rfc822\n\n".repeat(50) + "\n風\n";

        assertThat(SevenBit.of(wire(nested))).isEmpty();
    }

    private static MimeMessage parsed(String text) throws MessagingException {
        Optional<byte[]> sevenBit = SevenBit.of(wire(text));
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(sevenBit.orElseThrow()));
    }

    private static byte[] wire(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
