package org.kadec21.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kadec21.firmware.ExitCode;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `kadec21 image make`, from a key to images that `image verify` takes.
class ImageMakeCommandTest {

    private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----";
    private static final List<String> FIRMWARES =
            List.of("legacy-1.jar", "submission-2.jar", "dual-band-2.jar");

    @TempDir private Path folder;
    private final StringWriter complained = new StringWriter();

    @BeforeEach
    void makeKey() throws IOException {
        run("image", "key", "--name", "lab", "--until", "2099-01-01", "--out", file("key"));
        String pem = Files.readString(folder.resolve("key"));
        Files.writeString(folder.resolve("keys.pem"), pem.substring(pem.indexOf(CERTIFICATE)));
    }

    @Test
    void theThreeFirmwaresAreMadeAtOnceAndTheSameEachTime() throws IOException {
        Path first = Files.createDirectory(folder.resolve("first"));
        Path second = Files.createDirectory(folder.resolve("second"));

        makeAll(first);
        makeAll(second);

        for (String firmware : FIRMWARES) {
            assertThat(second.resolve(firmware)).hasSameBinaryContentAs(first.resolve(firmware));
        }
        verify(first.resolve("legacy-1.jar"), "communication/B", "old-band");
        verify(first.resolve("submission-2.jar"), "communication/B", "old-band");
        verify(first.resolve("dual-band-2.jar"), "communication/B", "dual-band");
    }

    @Test
    void aBaseHoldsWholeLibrariesAndFitsEveryModule() throws IOException {
        Path library =
                Files.write(folder.resolve("picocli-4.7.8.jar"), new byte[] {'P', 'K', 3, 4});

        make(folder.resolve("base.jar"), "--boards", "base/A", "--code", library.toString());

        verify(folder.resolve("base.jar"), "base/A", "old-band");
        verify(folder.resolve("base.jar"), "base/A", "usb-lte");
    }

    @Test
    void aLibraryWithoutAVersionIsRefused() throws IOException {
        Path library = Files.write(folder.resolve("picocli.jar"), new byte[1]);

        assertThat(
                        run(
                                "image",
                                "make",
                                "--boards",
                                "base/A",
                                "--rollback-index",
                                "1",
                                "--expires",
                                "2098-01-01",
                                "--key",
                                file("key"),
                                "--code",
                                library.toString(),
                                "--out",
                                file("base.jar")))
                .isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(folder.resolve("base.jar")).doesNotExist();
    }

    @Test
    void anExpiryThatIsOverIsToldAndTheImageIsMadeAllTheSame() {
        Path image = folder.resolve("late.jar");
        String code = Home.path("bench", "src", "test", "resources", "image", "code").toString();

        make(image, "--boards", "communication/B", "--code", code, "--expires", "2001-01-01");

        assertThat(image).exists();
        assertThat(complained.toString())
                .contains("--expires: 2001-01-01T00:00:00Z is over, so that no unit installs this");
    }

    @Test
    void theImagesVersionIsNotTheProgramsByEitherName() {
        for (String name : List.of("--version-number", "--version")) {
            Path image = folder.resolve(name + ".jar");
            String code =
                    Home.path("bench", "src", "test", "resources", "image", "code").toString();

            make(image, "--boards", "communication/B", "--code", code, name, "2.7.1");

            assertThat(image)
                    .content(StandardCharsets.ISO_8859_1)
                    .contains("Kadec21-Version: 2.7.1");
        }
    }

    private void makeAll(Path out) {
        String code = Home.path("bench", "src", "test", "resources", "image", "code").toString();
        make(out, "--all", "--boards", "communication/B", "--code", code);
    }

    private void make(Path out, String... options) {
        List<String> all = new ArrayList<>(List.of("image", "make", "--rollback-index", "1"));
        all.addAll(List.of("--key", file("key")));
        if (!List.of(options).contains("--expires")) {
            all.addAll(List.of("--expires", "2098-01-01"));
        }
        all.addAll(List.of("--out", out.toString()));
        all.addAll(List.of(options));
        assertThat(run(all.toArray(String[]::new))).isEqualTo(ExitCode.OK);
    }

    private void verify(Path image, String board, String module) {
        assertThat(
                        run(
                                "image",
                                "verify",
                                image.toString(),
                                "--keys",
                                file("keys.pem"),
                                "--board",
                                board,
                                "--module",
                                module))
                .as(image.toString())
                .isEqualTo(ExitCode.OK);
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private int run(String... words) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(new StringWriter()));
        line.setErr(new PrintWriter(complained, true));
        return line.execute(words);
    }
}
