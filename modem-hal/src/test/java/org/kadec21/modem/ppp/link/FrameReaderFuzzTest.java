package org.kadec21.modem.ppp.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import java.util.List;
import java.util.function.Supplier;

/// Whatever comes over the line, in whatever pieces, is read the same.
class FrameReaderFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void groupsOfBytesNeverMatter(byte[] input) {
        groupsNeverMatter(FrameReader::new, input);
        groupsNeverMatter(FrameReaderFuzzTest::numbered, input);
    }

    private static void groupsNeverMatter(Supplier<FrameReader> readers, byte[] input) {
        List<String> whole = FrameReaderTest.read(readers.get(), input, input.length + 1);

        assertThat(FrameReaderTest.read(readers.get(), input, 1)).isEqualTo(whole);
        assertThat(FrameReaderTest.read(readers.get(), input, 7)).isEqualTo(whole);
    }

    private static FrameReader numbered() {
        FrameReader reader = new FrameReader();
        reader.number(new NumberedTerms(7, 3, 1, false));
        return reader;
    }
}
