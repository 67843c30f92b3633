package org.kadec21.hal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.hal.Flash;
import org.kadec21.hal.FlashException;
import org.kadec21.hal.FlashFullException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class DirectoryFlashTest {

    @TempDir private Path directory;

    private DirectoryFlash flash;

    @BeforeEach
    void open() {
        flash = DirectoryFlash.open(directory, 1000);
    }

    @AfterEach
    void close() {
        flash.close();
    }

    @Test
    void findsAgainWhatWasWritten() {
        flash.create("log");
        flash.append("log", bytes("one"));
        flash.append("log", bytes("two"));
        flash.force("log");
        flash.forceDirectory();

        reopen();

        assertThat(flash.list()).containsExactly("log");
        assertThat(flash.size("log")).isEqualTo(6);
        assertThat(flash.read("log", 2, 2)).isEqualTo(bytes("et"));
        assertThat(flash.read("log", 4, 100)).isEqualTo(bytes("wo"));
        assertThat(flash.read("log", 7, 1)).isEmpty();
        assertThat(flash.capacity()).isEqualTo(new Flash.Capacity(1000, 994));
    }

    @Test
    void renamesOverAnotherFile() {
        flash.create("old");
        flash.append("old", bytes("12345"));
        flash.create("new");
        flash.append("new", bytes("12"));

        flash.rename("new", "old");
        flash.append("old", bytes("3"));

        assertThat(flash.list()).containsExactly("old");
        assertThat(flash.read("old", 0, 9)).isEqualTo(bytes("123"));
        assertThat(flash.capacity().freeBytes()).isEqualTo(997);
    }

    @Test
    void deletes() {
        flash.create("log");
        flash.append("log", bytes("12345"));

        flash.delete("log");

        assertThat(flash.exists("log")).isFalse();
        assertThat(flash.capacity().freeBytes()).isEqualTo(1000);
        assertThat(directory.resolve("log")).doesNotExist();
    }

    @Test
    void worksOnMoreFilesThanItKeepsOpen() {
        for (int i = 0; i < 40; i++) {
            flash.create("file" + i);
            flash.append("file" + i, bytes("a"));
        }
        for (int i = 0; i < 40; i++) {
            flash.append("file" + i, bytes("b"));
            flash.force("file" + i);
        }

        assertThat(flash.list()).hasSize(40).allMatch(name -> flash.size(name) == 2);
        assertThat(flash.read("file0", 0, 9)).isEqualTo(bytes("ab"));
    }

    @Test
    void appendsNothingWhenThereIsNoRoom() {
        flash.create("log");
        flash.append("log", new byte[999]);

        assertThatThrownBy(() -> flash.append("log", new byte[2]))
                .isInstanceOf(FlashFullException.class)
                .hasMessageContaining("1 of 1000 bytes are free");
        assertThat(flash.size("log")).isEqualTo(999);
    }

    @Test
    void aDiskThatIsFullAtTheForceIsAFailedMediumAndNoLackOfRoom() {
        flash.close();
        flash = DirectoryFlash.open(directory, 1000, UnforceableChannel::opening);
        flash.create("log");
        flash.append("log", bytes("abc"));

        assertThatThrownBy(() -> flash.force("log"))
                .isExactlyInstanceOf(FlashException.class)
                .hasMessageContaining("cannot force log")
                .hasMessageContaining("No space left on device");
    }

    @Test
    void aForceThatFailsForTheSakeOfAnotherFileIsNoLackOfRoomEither() {
        flash.close();
        flash = DirectoryFlash.open(directory, 1000, UnforceableChannel::opening);

        assertThatThrownBy(
                        () -> {
                            for (int i = 0; i < 40; i++) {
                                flash.create("file" + i);
                            }
                        })
                .isExactlyInstanceOf(FlashException.class);
    }

    @Test
    void treatsMissingAndExistingNamesAsBugs() {
        flash.create("there");

        assertThatThrownBy(() -> flash.create("there")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> flash.append("missing", new byte[1]))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> flash.force("missing")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> flash.rename("missing", "there"))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> flash.delete("missing")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> flash.read("missing", 0, 1))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".lock", "Upper", "../escape", "a/b", "with space"})
    void refusesNamesOutsideTheContract(String name) {
        assertThatThrownBy(() -> flash.create(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void doesNotSeeFilesThatAreNotItsOwn() throws IOException {
        Files.writeString(directory.resolve("README.txt"), "upper case is no flash name");
        Files.createDirectory(directory.resolve("sub"));

        reopen();

        assertThat(flash.list()).isEmpty();
    }

    @Test
    void refusesADirectoryThatIsAFile() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> DirectoryFlash.open(file, 1000))
                .isInstanceOf(FlashException.class)
                .hasMessageContaining("cannot create the flash directory");
    }

    @Test
    void refusesASecondWriterInTheSameProgram() {
        assertThatThrownBy(() -> DirectoryFlash.open(directory, 1000))
                .isInstanceOf(FlashInUseException.class)
                .hasMessageContaining("already has a writer")
                .hasMessageContaining("stop that unit first");
    }

    @Test
    void refusesASecondWriterInAnotherProgramAlsoAfterOneWasRefusedHere() throws Exception {
        assertThatThrownBy(() -> DirectoryFlash.open(directory, 1000))
                .isInstanceOf(FlashInUseException.class);

        assertThat(openElsewhere())
                .contains("FlashInUseException")
                .contains("process " + ProcessHandle.current().pid());
    }

    @Test
    void letsTheNextWriterInOnceClosed() throws Exception {
        flash.close();

        assertThat(openElsewhere()).contains("opened");

        flash = DirectoryFlash.open(directory, 1000);
    }

    @Test
    void isReadBesideItsWriter() {
        flash.create("log");
        flash.append("log", bytes("abc"));

        Flash beside = ReadOnlyFlash.open(directory);

        assertThat(beside.list()).isEqualTo(List.of("log"));
        assertThat(beside.read("log", 1, 9)).isEqualTo(bytes("bc"));
        assertThat(beside.size("log")).isEqualTo(3);
        assertThat(beside.exists("other")).isFalse();
    }

    @Test
    void aReaderRefusesToWrite() {
        Flash beside = ReadOnlyFlash.open(directory);

        assertThatThrownBy(() -> beside.create("log"))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("for reading only");
    }

    @Test
    void aReaderOfNothingIsToldSo() {
        assertThatThrownBy(() -> ReadOnlyFlash.open(directory.resolve("missing")))
                .isInstanceOf(FlashException.class)
                .hasMessageContaining("there is no flash directory");
    }

    private String openElsewhere() throws IOException, InterruptedException {
        Process other =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                FlashOpener.class.getName(),
                                directory.toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(other.getInputStream().readAllBytes(), US_ASCII);
        other.waitFor();
        return said;
    }

    private void reopen() {
        flash.close();
        flash = DirectoryFlash.open(directory, 1000);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(US_ASCII);
    }
}
