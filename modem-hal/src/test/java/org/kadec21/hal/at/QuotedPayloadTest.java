package org.kadec21.hal.at;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `+USORD: 0,6,"..."`: the quotes delimit nothing, only the length does.
class QuotedPayloadTest {

    private static final String SAID =
            "\r\n+UUSORD: 0,20\r\n\r\n+USORD: 0,6,\"a\"\r\nOK\"\r\n\r\nOK\r\n";

    @Test
    void theLengthDelimitsHoweverTheBytesArrive() {
        List<String> whole = tokens(SAID.length());

        assertThat(whole)
                .containsExactly("+UUSORD: 0,20", "+USORD: 0,6,", "<a\"\r\nOK>", "\"", "OK");
        for (int split = 0; split < SAID.length(); split++) {
            assertThat(tokens(split)).as("split at %d", split).isEqualTo(whole);
        }
    }

    private static List<String> tokens(int split) {
        Tokenizer tokenizer = new Tokenizer();
        tokenizer.enter(new Mode.Quoted("+USORD:", 1));
        List<String> tokens = new ArrayList<>();
        for (String piece : List.of(SAID.substring(0, split), SAID.substring(split))) {
            ByteBuffer input = ByteBuffer.wrap(piece.getBytes(StandardCharsets.ISO_8859_1));
            Optional<Token> token = tokenizer.next(input);
            while (token.isPresent()) {
                tokens.add(shown(token.get(), tokenizer));
                token = tokenizer.next(input);
            }
        }
        return tokens;
    }

    private static String shown(Token token, Tokenizer tokenizer) {
        return switch (token) {
            case Token.Line(String text) -> {
                if (text.startsWith("+USORD:")) {
                    tokenizer.enter(new Mode.Binary(6));
                }
                yield text;
            }
            case Token.Payload(byte[] bytes) ->
                    "<" + new String(bytes, StandardCharsets.ISO_8859_1) + ">";
            case Token.Prompt(char mark) -> "prompt " + mark;
            case Token.Raw _ -> "raw";
            case Token.Overlong _ -> "overlong";
        };
    }
}
