package org.kadec21.firmware.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Time;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

class ServiceLineTest {

    private static final Time STILL =
            new Time() {
                @Override
                public Instant now() {
                    return Instant.EPOCH;
                }

                @Override
                public long nanos() {
                    return 0;
                }
            };

    @ParameterizedTest
    @CsvSource({
        "13, '|', false", // the order's own CR LF
        "13, '||', true",
        "13, 'q', true",
        "13, '|q', true",
        "10, '|', true", // the order's line ended with LF: another one is a key
        "13, '', false"
    })
    void theRestOfALineEndIsNoKey(byte end, String typed, boolean isKey) throws Exception {
        ServiceLine line = new ServiceLine(typed(typed.replace('|', '\n')), STILL);
        line.begins(end);

        assertThat(line.awaitsKey(Deadline.never())).isEqualTo(isKey);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u009b31m", "\u001b[31m", "\u0085", "\u2028", "\r\n"})
    void nothingThatATerminalObeysIsSaid(String evil) throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        new ServiceLine(heard(said), STILL).news("no order 'a" + evil + "ok'");

        assertThat(said.toString(StandardCharsets.UTF_8))
                .matches("\\* no order 'a [^\\p{Cc}\\p{Zl}]*ok'\r\n");
    }

    private static ByteLink heard(ByteArrayOutputStream said) {
        return new ByteLink() {
            @Override
            public int read(byte[] buffer, int offset, int length, Deadline deadline) {
                return 0;
            }

            @Override
            public void write(byte[] bytes, int offset, int length, Deadline deadline) {
                said.write(bytes, offset, length);
            }

            @Override
            public void close() {}
        };
    }

    /// A line on which this was typed, and nothing more.
    private static ByteLink typed(String text) {
        return new ByteLink() {
            private int at;

            @Override
            public int read(byte[] buffer, int offset, int length, Deadline deadline) {
                if (at == text.length()) {
                    return 0;
                }
                buffer[offset] = (byte) text.charAt(at++);
                return 1;
            }

            @Override
            public void write(byte[] bytes, int offset, int length, Deadline deadline) {}

            @Override
            public void close() {}
        };
    }
}
