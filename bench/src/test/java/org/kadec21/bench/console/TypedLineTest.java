package org.kadec21.bench.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.bench.console.TypedLine.Typed;

import java.nio.charset.StandardCharsets;

class TypedLineTest {

    private final TypedLine line = new TypedLine();

    @Test
    void anEnteredLineIsComplete() {
        assertThat(type("signal -100\n")).isEqualTo(new Typed.Line("signal -100"));
        assertThat(line.text()).isEmpty();
    }

    @Test
    void lettersWordsAndTheWholeLineCanBeRubbedOut() {
        type("sim lock x\u007F1234");
        assertThat(line.text()).isEqualTo("sim lock 1234");

        type("\u0017");
        assertThat(line.text()).isEqualTo("sim lock ");

        type("\u0015");
        assertThat(line.text()).isEmpty();
    }

    @Test
    void arrowsBringBackEarlierLines() {
        type("status\nfaults\n\u001B[A\u001B[A");
        assertThat(line.text()).isEqualTo("status");

        type("\u001B[B");
        assertThat(line.text()).isEqualTo("faults");

        type("\u001BOB");
        assertThat(line.text()).isEmpty();
    }

    @Test
    void otherKeysDoNothing() {
        type("a\u001B[3~\u001B[1;5Cb\tc");

        assertThat(line.text()).isEqualTo("abc");
    }

    @Test
    void controlDEndsAnEmptyLineOnly() {
        assertThat(type("a\u0004")).isEqualTo(new Typed.Nothing());
        assertThat(type("\u007F\u0004")).isEqualTo(new Typed.End());
    }

    private Typed type(String keys) {
        Typed last = new Typed.Nothing();
        for (byte key : keys.getBytes(StandardCharsets.ISO_8859_1)) {
            last = line.accept(key);
        }
        return last;
    }
}
