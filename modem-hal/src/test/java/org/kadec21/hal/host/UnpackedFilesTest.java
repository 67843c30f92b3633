package org.kadec21.hal.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

class UnpackedFilesTest {

    @TempDir Path place;

    @Test
    void equalFilesAreFoundAgainAndOthersTakeTheirPlace() throws Exception {
        List<Path> first = UnpackedFiles.in(place, files("old"));
        assertThat(UnpackedFiles.in(place, files("old"))).isEqualTo(first);

        List<Path> second = UnpackedFiles.in(place, files("new"));

        assertThat(second).doesNotContainAnyElementsOf(first);
        assertThat(second.getLast()).hasContent("new");
        assertThat(everything()).hasSize(2);
    }

    @Test
    void whatALossOfPowerToreIsWrittenAgain() throws Exception {
        Path torn = UnpackedFiles.in(place, files("whole")).getLast();
        Files.writeString(torn, "who");

        assertThat(UnpackedFiles.in(place, files("whole")).getLast()).hasContent("whole");
    }

    @Test
    void withoutFilesNothingStays() throws Exception {
        UnpackedFiles.in(place, files("old"));

        assertThat(UnpackedFiles.in(place, new LinkedHashMap<>())).isEmpty();
        assertThat(everything()).isEmpty();
    }

    private static SequencedMap<String, byte[]> files(String text) {
        SequencedMap<String, byte[]> files = new LinkedHashMap<>();
        files.put("a.jar", "the same".getBytes(StandardCharsets.US_ASCII));
        files.put("b.jar", text.getBytes(StandardCharsets.US_ASCII));
        return files;
    }

    private List<Path> everything() throws Exception {
        try (Stream<Path> all = Files.walk(place)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
