package org.kadec21.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.firmware.service.transfer.Delivery;
import org.kadec21.firmware.service.transfer.Reception;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.host.HostTasks;
import org.kadec21.hal.host.HostTime;
import org.kadec21.simulation.realtime.Pty;
import org.kadec21.updater.port.Sending;
import org.kadec21.updater.port.Transmission;
import org.kadec21.updating.TestLine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// Debian's `sb` sends to the unit's receiver, and the updater's sender to Debian's `rb`, over a
/// pseudo-terminal, with and without noise in both directions.
@Tag("foreign")
class YmodemProgramsTest {

    /// Runs a program on the port given first, which it finds on its standard input and output.
    private static final String ON_PORT = "stty raw -echo <\"$0\" && exec \"$@\" <\"$0\" >\"$0\"";

    @TempDir private Path folder;

    private final HostTime time = new HostTime();
    private final HostTasks tasks = new HostTasks(time);
    private Path port;
    private ByteLink line;

    @BeforeEach
    void openPort() throws IOException {
        port = folder.resolve("port");
        line = tasks.pump("port", Pty.open(port, () -> {}));
    }

    @AfterEach
    void closePort() throws Exception {
        tasks.call(() -> {
            line.close();
            return true;
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 40_000})
    void theUnitTakesAFileFromSb(int length) throws Exception {
        byte[] file = bytes(length);
        Process sb = start("sb", "-k", write("unit.jar", file).toString());

        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        Reception reception = receive(line, length, kept);

        assertThat(reception).isEqualTo(new Reception.Complete());
        assertThat(kept.toByteArray()).isEqualTo(file);
        assertThat(sb.waitFor()).isZero();
    }

    @Test
    void theUnitTakesAFileFromSbThroughNoise() throws Exception {
        byte[] file = bytes(20_000);
        Process sb = start("sb", "-k", write("unit.jar", file).toString());

        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        Reception reception = receive(new NoisyLink(line, 3001, List.of(9L)), file.length, kept);

        assertThat(reception).isEqualTo(new Reception.Complete());
        assertThat(kept.toByteArray()).isEqualTo(file);
        assertThat(sb.waitFor()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 40_000})
    void theUpdatersFileIsTakenByRb(int length) throws Exception {
        byte[] file = bytes(length);
        Path taken = Files.createDirectory(folder.resolve("taken"));
        Process rb = start("sh", "-c", "cd '" + taken + "' && exec rb");

        assertThat(send(line, file)).isEqualTo(Transmission.COMPLETE);
        assertThat(rb.waitFor()).isZero();
        assertThat(taken.resolve("unit.jar")).hasBinaryContent(file);
    }

    @Test
    void theUpdatersFileIsTakenByRbThroughNoise() throws Exception {
        byte[] file = bytes(20_000);
        Path taken = Files.createDirectory(folder.resolve("taken"));
        Process rb = start("sh", "-c", "cd '" + taken + "' && exec rb");

        assertThat(send(new NoisyLink(line, 14, List.of(5000L)), file))
                .isEqualTo(Transmission.COMPLETE);
        assertThat(rb.waitFor()).isZero();
        assertThat(taken.resolve("unit.jar")).hasBinaryContent(file);
    }

    @Test
    void theUnitHearsThatSbWasStopped() throws Exception {
        Process sb = start("sb", "-k", write("unit.jar", bytes(100)).toString());

        Reception reception =
                receive(
                        line,
                        100,
                        bytes -> {
                            sb.destroy();
                            return Optional.of("expected room");
                        });

        assertThat(reception).isEqualTo(new Reception.Failed("expected room"));
        assertThat(sb.waitFor()).isNotZero();
    }

    private Reception receive(ByteLink from, int length, ByteArrayOutputStream kept)
            throws Exception {
        return receive(
                from,
                length,
                bytes -> {
                    kept.writeBytes(bytes);
                    return Optional.empty();
                });
    }

    private Reception receive(ByteLink from, int length, Delivery.Shelf shelf) throws Exception {
        return tasks.call(() -> new Delivery(from, time, shelf).receive(length));
    }

    private Transmission send(ByteLink over, byte[] file) throws Exception {
        return tasks.call(
                () -> new Sending(new TestLine(over, time), taken -> {}).send("unit.jar", file));
    }

    private Process start(String... program) throws IOException {
        List<String> command = new ArrayList<>(List.of("timeout", "120s", "sh", "-c"));
        command.add(ON_PORT);
        command.add(port.toString());
        command.addAll(List.of(program));
        return new ProcessBuilder(command).redirectError(folder.resolve("said").toFile()).start();
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(length).nextBytes(bytes);
        return bytes;
    }
}
