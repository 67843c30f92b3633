package org.kadec21.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kadec21.mailbox.MalformedMailException;
import org.kadec21.mailbox.ReceivedMail;
import org.kadec21.submission.MailDraft.Attachment;
import org.kadec21.submission.MailDraft.Encoding;
import org.kadec21.submission.MailDraft.Header;

import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.List;

class MailRendererTest {

    private static final byte[] CSV =
            "record;time\r\n1;2013-01-01T06:00:00Z\r\n".getBytes(StandardCharsets.UTF_8);

    @Test
    void rendersAPlainMailExactly() {
        String rendered = text(MailRenderer.render(draft("High wind", "15.2 m/s", Encoding.UTF_8)));

        assertThat(rendered)
                .isEqualTo(
                        """
                        Message-ID: <1.alarm@unit.test>
                        Date: Thu, 3 Jan 2013 06:00:00 +0900
                        From: unit <unit@unit.test>
                        To: a@example.test, b@example.test
                        Subject: High wind
                        X-Kadec21-Kind: alarm
                        MIME-Version: 1.0
                        Content-Type: text/plain; charset=us-ascii
                        Content-Transfer-Encoding: 7bit

                        15.2 m/s
                        """
                                .replace("\n", "\r\n"));
    }

    @Test
    void rendersEqualDraftsToEqualBytes() {
        MailDraft draft = draft("風速", "風が強い\n", Encoding.UTF_8, attachment("data.csv", CSV));

        assertThat(MailRenderer.render(draft)).isEqualTo(MailRenderer.render(draft));
    }

    @Test
    void bringsTextSubjectAndAttachmentsBack() throws MalformedMailException {
        byte[] binary = {0, 1, '\n', '.', (byte) 0xff};
        ReceivedMail mail =
                ReceivedMail.parse(
                        MailRenderer.render(
                                draft(
                                        "強風警報 – 海岸観測所の風速計が毎秒十五メートルを超えました",
                                        "風速 15.2 m/s\n二行目",
                                        Encoding.UTF_8,
                                        attachment("data.csv", CSV),
                                        attachment("風.bin", binary))));

        assertThat(mail.subject()).isEqualTo("強風警報 – 海岸観測所の風速計が毎秒十五メートルを超えました");
        assertThat(mail.text()).isEqualTo("風速 15.2 m/s\r\n二行目\r\n");
        assertThat(mail.messageId()).contains("1.alarm@unit.test");
        assertThat(mail.attachments())
                .extracting(ReceivedMail.Attachment::fileName)
                .containsExactly("data.csv", "風.bin");
        assertThat(mail.attachments().get(0).content()).isEqualTo(CSV);
        assertThat(mail.attachments().get(1).content()).isEqualTo(binary);
    }

    @Test
    void writesIso2022JpWhenAsked() throws MalformedMailException {
        byte[] rendered = MailRenderer.render(draft("強風", "風が強い\n", Encoding.ISO_2022_JP));

        assertThat(text(rendered))
                .contains("Subject: =?ISO-2022-JP?B?")
                .contains("charset=iso-2022-jp\r\nContent-Transfer-Encoding: 7bit");
        ReceivedMail mail = ReceivedMail.parse(rendered);
        assertThat(mail.subject()).isEqualTo("強風");
        assertThat(mail.text()).isEqualTo("風が強い\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "ｶﾞｽ ｾﾝｻ｡, ガス センサ。",
        "雨量 mm/㎡, 雨量 mm/m2",
        "m³/s, m3/s",
        "気温 °C ℃ ㎜, 気温 °C ℃ mm",
        "〜 ～ －, 〜 ~ -",
    })
    void writesACompatibleFormOfWhatIso2022JpLacks(String written, String read)
            throws MalformedMailException {
        ReceivedMail mail =
                ReceivedMail.parse(
                        MailRenderer.render(draft(written, written, Encoding.ISO_2022_JP)));

        assertThat(Encoding.ISO_2022_JP.lacking(written)).isEmpty();
        assertThat(mail.subject()).isEqualTo(read);
        assertThat(mail.text()).isEqualTo(read + "\r\n");
    }

    @Test
    void writesAGetaMarkForWhatIso2022JpLacksInEveryForm() throws MalformedMailException {
        ReceivedMail mail =
                ReceivedMail.parse(
                        MailRenderer.render(draft("強風\uD83C\uDF00", "é\n", Encoding.ISO_2022_JP)));

        assertThat(Encoding.ISO_2022_JP.lacking("強風\uD83C\uDF00é")).isEqualTo("\uD83C\uDF00é");
        assertThat(mail.subject()).isEqualTo("強風〓");
        assertThat(mail.text()).isEqualTo("〓\r\n");
    }

    @Test
    void keepsHalfWidthKatakanaInUtf8() throws MalformedMailException {
        ReceivedMail mail =
                ReceivedMail.parse(MailRenderer.render(draft("ｶﾞｽ", "ｶﾞｽ", Encoding.UTF_8)));

        assertThat(mail.subject()).isEqualTo("ｶﾞｽ");
    }

    @Test
    void keepsSevenBitsAndShortLines() {
        String longLine = "x".repeat(3000) + "é";
        byte[] rendered =
                MailRenderer.render(
                        draft(
                                "wind ".repeat(100),
                                longLine,
                                Encoding.UTF_8,
                                attachment("a.txt", longLine.getBytes(StandardCharsets.UTF_8))));

        assertThat(text(rendered).chars()).allMatch(letter -> letter < 128);
        assertThat(text(rendered).split("\r\n"))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(998));
        assertThat(text(rendered).replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
    }

    @Test
    void takesTheSmallerTransferEncoding() {
        String mostlyAscii =
                text(
                        MailRenderer.render(
                                draft("s", "temperature 21 °C and rising slowly", Encoding.UTF_8)));
        String japanese = text(MailRenderer.render(draft("s", "風が強い風が強い風が強い", Encoding.UTF_8)));

        assertThat(mostlyAscii).contains("Content-Transfer-Encoding: quoted-printable");
        assertThat(japanese).contains("Content-Transfer-Encoding: base64");
    }

    @Test
    void refusesAHeaderThatWouldBreakOut() {
        MailDraft draft =
                new MailDraft(
                        "1@unit.test",
                        ZonedDateTime.parse("2013-01-03T06:00:00+09:00"),
                        "unit@unit.test",
                        List.of("a@example.test"),
                        "s",
                        "b",
                        Encoding.UTF_8,
                        List.of(new Header("X-Kadec21-Kind", "alarm\r\nBcc: x@example.test")),
                        List.of());

        assertThatThrownBy(() -> MailRenderer.render(draft))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("X-Kadec21-Kind");
    }

    private static MailDraft draft(
            String subject, String body, Encoding encoding, Attachment... attachments) {
        return new MailDraft(
                "1.alarm@unit.test",
                ZonedDateTime.parse("2013-01-03T06:00:00+09:00"),
                "unit <unit@unit.test>",
                List.of("a@example.test", "b@example.test"),
                subject,
                body,
                encoding,
                List.of(new Header("X-Kadec21-Kind", "alarm")),
                List.of(attachments));
    }

    private static Attachment attachment(String name, byte[] content) {
        return new Attachment(
                name,
                name.endsWith(".bin") ? "application/octet-stream" : "text/csv; charset=utf-8",
                content);
    }

    private static String text(byte[] rendered) {
        return new String(rendered, StandardCharsets.ISO_8859_1);
    }
}
