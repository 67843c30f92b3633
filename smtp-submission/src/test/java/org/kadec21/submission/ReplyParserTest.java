package org.kadec21.submission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;

class ReplyParserTest {

    @Test
    void takesCodeEnhancedCodeAndText() {
        assertThat(ReplyParser.parse("550 5.1.1 no such user\n"))
                .contains(new ServerReply(550, Optional.of("5.1.1"), "no such user"));
    }

    @Test
    void joinsTheLinesOfAReply() {
        assertThat(ReplyParser.parse("250-2.0.0 one\n250 2.0.0 two\n"))
                .contains(new ServerReply(250, Optional.of("2.0.0"), "one\ntwo"));
    }

    @Test
    void isRuledByTheLastLine() {
        assertThat(ReplyParser.parse("250-ok\n550 no\n")).map(ServerReply::code).contains(550);
    }

    @Test
    void takesABareCode() {
        assertThat(ReplyParser.parse("250\n")).contains(new ServerReply(250, Optional.empty(), ""));
    }

    @Test
    void makesAStrangersTextPrintable() {
        assertThat(ReplyParser.parse("250 a\u001b[31mb\u00e9\n"))
                .map(ServerReply::text)
                .contains("a?[31mb?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "OK queued", "25 x", "999 x", "2500 x", "250-a\nnonsense\n", "250x"})
    void refusesWhatIsNoReply(String text) {
        assertThat(ReplyParser.parse(text)).isEmpty();
    }
}
