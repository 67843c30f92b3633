package org.kadec21.firmware.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Arrays;

final class ValueReaderTest {

    private static final Instant MOMENT = Instant.parse("2013-01-01T06:00:00.000000001Z");

    @Test
    void readsWhatWasWritten() {
        assertThat(everything(new ValueReader(written())))
                .isEqualTo("200 60000 -7 9000000000 " + MOMENT + " 風速 3");
    }

    @Test
    void refusesAValueThatEndsAtAnyByteTooEarly() {
        byte[] value = written();
        for (int end = 0; end < value.length; end++) {
            ValueReader in = new ValueReader(Arrays.copyOf(value, end));

            assertThatThrownBy(() -> everything(in)).isInstanceOf(MalformedValueException.class);
        }
    }

    @Test
    void refusesANegativeCountOfBytes() {
        ValueReader in = new ValueReader(new ValueWriter().i32(-1).toBytes());

        assertThatThrownBy(in::bytes).isInstanceOf(MalformedValueException.class);
    }

    @Test
    void refusesAnInstantBeyondTheCalendar() {
        ValueReader in = new ValueReader(new ValueWriter().i64(Long.MAX_VALUE).i32(0).toBytes());

        assertThatThrownBy(in::instant).isInstanceOf(MalformedValueException.class);
    }

    private static byte[] written() {
        return new ValueWriter()
                .u8(200)
                .u16(60000)
                .i32(-7)
                .i64(9_000_000_000L)
                .instant(MOMENT)
                .text("風速")
                .bytes(new byte[3])
                .toBytes();
    }

    private static String everything(ValueReader in) {
        return in.u8()
                + " "
                + in.u16()
                + " "
                + in.i32()
                + " "
                + in.i64()
                + " "
                + in.instant()
                + " "
                + in.text()
                + " "
                + in.bytes().length;
    }
}
