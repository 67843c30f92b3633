package org.kadec21.modem.ppp.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import java.util.List;

/// Whatever comes over the line, in whatever pieces, is read the same.
class FrameReaderFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void groupsOfBytesNeverMatter(byte[] input) {
        List<String> whole = FrameReaderTest.read(new FrameReader(), input, input.length + 1);

        assertThat(FrameReaderTest.read(new FrameReader(), input, 1)).isEqualTo(whole);
        assertThat(FrameReaderTest.read(new FrameReader(), input, 7)).isEqualTo(whole);
    }
}
