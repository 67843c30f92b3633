package org.kadec21.hal.serial;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kadec21.hal.PortInspection.Holder;
import org.kadec21.hal.PortInspection.Holding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

final class LinuxHoldersTest {

    private static final Path DEVICE = Path.of("/dev/ttyUSB2");
    private static final long SELF = 100;

    @TempDir private Path root;

    @BeforeEach
    void makeFolders() throws IOException {
        Files.createDirectories(root.resolve("proc/sys"));
        Files.createDirectories(root.resolve("lock"));
    }

    @Test
    void theProcessThatHasThePortOpenIsNamed() throws IOException {
        process(812, "ModemManager", DEVICE);
        process(813, "sh", Path.of("/dev/null"));

        assertThat(holding())
                .isEqualTo(
                        new Holding.HeldBy(List.of(new Holder(812, "ModemManager", "open file"))));
    }

    @Test
    void thisProcessIsNoOther() throws IOException {
        process(SELF, "java", DEVICE);

        assertThat(holding()).isEqualTo(new Holding.NobodySeen(0, List.of()));
    }

    @Test
    void aLockFileNamesItsHolderToo() throws IOException {
        process(900, "minicom", Path.of("/dev/null"));
        lock("       900\n");

        assertThat(holding())
                .isEqualTo(
                        new Holding.HeldBy(
                                List.of(
                                        new Holder(
                                                900,
                                                "minicom",
                                                root.resolve("lock/LCK..ttyUSB2").toString()))));
    }

    @Test
    void aHolderWithALockFileIsNamedOnce() throws IOException {
        process(900, "minicom", DEVICE);
        lock("       900 minicom root\n");

        assertThat(holding())
                .isEqualTo(new Holding.HeldBy(List.of(new Holder(900, "minicom", "open file"))));
    }

    @Test
    void aLockFileOfAProcessThatIsGoneIsStale() throws IOException {
        lock("      4711\n");

        assertThat(holding())
                .isEqualTo(
                        new Holding.StaleLock(root.resolve("lock/LCK..ttyUSB2").toString(), 4711));
    }

    @Test
    void aLockFileThatHoldsNoNumberSaysNothing() throws IOException {
        lock("\u0001\u0002\u0003\u0004");

        assertThat(holding()).isEqualTo(new Holding.NobodySeen(0, List.of()));
    }

    private Holding holding() {
        return new LinuxHolders(root.resolve("proc"), List.of(root.resolve("lock")), SELF)
                .of(DEVICE);
    }

    private void process(long number, String program, Path open) throws IOException {
        Path folder = root.resolve("proc").resolve(Long.toString(number));
        Files.createDirectories(folder.resolve("fd"));
        Files.writeString(folder.resolve("comm"), program + "\n");
        Files.createSymbolicLink(folder.resolve("fd/3"), open);
    }

    private void lock(String content) throws IOException {
        Files.writeString(root.resolve("lock/LCK..ttyUSB2"), content);
    }
}
