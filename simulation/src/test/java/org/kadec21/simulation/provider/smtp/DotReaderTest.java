package org.kadec21.simulation.provider.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kadec21.simulation.provider.TestSites;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

class DotReaderTest {

    private static final Pattern VECTOR =
            Pattern.compile(
                    "\"wire\": \"([^\"]*)\",\\s*\"outcome\": \"(\\w+)\",\\s*\"message_lf\":"
                            + " (?:\"([^\"]*)\"|null)");

    record Vector(String wire, String outcome, String messageWithLf) {}

    static List<Vector> vectors() throws IOException {
        try (InputStream file = DotReaderTest.class.getResourceAsStream("dot-unstuffing.json")) {
            String json =
                    new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            List<Vector> vectors = new ArrayList<>();
            Matcher vector = VECTOR.matcher(json);
            while (vector.find()) {
                vectors.add(
                        new Vector(
                                vector.group(1).translateEscapes(),
                                vector.group(2),
                                Objects.requireNonNullElse(vector.group(3), "")
                                        .translateEscapes()));
            }
            return vectors;
        }
    }

    @Test
    void hasAllVectors() throws IOException {
        assertThat(vectors()).hasSize(16);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void judgesLineEndsAsTheVectorsDo(Vector vector) {
        MessageBuffer message = buffer(1000);

        TextProgress progress = new DotReader(message).take(octets(vector.wire()));

        assertThat(outcome(progress)).isEqualTo(vector.outcome());
        if (progress == TextProgress.END) {
            assertThat(text(message).replace("\r\n", "\n")).isEqualTo(vector.messageWithLf());
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void judgesTheSameOctetByOctet(Vector vector) {
        DotReader reader = new DotReader(buffer(1000));

        TextProgress progress = TextProgress.MORE;
        for (int i = 0; i < vector.wire().length() && progress == TextProgress.MORE; i++) {
            progress = reader.take(octets(vector.wire().substring(i, i + 1)));
        }

        assertThat(outcome(progress)).isEqualTo(vector.outcome());
    }

    @Test
    void leavesWhatComesBehindTheEnd() {
        ByteBuffer input = octets("a\r\n.\r\nQUIT\r\n");

        new DotReader(buffer(1000)).take(input);

        assertThat(input.remaining()).isEqualTo("QUIT\r\n".length());
    }

    @Test
    void keepsNothingBeyondTheLimitOfAMessage() {
        MessageBuffer message = buffer(4);

        TextProgress progress = new DotReader(message).take(octets("abcde\r\n.\r\n"));

        assertThat(progress).isEqualTo(TextProgress.END);
        assertThat(message.excess()).isEqualTo(MessageBuffer.Excess.MESSAGE);
        assertThat(message.size()).isZero();
    }

    @Test
    void noticesALineThatIsTooLong() {
        MessageBuffer message = buffer(1_000_000);

        new DotReader(message).take(octets("x".repeat(SmtpLimits.MESSAGE_LINE + 1)));

        assertThat(message.excess()).isEqualTo(MessageBuffer.Excess.LINE);
    }

    private static String outcome(TextProgress progress) {
        return switch (progress) {
            case MORE -> "EOF";
            case END -> "OK";
            case BARE_CR, BARE_LF -> "BADLE";
            case ENDLESS -> "ENDLESS";
        };
    }

    private static ByteBuffer octets(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String text(MessageBuffer message) {
        byte[] octets = new byte[message.size()];
        message.copyTo(octets, 0);
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    private static MessageBuffer buffer(long limit) {
        return MessageBuffer.of(TestSites.memory(), limit);
    }
}
