package org.kadec21.bench.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

class EscapesTest {

    @Test
    void everyByteComesBack() {
        for (int value : IntStream.range(0, 256).toArray()) {
            String text = Escapes.line(Escapes.escape((byte) value));

            assertThat(text).matches("[ -~]+").doesNotEndWith(" ");
            assertThat(Escapes.tokens(text)).containsExactly(value);
        }
    }

    @Test
    void aSecretIsATokenOfItsOwn() {
        assertThat(Escapes.tokens("PIN=\\*\\r"))
                .isEqualTo(List.of((int) 'P', (int) 'I', (int) 'N', (int) '=', -1, (int) '\r'));
    }

    @Test
    void whatIsNoEscapeIsNamed() {
        assertThatThrownBy(() -> Escapes.tokens("a\\q")).hasMessageContaining("but came '\\q'");
        assertThatThrownBy(() -> Escapes.tokens("a\\x1")).hasMessageContaining("but came '1'");
        assertThatThrownBy(() -> Escapes.tokens("\u00e9")).hasMessageContaining("U+00E9");
        assertThatThrownBy(() -> Escapes.tokens("a\\")).hasMessageContaining("expected \\r");
    }
}
