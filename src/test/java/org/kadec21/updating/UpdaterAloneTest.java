package org.kadec21.updating;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kadec21.hal.host.DirectoryFlash;
import org.kadec21.live.Kadec21;
import org.kadec21.live.Machine;
import org.kadec21.live.Program;

import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/// The updater as it is carried to a mast: one file, whatever Java is there.
final class UpdaterAloneTest {

    private static final int JAVA_17 = 61;
    private static final long FLASH_BYTES = 64L << 20;

    @TempDir private Path folder;

    @Test
    void itHoldsNoModuleOfOursButItself() throws IOException {
        try (JarFile jar = new JarFile(UpdaterJar.built().toFile())) {
            List<String> ours =
                    jar.stream()
                            .map(JarEntry::getName)
                            .filter(name -> name.startsWith("org/kadec21/"))
                            .filter(name -> name.endsWith(".class"))
                            .toList();

            assertThat(ours).isNotEmpty().allMatch(name -> name.startsWith("org/kadec21/updater/"));
        }
    }

    @Test
    void noClassInItNeedsAJavaNewerThan17() throws IOException {
        try (JarFile jar = new JarFile(UpdaterJar.built().toFile())) {
            for (JarEntry entry : jar.stream().toList()) {
                if (entry.getName().endsWith(".class")) {
                    try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
                        in.readInt();
                        in.readUnsignedShort();

                        assertThat(in.readUnsignedShort())
                                .describedAs(entry.getName())
                                .isLessThanOrEqualTo(JAVA_17);
                    }
                }
            }
        }
    }

    @Test
    void itInstallsTheUnitOfThisBuildOnJava17() throws IOException {
        Optional<Path> java17 = UpdaterJar.java17();
        Machine.mustHave(java17.isPresent(), "expected a Java 17; install one, or set JAVA17_HOME");

        installTheUnit(java17.orElseThrow());
    }

    @Test
    void itInstallsTheUnitOfThisBuildOnTheJavaOfTheTests() throws IOException {
        installTheUnit(UpdaterJar.thisJava());
    }

    @Test
    void aRunningUnitIsLeftAlone() throws IOException {
        UpdaterJar updater = UpdaterJar.copiedTo(folder, UpdaterJar.thisJava());
        makeImage();
        prepare(updater, "communication/B");
        try (DirectoryFlash running = DirectoryFlash.open(folder.resolve("flash"), FLASH_BYTES);
                Program install =
                        updater.start(
                                "install",
                                "unit.jar",
                                "--flash",
                                "flash",
                                "--keys",
                                "key-cert.pem")) {
            assertThat(install.awaitExit(Kadec21.START_LIMIT)).isEqualTo(75);
            assertThat(install.err())
                    .singleElement()
                    .asString()
                    .contains("belongs to a running unit (process ")
                    .endsWith("stop it first");
            assertThat(running.list()).containsExactly("slots-communication.00000001");
        }
    }

    @Test
    void anImageForAnotherBoardIsRefused() throws IOException {
        UpdaterJar updater = UpdaterJar.copiedTo(folder, UpdaterJar.thisJava());
        makeImage();
        prepare(updater, "communication/A");

        try (Program install =
                updater.start(
                        "install", "unit.jar", "--flash", "flash", "--keys", "key-cert.pem")) {
            assertThat(install.awaitExit(Kadec21.START_LIMIT)).isEqualTo(65);
            assertThat(install.out()).isEmpty();
            assertThat(install.err())
                    .containsExactly(
                            "kadec21-updater: expected an image for board communication/A, but this"
                                    + " one is for communication/B; take the image made for this"
                                    + " board");
        }
    }

    @Test
    void anImageIsTheUnitOnceTheLibrariesOfTheBaseAreThere() throws IOException {
        makeImage();
        String libraries =
                Files.readAllLines(Kadec21.home().resolve("bench/target/modulepath")).stream()
                        .filter(jar -> !jar.contains("kadec21-"))
                        .collect(Collectors.joining(File.pathSeparator));

        try (Program unit =
                Program.start(
                        folder,
                        Map.of(),
                        UpdaterJar.thisJava().toString(),
                        "-cp",
                        "unit.jar" + File.pathSeparator + libraries,
                        "org.kadec21.firmware.Main",
                        "unit",
                        "run",
                        "--help")) {
            assertThat(unit.awaitExit(Kadec21.START_LIMIT)).describedAs(unit::story).isZero();
            assertThat(unit.out()).anyMatch(line -> line.contains("--flash"));
        }
    }

    private void installTheUnit(Path java) throws IOException {
        UpdaterJar updater = UpdaterJar.copiedTo(folder, java);
        makeImage();
        prepare(updater, "communication/B");

        try (Program install =
                updater.start(
                        "install",
                        "unit.jar",
                        "--flash",
                        "flash",
                        "--keys",
                        "key-cert.pem",
                        "--json")) {
            assertThat(install.awaitExit(Kadec21.START_LIMIT)).describedAs(install::story).isZero();
            assertThat(install.out())
                    .singleElement()
                    .asString()
                    .startsWith("{\"format\":1,\"outcome\":\"installed\"");
        }

        assertThat(folder.resolve("flash/image-communication-a.jar"))
                .hasSameBinaryContentAs(folder.resolve("unit.jar"));
        try (Program show = updater.start("show", "--flash", "flash")) {
            assertThat(show.awaitExit(Kadec21.START_LIMIT)).isZero();
            assertThat(show.out())
                    .anyMatch(line -> line.startsWith("> a  2.1.0, rollback index 2"));
        }
    }

    private static void prepare(UpdaterJar updater, String board) {
        try (Program prepare =
                updater.start(
                        "prepare", "--flash", "flash", "--board", board, "--module", "dual-band")) {
            assertThat(prepare.awaitExit(Kadec21.START_LIMIT)).describedAs(prepare::story).isZero();
        }
    }

    private void makeImage() {
        kadec21("image", "key", "--name", "a test", "--until", "2099-01-01", "--out", "key.pem");
        kadec21(
                "image",
                "make",
                "--boards",
                "communication/B",
                "--rollback-index",
                "2",
                "--expires",
                "2098-01-01",
                "--key",
                "key.pem",
                "--out",
                "unit.jar");
        kadec21("image", "verify", "unit.jar", "--keys", "key-cert.pem");
    }

    private void kadec21(String... arguments) {
        try (Program program = Kadec21.start(folder, arguments)) {
            assertThat(program.awaitExit(Kadec21.START_LIMIT)).describedAs(program::story).isZero();
        }
    }
}
