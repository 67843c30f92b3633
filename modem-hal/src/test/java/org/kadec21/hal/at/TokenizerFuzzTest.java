package org.kadec21.hal.at;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Whatever a module says, and however its bytes are grouped into reads, the tokens are the same
/// and within their limits. The first byte of an input chooses the mode.
class TokenizerFuzzTest {

    private static final List<Mode> MODES =
            List.of(
                    new Mode.Lines(),
                    new Mode.Prompt(">@"),
                    new Mode.Binary(5),
                    new Mode.Quoted("+USORD:", 1));

    @FuzzTest(maxDuration = "60s")
    void groupsNeverMatter(byte[] input) {
        if (input.length == 0) {
            return;
        }
        Mode mode = MODES.get((input[0] & 0xff) % MODES.size());
        byte[] bytes = Arrays.copyOfRange(input, 1, input.length);

        List<String> whole = tokens(mode, bytes, Math.max(1, bytes.length));

        assertThat(tokens(mode, bytes, 1)).isEqualTo(whole);
        assertThat(tokens(mode, bytes, 7)).isEqualTo(whole);
    }

    /// Behind a payload or a prompt the mode is entered anew, so that there may be another.
    private static List<String> tokens(Mode mode, byte[] bytes, int piece) {
        Tokenizer tokenizer = new Tokenizer();
        tokenizer.enter(mode);
        List<String> shown = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += piece) {
            ByteBuffer input =
                    ByteBuffer.wrap(
                            Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece)));
            for (Optional<Token> token = tokenizer.next(input);
                    token.isPresent();
                    token = tokenizer.next(input)) {
                shown.add(checked(mode, token.get()));
                if (!(token.get() instanceof Token.Line)) {
                    tokenizer.enter(mode);
                }
            }
        }
        return shown;
    }

    private static String checked(Mode mode, Token token) {
        switch (token) {
            case Token.Line(String text) ->
                    assertThat(text).isNotBlank().hasSizeLessThanOrEqualTo(Tokenizer.LINE_BYTES);
            case Token.Prompt _ -> assertThat(mode).isInstanceOf(Mode.Prompt.class);
            case Token.Payload(byte[] payload) ->
                    assertThat(mode).isEqualTo(new Mode.Binary(payload.length));
            case Token.Overlong(int length) ->
                    assertThat(length).isGreaterThan(Tokenizer.LINE_BYTES);
            case Token.Raw raw -> throw new AssertionError("data mode was never entered: " + raw);
        }
        return token instanceof Token.Payload(byte[] payload)
                ? Escapes.text(payload)
                : token.toString();
    }
}
