package org.kadec21.updating;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kadec21.updater.port.Line;
import org.kadec21.updater.port.LineException;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/// Somebody trips over the cable while an image is on its way, and types the same once more.
class PulledCableTest {

    private static final int CODE_BYTES = 20_000;
    private static final int BLOCK_BYTES = 1024;
    private static final int BLOCKS_BEFORE = 9;

    @TempDir private Path folder;

    private byte[] old;
    private byte[] image;

    @BeforeEach
    void filesOfAFieldEngineer() throws Exception {
        old = SignedImages.image(1, 10);
        image = SignedImages.image(2, CODE_BYTES);
        Files.write(folder.resolve("unit.jar"), image);
        Files.writeString(folder.resolve("keys.pem"), SignedImages.keyList());
        Files.writeString(folder.resolve("password.txt"), Mast.PASSWORD + "\n");
    }

    @Test
    void theSameCommandGoesOnWhereTheCableWasPulled() {
        try (Mast mast = new Mast(1, old)) {
            Mast.Typed pulled = mast.type(PulledLine::new, install());

            assertThat(pulled.code()).isEqualTo(69);
            assertThat(pulled.out()).isEmpty();
            assertThat(pulled.err().lines())
                    .startsWith("writing   0 %  0 of 22 KiB")
                    .endsWith("kadec21-updater: expected the port to stay; plug it in again");
            assertThat(mast.starting()).isEqualTo(old);

            Mast.Typed again = mast.type(() -> {}, install());

            assertThat(again.code()).as(again.toString()).isZero();
            assertThat(again.out())
                    .isEqualToIgnoringNewLines(
                            "installed 2.2.0, slot b of communication/B; it starts when the unit is"
                                    + " started again");
            assertThat(again.err().lines())
                    .startsWith("writing  42 %  9 of 22 KiB")
                    .endsWith("writing 100 %  22 of 22 KiB");
            assertThat(mast.starting()).isEqualTo(image);
        }
    }

    @Test
    void aDryRunInBetweenLeavesWhatHasArrived() {
        try (Mast mast = new Mast(1, old)) {
            mast.type(PulledLine::new, install());
            long operations = mast.flash().operations();

            Mast.Typed dryRun = mast.type(() -> {}, install("--dry-run", "--json"));

            JsonNode told = JsonMapper.shared().readTree(dryRun.out());
            assertThat(told.get("outcome").asString()).isEqualTo("would-install");
            assertThat(told.get("slot").asString()).isEqualTo("b");
            assertThat(mast.flash().operations()).isEqualTo(operations);
        }
    }

    @Test
    void aDryRunBehindAnInstallationFindsTheImageThere() {
        try (Mast mast = new Mast(1, old)) {
            mast.type(() -> {}, install());

            Mast.Typed dryRun = mast.type(() -> {}, install("--dry-run"));

            assertThat(dryRun.out()).startsWith("already installed 2.2.0, slot b");
        }
    }

    @Test
    void whatIsInstalledOverThePortIsToldToPrograms() {
        try (Mast mast = new Mast(1, old)) {
            JsonNode told =
                    JsonMapper.shared().readTree(mast.type(() -> {}, install("--json")).out());

            assertThat(told.propertyNames())
                    .containsExactly(
                            "format",
                            "outcome",
                            "board",
                            "slot",
                            "version",
                            "profile",
                            "rollback_index",
                            "key",
                            "bytes",
                            "sha256",
                            "unit");
            assertThat(told.get("outcome").asString()).isEqualTo("installed");
            assertThat(told.get("unit").asString()).isEqualTo("starts-later");
            assertThat(told.get("bytes").asInt()).isEqualTo(image.length);
        }
    }

    private String[] install(String... more) {
        String[] words = {
            "install",
            folder.resolve("unit.jar").toString(),
            "--port",
            "COM3",
            "--keys",
            folder.resolve("keys.pem").toString(),
            "--password-file",
            folder.resolve("password.txt").toString()
        };
        String[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return all;
    }

    /// Dead when it is to carry one block more than it should.
    private static final class PulledLine implements Line {

        private final Line whole;
        private int blocks;

        PulledLine(Line whole) {
            this.whole = whole;
        }

        @Override
        public int read(byte[] buffer, Duration limit) throws IOException {
            return whole.read(buffer, limit);
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            if (bytes.length > BLOCK_BYTES && ++blocks > BLOCKS_BEFORE) {
                throw new LineException("expected the port to stay; plug it in again");
            }
            whole.write(bytes);
        }

        @Override
        public long nanos() {
            return whole.nanos();
        }

        @Override
        public void close() throws IOException {
            whole.close();
        }
    }
}
