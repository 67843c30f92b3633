package org.kadec21.hal.at;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

class TokenizerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\\r\\nOK\\r\\n                          | OK",
                "^MODE: 2\\r\\r\\n                       | ^MODE: 2",
                "\\nNO CARRIER\\r\\n                     | NO CARRIER",
                "OK\\nRING\\n                            | OK,RING",
                "\\x00\\x00\\r\\nOK\\r\\n                | OK",
                "0\\r                                    | 0",
                "0\\r\\n                                 | 0",
                "AT\\r0\\r                               | AT,0",
                "AT+CSQ\\r\\r\\n+CSQ: 9,99\\r\\n\\r\\nOK\\r\\n | AT+CSQ,+CSQ: 9,99,OK",
                "\\r\\n> text\\r\\n                      | > text",
                "\\r\\n@\\r\\n                           | @",
                "\\r\\n \\r\\n\\r\\n                      | ''",
            })
    void survivesEveryLineShapeHoweverTheBytesAreGrouped(String bytes, String lines) {
        byte[] input = Escapes.bytes(bytes);

        for (List<byte[]> chunks : groupings(input)) {
            assertThat(linesOf(tokens(new Tokenizer(), chunks))).isEqualTo(lines);
        }
    }

    @Test
    void seesAPromptWithoutALineEndOnlyWhereOneIsAwaited() {
        Tokenizer awaiting = new Tokenizer();
        awaiting.enter(new Mode.Prompt(">@"));

        assertThat(tokens(awaiting, List.of(Escapes.bytes("\\r\\n> "))))
                .containsExactly(new Token.Prompt('>'));
        assertThat(tokens(awaiting, List.of(Escapes.bytes("\\r\\n@"))))
                .containsExactly(new Token.Prompt('@'));
        assertThat(tokens(new Tokenizer(), List.of(Escapes.bytes("\\r\\n> ")))).isEmpty();
    }

    @Test
    void takesALineBeforeThePromptAsALine() {
        for (List<byte[]> chunks :
                groupings(Escapes.bytes("\\r\\n+QIURC: \"recv\",0\\r\\n\\r\\n> "))) {
            Tokenizer tokenizer = new Tokenizer();
            tokenizer.enter(new Mode.Prompt(">"));

            assertThat(tokens(tokenizer, chunks))
                    .containsExactly(new Token.Line("+QIURC: \"recv\",0"), new Token.Prompt('>'));
        }
    }

    @Test
    void delimitsAPayloadByItsLengthAlone() {
        byte[] trap = Escapes.bytes("\\r\\nOK\\r\\nNO CARRIER>\"\\x00\\x1a+++\\r\\n> ");
        for (List<byte[]> chunks : groupings(concat(trap, Escapes.bytes("\\r\\nOK\\r\\n")))) {
            Tokenizer tokenizer = new Tokenizer();
            tokenizer.enter(new Mode.Binary(trap.length));

            List<Token> tokens = tokens(tokenizer, chunks);

            assertThat(((Token.Payload) tokens.getFirst()).bytes()).isEqualTo(trap);
            assertThat(tokens.subList(1, tokens.size())).containsExactly(new Token.Line("OK"));
        }
    }

    @Test
    void handsEverythingThroughInDataMode() {
        Tokenizer tokenizer = new Tokenizer();
        tokenizer.enter(new Mode.Data());

        Token token = tokens(tokenizer, List.of(Escapes.bytes("\\r\\nOK\\r\\n~\\x00"))).getFirst();

        assertThat(((Token.Raw) token).bytes()).isEqualTo(Escapes.bytes("\\r\\nOK\\r\\n~\\x00"));
    }

    @Test
    void givesUpALineWithoutEndAndReadsTheNextOne() {
        byte[] endless = new byte[Tokenizer.LINE_BYTES + 1];
        Arrays.fill(endless, (byte) 'x');

        List<Token> tokens =
                tokens(new Tokenizer(), List.of(endless, Escapes.bytes("\\r\\nOK\\r\\n")));

        assertThat(tokens)
                .containsExactly(new Token.Overlong(endless.length), new Token.Line("OK"));
    }

    /// The whole, byte by byte, and in two parts at every offset.
    static List<List<byte[]>> groupings(byte[] input) {
        List<List<byte[]>> groupings = new ArrayList<>();
        groupings.add(List.of(input));
        List<byte[]> single = new ArrayList<>();
        for (byte b : input) {
            single.add(new byte[] {b});
        }
        groupings.add(single);
        for (int at = 1; at < input.length; at++) {
            groupings.add(
                    List.of(Arrays.copyOf(input, at), Arrays.copyOfRange(input, at, input.length)));
        }
        return groupings;
    }

    private static List<Token> tokens(Tokenizer tokenizer, List<byte[]> chunks) {
        List<Token> tokens = new ArrayList<>();
        for (byte[] chunk : chunks) {
            ByteBuffer input = ByteBuffer.wrap(chunk);
            Optional<Token> token = tokenizer.next(input);
            while (token.isPresent()) {
                tokens.add(token.get());
                token = tokenizer.next(input);
            }
        }
        return tokens;
    }

    private static String linesOf(List<Token> tokens) {
        return String.join(",", tokens.stream().map(token -> ((Token.Line) token).text()).toList());
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
