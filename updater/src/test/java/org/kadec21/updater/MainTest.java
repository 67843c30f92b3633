package org.kadec21.updater;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kadec21.updater.image.FirmwareImage;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

class MainTest {

    @TempDir private Path folder;

    private Path flash;
    private Path keys;
    private Path image;

    @BeforeEach
    void filesOfAFieldEngineer() throws IOException {
        flash = folder.resolve("flash");
        keys = Files.writeString(folder.resolve("keys.pem"), Golden.keyList());
        image = Files.write(folder.resolve("unit.jar"), Golden.bytes(Golden.DUAL_BAND));
    }

    @Test
    void anImageIsInstalledAndShown() throws IOException {
        prepare("communication/B", "dual-band");

        Result installed = install("--json");
        Result shown = run("show", "--flash", flash.toString());

        assertThat(installed.err()).isEmpty();
        assertThat(installed.out())
                .startsWith("{\"format\":1,\"outcome\":\"installed\",\"board\":\"communication/B\"")
                .contains("\"slot\":\"a\",\"version\":\"2.1.0\"");
        assertThat(flash.resolve("image-communication-a.jar"))
                .hasBinaryContent(Golden.bytes(Golden.DUAL_BAND));
        assertThat(shown.out())
                .contains("communication/B, module dual-band, boot loader 1, rollback index 0")
                .contains("> a  2.1.0, rollback index 2, 2346 bytes, not yet confirmed")
                .contains("  b  empty");
    }

