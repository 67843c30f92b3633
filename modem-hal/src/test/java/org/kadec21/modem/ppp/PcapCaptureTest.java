package org.kadec21.modem.ppp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

class PcapCaptureTest {

    @Test
    void beginsWithItsHeadAndWritesEachFrameWhole() {
        List<String> pieces = new ArrayList<>();
        PcapCapture capture = new PcapCapture(bytes -> pieces.add(HexFormat.of().formatHex(bytes)));

        capture.crossed(
                Instant.parse("2013-01-05T00:00:01.000002Z"), HexFormat.of().parseHex("ff03c021"));

        assertThat(pieces)
                .containsExactly(
                        "d4c3b2a1020004000000000000000000ffff000009000000",
                        "016de750" + "02000000" + "04000000" + "04000000" + "ff03c021");
    }
}
