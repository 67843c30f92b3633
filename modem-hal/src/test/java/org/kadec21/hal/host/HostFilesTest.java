package org.kadec21.hal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

class HostFilesTest {

    private static final int MOST_BYTES = 100;

    @TempDir Path folder;

    @Test
    void readsUpToTheLimit() throws Exception {
        Path file = Files.write(folder.resolve("file"), new byte[MOST_BYTES]);

        assertThat(HostFiles.read(file, MOST_BYTES)).hasSize(MOST_BYTES);
        assertThat(HostFiles.readStored(file, MOST_BYTES)).hasSize(MOST_BYTES);
    }

    @Test
    void aLongerFileIsRefused() throws Exception {
        Path file = Files.write(folder.resolve("file"), new byte[MOST_BYTES + 1]);

        assertThatThrownBy(() -> HostFiles.read(file, MOST_BYTES))
                .hasMessage(file + " has more than 100 bytes");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aDeviceWithoutEndIsNotReadToItsEnd() {
        Path endless = Path.of("/dev/zero");

        assertThatThrownBy(() -> HostFiles.read(endless, MOST_BYTES))
                .hasMessage("/dev/zero has more than 100 bytes");
        assertThatThrownBy(() -> HostFiles.readStored(endless, MOST_BYTES))
                .hasMessage("/dev/zero is a device or a pipe, not a file");
    }

    @Test
    void whatIsNotThereOrAFolderIsSaidSo() {
        assertThatThrownBy(() -> HostFiles.read(folder, MOST_BYTES))
                .hasMessageContaining("is a folder, not a file");
        assertThatThrownBy(() -> HostFiles.read(folder.resolve("none"), MOST_BYTES))
                .hasMessageContaining("there is no file");
    }
}
