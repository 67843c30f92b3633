package org.kadec21.hal.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
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

    @TempDir private Path folder;

    private Path place;

    @BeforeEach
    void thereIsAPlace() throws Exception {
        place = Files.createDirectory(folder.resolve("place"));
    }

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

    @Test
    void whatALinkLeadsToAndWhatOthersPutThereStays() throws Exception {
        Path theirs = Files.createDirectory(folder.resolve("theirs"));
        Path file = Files.writeString(theirs.resolve("a.jar"), "theirs");
        Path beside = Files.writeString(place.resolve("notes.txt"), "theirs");
        Files.createSymbolicLink(place.resolve("link"), theirs);
        Path another = Files.createSymbolicLink(place.resolve("0123456789abcdef"), theirs);
        Path own = UnpackedFiles.in(place, files("x")).getFirst();
        Files.delete(own);
        Files.createSymbolicLink(own, file);

        assertThat(UnpackedFiles.in(place, files("x")).getFirst()).hasContent("the same");

        Files.move(own.getParent(), folder.resolve("elsewhere"));
        Files.createSymbolicLink(own.getParent(), theirs);
        assertThat(UnpackedFiles.in(place, files("x")).getFirst()).hasContent("the same");
        assertThat(file).hasContent("theirs");
        assertThat(beside).exists();
        assertThat(another).as("in the way of its own").doesNotExist();
    }

    @Test
    void theFolderMayBeALinkToAnotherDisk() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Path theirs = Files.writeString(disk.resolve("theirs.txt"), "theirs");
        Path link = Files.createSymbolicLink(folder.resolve("libraries"), disk);
        UnpackedFiles.in(link, files("old"));

        assertThat(UnpackedFiles.in(link, files("new")).getLast()).hasContent("new");

        assertThat(theirs).exists();
        try (Stream<Path> all = Files.list(disk)) {
            assertThat(all).hasSize(2);
        }
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
