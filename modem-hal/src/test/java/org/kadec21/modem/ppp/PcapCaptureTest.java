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

        byte[] frame = HexFormat.of().parseHex("ff03c021");
        capture.crossed(Instant.parse("2013-01-05T00:00:01.000002Z"), true, frame);
        capture.crossed(Instant.parse("2013-01-05T00:00:01.000002Z"), false, frame);

        assertThat(pieces)
                .containsExactly(
                        "d4c3b2a1020004000000000000000000ffff0000cc000000",
                        "016de750" + "02000000" + "05000000" + "05000000" + "01" + "ff03c021",
                        "016de750" + "02000000" + "05000000" + "05000000" + "00" + "ff03c021");
    }
}
