package org.kadec21.simulation.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kadec21.hal.LinkException;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

class DeviceLinkTest {

    /// Exists on every system with pseudo-terminals and is never one of ours.
    private static final Path OTHERS = Path.of("/dev/pts/ptmx");

    private static final Path OURS = Path.of("/dev/pts/999999");

    @TempDir private Path directory;

    @Test
    void makesAndRemovesTheLink() throws Exception {
        Path link = directory.resolve("modem");

        DeviceLink made = DeviceLink.create(link, OURS);

        assertThat(Files.readSymbolicLink(link)).isEqualTo(OURS);
        made.remove();
        assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isFalse();
    }

    @Test
    void replacesALinkThatLeadsToNoTerminalAnyMore() throws Exception {
        Path link =
                Files.createSymbolicLink(directory.resolve("modem"), Path.of("/dev/pts/888888"));

        DeviceLink.create(link, OURS);

        assertThat(Files.readSymbolicLink(link)).isEqualTo(OURS);
    }

    @Test
    void refusesALinkInUse() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("modem"), OTHERS);

        assertThatThrownBy(() -> DeviceLink.create(link, OURS))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("which is in use");
        assertThat(Files.readSymbolicLink(link)).isEqualTo(OTHERS);
        Files.delete(link);
    }

    @Test
    void refusesAnythingElse() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        Path elsewhere = Files.createSymbolicLink(directory.resolve("link"), file);

        assertThatThrownBy(() -> DeviceLink.create(file, OURS))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("is no link to a pseudo-terminal");
        assertThatThrownBy(() -> DeviceLink.create(elsewhere, OURS))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("which is no pseudo-terminal");
        assertThat(file).exists();
    }

    @Test
    void saysThatTheDirectoryIsMissing() {
        assertThatThrownBy(() -> DeviceLink.create(directory.resolve("missing/modem"), OURS))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("there is no folder " + directory.resolve("missing"))
                .hasMessageNotContaining("Exception");
    }

    @Test
    void leavesAloneWhatSomebodyPutInItsPlace() throws Exception {
        Path link = directory.resolve("modem");
        DeviceLink made = DeviceLink.create(link, OURS);
        Files.delete(link);
        Files.createSymbolicLink(link, OTHERS);

        made.remove();

        assertThat(Files.readSymbolicLink(link)).isEqualTo(OTHERS);
        Files.delete(link);
    }
}