    @Test
    void theSameImageAgainChangesNothing() throws IOException {
        prepare("communication/B", "dual-band");
        install();
        List<String> before = files();

        assertThat(install("--dry-run").out()).startsWith("already installed 2.1.0, slot a");
        assertThat(install().out()).startsWith("already installed 2.1.0, slot a");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void anImageForWhichTheFlashHasNoRoomIsNotWritten() throws IOException {
        prepare("communication/B", "dual-band");
        try (RandomAccessFile waiting =
                new RandomAccessFile(flash.resolve("outbox.00000001").toFile(), "rw")) {
            waiting.setLength((64L << 20) - (320 << 10));
        }
        List<String> before = files();

        for (String option : List.of("--dry-run", "--json")) {
            Result result = install(option);

            assertThat(result.code()).as(option).isEqualTo(ExitCode.UNAVAILABLE);
            assertThat(result.out() + result.err())
                    .contains("bytes free for an image beside the 327680 kept for alarms, but");
        }
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aDryRunWritesNothing() throws IOException {
        prepare("communication/B", "dual-band");
        List<String> before = files();

        assertThat(install("--dry-run").out())
                .startsWith("would install 2.1.0, slot a of communication/B");
        assertThat(files()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    communication/C | dual-band | 0 | wrong-board  | an image for board communication/C, but this one is for communication/A and communication/B
                    cpu/A           | dual-band | 0 | wrong-board  | an image for board cpu/A, but
                    communication/B | old-band  | 0 | wrong-module | an image for the module old-band, but this one is for dual-band; take
                    communication/B | usb-lte   | 0 | wrong-band   | an image for the module usb-lte (LTE), but
                    communication/B | dual-band | 3 | downgraded   | an image with a rollback index of at least 3, but this one has 2
                    """)
    void anImageForAnotherUnitIsRefusedAndNothingIsWritten(
            String board, String module, String rollbackIndex, String reason, String complaint)
            throws IOException {
        prepare(board, module, "--rollback-index", rollbackIndex);
        List<String> before = files();

        Result inWords = install();
        Result forPrograms = install("--json", "--dry-run");

        assertThat(inWords.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(inWords.err()).startsWith("kadec21-updater: expected ").contains(complaint);
        assertThat(forPrograms.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(forPrograms.out())
                .startsWith("{\"format\":1,\"outcome\":\"refused\",\"reason\":\"" + reason + "\"");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void anOldBandImageIsRefusedOnADualBandModule() throws IOException {
        prepare("communication/A", "dual-band");
        Files.write(image, Golden.bytes(Golden.OLD_BAND));

        assertThat(install().err())
                .contains(
                        "(the old and the new 800 MHz band), but this one is for old-band (the"
                                + " old 800 MHz band): the unit could not register with it");
    }

    @Test
    void anImageThatNeedsANewerBootLoaderIsRefused() throws IOException {
        prepare("communication/B", "dual-band", "--boot-loader", "0");

        assertThat(install().err()).contains("needs 1 or newer; update the boot loader first");
    }

    @Test
    void aFlashThatWasNeverPreparedIsAMatterOfConfiguration() throws IOException {
        Files.createDirectories(flash);

        Result result = install();

        assertThat(result.code()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(result.err()).contains("but there is none; 'prepare' writes down which board");
    }

    @Test
    void anExchangedModuleIsWrittenDownAndTheSlotsStay() throws IOException {
        prepare("communication/B", "old-band");
        assertThat(install().code()).isEqualTo(ExitCode.REFUSED);

        prepare("communication/B", "dual-band");

        assertThat(install().code()).isEqualTo(ExitCode.OK);
        prepare("communication/B", "dual-band");
        assertThat(run("show", "--flash", flash.toString()).out()).contains("> a  2.1.0");
    }

    @Test
    void preparingTheSameOnceMoreWritesNothing() throws IOException {
        prepare("communication/B", "dual-band");
        install();
        List<String> before = files();

        prepare("communication/B", "dual-band");

        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aLostTableIsBegunAnewBehindTheImagesThatLieThere() throws IOException {
        prepare("communication/B", "dual-band");
        install();
        Path table;
        try (Stream<Path> files = Files.list(flash)) {
            table =
                    files.filter(file -> file.getFileName().toString().startsWith("slots-"))
                            .findFirst()
                            .orElseThrow();
        }
        Files.write(table, new byte[10]);

        Result result =
                run(
                        "prepare",
                        "--flash",
                        flash.toString(),
                        "--board",
                        "communication/B",
                        "--module",
                        "dual-band");

        assertThat(result.code()).isEqualTo(ExitCode.OK);
        assertThat(result.err()).contains("it cannot be read; it was put aside");
        assertThat(result.out())
                .isEqualToNormalizingNewlines(
                        "prepared communication/B with dual-band, rollback index 2\n");
        assertThat(install().code()).isEqualTo(ExitCode.OK);
    }

    @Test
    void aDamagedSlotIsShown() throws IOException {
        prepare("communication/B", "dual-band");
        install();
        Files.write(flash.resolve("image-communication-a.jar"), new byte[10]);

        assertThat(run("show", "--flash", flash.toString()).out())
                .contains("DAMAGED: install it again");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''                                               | expected a command: install, show or prepare
                    install                                          | Missing required options and parameters
                    prepare --flash x --board b --module dual-band   | --board: expected communication/, cpu/ or base/
                    prepare --flash x --board cpu/A --module gsm     | --module: expected rapira-card
                    """)
    void aWrongCommandLineIsUsage(String arguments, String complaint) {
        Result result = run(arguments.isEmpty() ? new String[0] : arguments.split(" "));

        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains(complaint).contains("; try 'kadec21-updater");
        assertThat(result.err().lines()).hasSize(1);
    }

    @Test
    void aKeyListThatIsNoneIsAMatterOfConfiguration() throws IOException {
        Files.writeString(keys, "nothing\n");

        Result result = install();

        assertThat(result.code()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(result.err())
                .startsWith("kadec21-updater: --keys: expected certificates in PEM");
    }

    @Test
    void aPrivateKeyIsNoKeyListAndIsNotPrinted() throws IOException {
        Files.writeString(keys, "-----BEGIN PRIVATE KEY-----\nMC4CAQ\n-----END PRIVATE KEY-----\n");

        Result result = install();

        assertThat(result.code()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(result.err()).contains("give its certificate").doesNotContain("MC4CAQ");
    }

    @Test
    void aFileIsNoSerialPort() {
        Result result =
                run(
                        "install",
                        image.toString(),
                        "--port",
                        image.toString(),
                        "--keys",
                        keys.toString());

        assertThat(result.code()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(result.err())
                .startsWith("kadec21-updater: expected a serial port, but " + image + " is a file");
    }

    @Test
    void aFileThatCannotBeAnImageOrAKeyListIsToldFromOneThatIsNotThere() throws IOException {
        prepare("communication/B", "dual-band");
        Files.delete(image);
        Files.delete(keys);
        assertThat(install().err())
                .isEqualToNormalizingNewlines(
                        "kadec21-updater: --keys: expected a key list, but there is no file "
                                + keys
                                + "; check the path\n");

        Files.writeString(keys, Golden.keyList());
        assertThat(install().err()).contains("expected an image, but there is no file " + image);

        Files.createDirectory(image);
        assertThat(install().err()).contains(image + " is a folder or a device");

        Files.delete(image);
        Files.write(image, new byte[FirmwareImage.MOST_BYTES + 1]);
        assertThat(install().err()).contains(" has 16777217 bytes, and none has more than 16 MiB");
    }

    @Test
    void whatFailsIsAnObjectForPrograms() throws IOException {
        assertThat(install("--json"))
                .isEqualTo(
                        failed(
                                ExitCode.CONFIGURATION,
                                "expected a unit's flash directory, but there is no directory "
                                        + flash
                                        + "; give the path that the unit is started with"));

        prepare("communication/B", "dual-band");
        Files.writeString(keys, "nothing\n");
        assertThat(install("--json"))
                .isEqualTo(
                        failed(
                                ExitCode.CONFIGURATION,
                                "--keys: expected certificates in PEM, lines 'revoked KEYID"
                                        + " reason' and '# comment', but line 1 is none of these"));
        assertThat(run("show", "--json", "--flash", flash + "x").code())
                .isEqualTo(ExitCode.CONFIGURATION);
        assertThat(run("show", "--json", "--flash", flash + "x").out())
                .startsWith("{\"format\":1,\"outcome\":\"failed\",\"exit_code\":78,");
        assertThat(run("install", "--json").out())
                .startsWith("{\"format\":1,\"outcome\":\"failed\",\"exit_code\":64,")
                .contains("try 'kadec21-updater install --help'");
    }

    private static Result failed(int code, String message) {
        return new Result(
                code,
                "{\"format\":1,\"outcome\":\"failed\",\"exit_code\":"
                        + code
                        + ",\"message\":\""
                        + message
                        + "\"}"
                        + System.lineSeparator(),
                "");
    }

    @Test
    void aFlashThatCannotBeWrittenIsASentence() throws IOException {
        prepare("communication/B", "dual-band");
        Files.createDirectories(
                flash.resolve("image-communication-a.jar.new").resolve("in-the-way"));

        Result result = install();

        assertThat(result.code()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(result.err())
                .contains("kadec21-updater: expected to use ")
                .contains("image-communication-a.jar.new, but the system refuses");
        assertThat(run("show", "--flash", flash.toString()).out()).contains("  a  empty");
    }

    private void prepare(String board, String module, String... more) {
        Result result =
                run(
                        Stream.concat(
                                        Stream.of(
                                                "prepare",
                                                "--flash",
                                                flash.toString(),
                                                "--board",
                                                board,
                                                "--module",
                                                module),
                                        Stream.of(more))
                                .toArray(String[]::new));
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isEqualTo(ExitCode.OK);
    }

    private Result install(String... more) {
        return run(
                Stream.concat(
                                Stream.of(
                                        "install",
                                        image.toString(),
                                        "--flash",
                                        flash.toString(),
                                        "--keys",
                                        keys.toString()),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    /// Names and contents of all files.
    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(flash)) {
            return all.filter(file -> !file.getFileName().toString().equals(".lock"))
                    .sorted()
                    .map(file -> file + " " + content(file))
                    .toList();
        }
    }

    private static String content(Path file) {
        try {
            return Arrays.toString(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Result run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line =
                Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true));
        int code = line.execute(arguments);
        return new Result(code, out.toString(), err.toString());
    }

    private record Result(int code, String out, String err) {}
}
