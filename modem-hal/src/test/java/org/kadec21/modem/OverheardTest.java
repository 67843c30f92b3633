package org.kadec21.modem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kadec21.hal.at.Escapes;
import org.kadec21.modem.Overheard.Kind;

import java.nio.charset.StandardCharsets;

class OverheardTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    SILENT  |
                    SILENT  | \\r\\n\\x00
                    ANSWERS | AT\\r\\r\\nOK\\r\\n
                    ANSWERS | 0\\r
                    ANSWERS | \\r\\nERROR\\r\\n
                    ANSWERS | \\r\\n+CREG: 1\\r\\n\\r\\nOK\\r\\n
                    NEWS    | \\r\\nRDY\\r\\n\\r\\n+CFUN: 1\\r\\n
                    NEWS    | \\r\\nSMS READY\\r\\n
                    NEWS    | \\r\\n^MODE: 2\\r\\r\\n
                    NMEA    | $GPGGA,123519,4807.038,N,01131.000,E,1,08\\r\\n
                    NMEA    | 7.038,N*47\\r\\n$GNRMC,123520,A\\r\\n
                    NMEA    | !AIVDM,1,1,,B,177KQJ5000G\\r\\n
                    NMEA    | $PMTK011,MTKGPS*08\\r\\n
                    PPP     | ~\\xff}#\\xc0!}!}!} }4}"}&} } } } }%}&(\\xe5L!}'}"}(}"\\x8d~~
                    STRANGE | temperature 21.5\\r\\n
                    STRANGE | \\xf8\\x80\\x00\\xfe\\x80\\xf8
                    """)
    void tellsDevicesApart(Kind kind, String said) {
        byte[] bytes = said == null ? new byte[0] : Escapes.bytes(said.strip());
        Overheard overheard = new Overheard();

        for (byte b : bytes) {
            overheard.add(new byte[] {b}, 1);
        }

        assertThat(overheard.kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({"511", "512", "513", "5000"})
    void keepsNoMoreThanItsLimit(int length) {
        Overheard overheard = new Overheard();

        overheard.add("x".repeat(length).getBytes(StandardCharsets.US_ASCII), length);

        assertThat(overheard.isClear()).isEqualTo(length >= Overheard.BYTES);
        assertThat(overheard.excerpt()).hasSizeLessThan(50);
    }
}
