package org.kadec21.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kadec21.firmware.UnitFile;
import org.kadec21.firmware.config.FirmwareProfile;
import org.kadec21.firmware.config.UnitConfig;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// `kadec21 convert` as it is typed.
class ConvertCommandTest {

    private static final Path UNITS =
            Path.of(System.getProperty("kadec21.home")).resolve("config/units");

    @TempDir private Path folder;

    private Path out;
    private final StringWriter said = new StringWriter();
    private final StringWriter complained = new StringWriter();

    @BeforeEach
    void aPasswordIsThere() throws IOException {
        out = folder.resolve("converted.yaml");
        Files.writeString(folder.resolve("password"), "not to be seen\n");
    }

    @Test
    void aUnitOnPort587KeepsItsServerAndGetsWhatFitsTheNewModule() throws Exception {
        assertThat(convert("n2-old-band.yaml", "--to", "n2-dual")).isZero();

        assertThat(said.toString().lines())
                .containsExactly(
                        "From      n2-submission (N2 with the first built-in module, updated for"
                                + " port 587)",
                        "To        n2-dual (N2 with the dual-band module, newly shipped or"
                                + " converted)",
                        "Exchange  module, communication firmware, CPU firmware",
                        "Where     the maker; charged",
                        "Source    notice on the change of frequencies, (2)",
                        "Written   " + out);
        assertThat(complained.toString()).isEmpty();
        UnitConfig before = UnitFile.read(UNITS.resolve("n2-old-band.yaml"));
        UnitConfig after = UnitFile.read(out);
        assertThat(after.firmware()).isEqualTo(FirmwareProfile.DUAL_BAND_2);
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.servers().getFirst().host()).isEqualTo(before.servers().getFirst().host());
    }

    @Test
    void aProgramGetsWhatTheConversionTakesAsOneObject() {
        assertThat(
                        convert(
                                "n1-card.yaml",
                                "--to",
                                "n2-dual",
                                "--json",
                                "--server",
                                "mail.test",
                                "--user",
                                "n1-0001",
                                "--password-file",
                                "password"))
                .as(complained::toString)
                .isZero();

        assertThat(said.toString().lines())
                .containsExactly(
                        "{\"format\":1,\"from\":\"n1-card\",\"to\":\"n2-dual\",\"exchange\":[\"communication"
                            + " board\",\"CPU board\",\"module (bought anew)\"],\"where\":\"the"
                            + " maker\",\"charged\":true,\"source\":\"notice on the change of"
                            + " frequencies, (3)\",\"written\":\""
                                + out
                                + "\"}");
        assertThat(out).exists();
    }

    @Test
    void aUnitOnPort25GetsItsNewServerInTheSameVisit() throws Exception {
        assertThat(
                        convert(
                                "n2-legacy.yaml",
                                "--to",
                                "n2-dual",
                                "--server",
                                "mail.example.net",
                                "--user",
                                "n2-0002",
                                "--password-file",
                                "password"))
                .isZero();

        assertThat(UnitFile.read(out).servers())
                .singleElement()
                .satisfies(server -> {
                    assertThat(server.host()).isEqualTo("mail.example.net");
                    assertThat(server.port()).isEqualTo(587);
                });
        assertThat(out).content().doesNotContain("not to be seen");
    }

    @Test
    void whatAConversionTakesIsToldWithoutAServerAndAFile() {
        assertThat(ask("n2-legacy.yaml", "--to", "n2-dual")).as(complained::toString).isZero();

        assertThat(said.toString().lines())
                .anyMatch(line -> line.startsWith("Exchange  module, communication firmware"))
                .endsWith(
                        "Server    a new one, given with --server, --user, --password-file and"
                                + " --out");
        assertThat(folder).isDirectoryNotContaining("glob:**.yaml");
    }

    @Test
    void aServerThatFitsTheNewFirmwareIsToldToStay() {
        assertThat(ask("n2-old-band.yaml", "--to", "n2-dual", "--json")).isZero();

        assertThat(said.toString()).endsWith("\"new_server\":false}" + System.lineSeparator());
    }

    @Test
    void aServerWithoutAFileToPutItIntoIsAMistake() {
        assertThat(
                        ask(
                                "n2-legacy.yaml",
                                "--to",
                                "n2-dual",
                                "--server",
                                "a.test",
                                "--user",
                                "b",
                                "--password-file",
                                "password"))
                .isEqualTo(64);

        assertThat(complained.toString()).contains("expected --out with --server, --user and");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    n2-legacy.yaml    | --to n2-dual                    | 64 | expected a new server with user and password, since firmware dual-band-2 submits on port 587
                    n2-old-band.yaml  | --to n2-dual --server a.test    | 64 | expected --server, --user and --password-file together
                    n2-old-band.yaml  | --to n2-dual --user a           | 64 | expected --server, --user and --password-file together
                    n2-old-band.yaml  | --to n2-dual --password-file a  | 64 | expected --server, --user and --password-file together
                    n2-old-band.yaml  | --to n3                         | 64 | expected what n2-submission
                    n2-dual-band.yaml | --to n1-card                    | 64 | can be made into, which is nothing else, but came 'n1-card'
                    n2-old-band.yaml  | --server a.test                 | 64 | Missing required option: '--to=NAME'
                    no-such-unit.yaml | --to n2-dual                    | 78 | no-such-unit.yaml
                    n2-legacy.yaml    | --to n2-dual --server a.test --user b --password-file none | 78 | password-file
                    """)
    void whatCannotBeConvertedIsASentenceAndNothingIsWritten(
            String unit, String options, int code, String complaint) {
        assertThat(convert(unit, options.split(" "))).as(complained::toString).isEqualTo(code);

        assertThat(complained.toString()).contains(complaint);
        assertThat(said.toString()).isEmpty();
        assertThat(out).doesNotExist();
    }

    @Test
    void aFileThatIsThereIsNotWrittenOver() throws IOException {
        Files.writeString(out, "another unit's\n");

        assertThat(convert("n2-old-band.yaml", "--to", "n2-dual")).isEqualTo(64);

        assertThat(complained.toString())
                .contains("--out: expected a file that does not exist yet, but " + out + " does");
        assertThat(out).hasContent("another unit's\n");
    }

    @Test
    void aFolderThatIsNotThereCannotBeWrittenTo() {
        out = folder.resolve("nowhere").resolve("converted.yaml");

        assertThat(convert("n2-old-band.yaml", "--to", "n2-dual")).isEqualTo(69);

        assertThat(complained.toString()).contains(out.toString());
    }

    private int convert(String unit, String... options) {
        List<String> words = new ArrayList<>(Arrays.asList(options));
        words.addAll(List.of("--out", out.toString()));
        return ask(unit, words.toArray(String[]::new));
    }

    private int ask(String unit, String... options) {
        List<String> words = new ArrayList<>(List.of("convert", UNITS.resolve(unit).toString()));
        words.addAll(Arrays.asList(options));
        CommandLine line =
                Main.commandLine()
                        .setOut(new PrintWriter(said))
                        .setErr(new PrintWriter(complained, true));
        return line.execute(words.toArray(String[]::new));
    }
}
