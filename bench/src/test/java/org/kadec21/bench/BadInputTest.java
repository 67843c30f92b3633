package org.kadec21.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.firmware.ExitCode;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a person mistypes is answered by one line on stderr, nothing on stdout, and an exit code.
class BadInputTest {

    private static final String HEADER =
            "time_utc,wind_speed_mps,wind_gust_mps,wind_direction_deg,temperature_c,humidity_pct,"
                    + "pressure_hpa,precipitation_mm\n";

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''                                 | expected a command: bench, unit
                    benhc                              | unknown command 'benhc'; did you mean 'bench'?
                    outbox lst                         | unknown command 'lst'; did you mean 'list'?
                    bench --sed 1                      | unknown option '--sed'; did you mean '--seed'?
                    bench extra                        | expected no further argument, but came 'extra'
                    bench --seed abc                   | 'abc' is not a whole number
                    bench --rate 0                     | expected one or two rates of 300 bit/s or more
                    bench --rate 9600,1,2              | expected one or two rates of 300 bit/s or more
                    bench --rtt -1                     | expected milliseconds from 0 to 300000, but came -1
                    bench --visit nonsense             | --visit: expected DATE=FILE, but came 'nonsense'
                    bench --visit tomorrow=x           | expected a date such as 2013-03-01
                    bench --from tomorrow              | expected a date such as 2013-03-01
                    bench --from 2013-02-01 --to 2013-01-01 | --to must be later than --from
                    module                             | expected --pty LINK or --tcp PORT
                    module --tcp 65536                 | expected a TCP port from 0 to 65535
                    module --tcp 0 --pin 12            | expected 4 to 8 digits
                    module --tcp 0 --speed 0           | expected 1 or more
                    module --tcp 0 --profile huge      | expected a module profile, one of rapira, win, n2-old, n2-dual, usb-lte, but came 'huge'
                    module --tcp 0 --dialect hayes     | expected one of quectel, simcom, ublox, telit, but came 'hayes'
                    module --tcp 0 --faults tired      | expected a fault, one of late-reply, urc-noise
                    module --tcp 0 --faults odd-lines:x=1 | expected a setting of odd-lines
                    module --tcp 0 --date someday      | expected a date such as 2013-03-01
                    module --replay x.rec              | --replay: expected --pty LINK too
                    module --through x --pty y --pin 1 | --pin is for the simulated module
                    module --through x --replay y --pty z | expected --through or --replay, got both
                    provider --smtp-port -1            | expected a TCP port from 0 to 65535
                    provider --certificate old         | expected one of [VALID, EXPIRED, FOREIGN]
                    image                              | expected a command: key, make, show or verify
                    image verify x --keys y --board z  | expected communication/, cpu/ or base/ and the letter
                    image verify x --keys y --module z | expected one of rapira-card, win-card, old-band
                    image make --boards cpu/A --rollback-index x --expires 2030-01-01 --key k --out o | expected a number from 0 to 65535
                    image make --boards cpu/A --rollback-index 1 --expires 2030-01-01 --key k --out o --profile n2 | expected one of [card-1,
                    image make --all --profile legacy-1 --boards cpu/A --rollback-index 1 --expires 2030-01-01 --key k --out o | --all: expected neither --profile
                    image key --name k --until 2001-01-01 --out x  | expected a date to come
                    unit run --flash x                 | expected --serial PORT or --bearer host
                    unit run --flash x --bearer host --server x  | expected HOST:PORT
                    unit run --flash x --bearer host --pace 5    | expected a whole number of ms, s, min, h or d
                    unit run --flash x --bearer host --pace 0s   | expected a span longer than zero
                    doctor --serial x --bearer host              | expected --serial, --probe or --bearer
                    doctor --serial x --probe                    | expected --serial or --probe
                    doctor --serial x --speed 3                  | expected 300 to 4000000 bit/s
                    doctor --serial x --server :25               | expected HOST or HOST:PORT
                    doctor --serial x --login                    | expected a server, by --unit or --server
                    doctor --bearer host --server x --user u     | expected --user and --password-file together
                    doctor --bearer host --server x --submit me  | expected a mail address, but came 'me'
                    doctor --serial x --dial #777                | --dial: expected a data call with it, but none is to be made; add --bearer ppp
                    doctor --serial x --bearer sockets --capture y | --capture: expected a data call with it
                    unit run --flash x --serial y --capture z    | --capture: expected a data call with it
                    records export --flash x --from 9 --to 3     | expected --from of at least 1
                    """)
    void aWrongCommandLineIsUsage(String arguments, String complaint) {
        Result result = run(arguments.isEmpty() ? new String[0] : arguments.split(" "));

        assertComplaint(result, ExitCode.USAGE, complaint);
        assertThat(result.err()).contains("; try 'kadec21");
    }

    @ParameterizedTest
    @CsvSource({
        "--dial #777, --dial: expected a data call with it",
        "--bearer sockets --capture y, --capture: expected a data call with it"
    })
    void anOptionOfADataCallWithoutOneIsUsage(String options, String complaint) throws IOException {
        Path mail = Files.writeString(folder.resolve("m.eml"), "Subject: x\r\n\r\nx\r\n");
        String line = "submit " + mail + " --to a@b.example --server h:587 --serial x " + options;

        assertComplaint(run(line.split(" ")), ExitCode.USAGE, complaint);
    }

    @Test
    void aMisspeltKeyIsShownWithItsLineAndTheOneThatWasMeant() throws IOException {
        Path unit = config("units/n2-dual-band.yaml", "time-zone:", "timezone:");

        Result result = run("bench", "--unit", unit.toString());

        assertComplaint(
                result,
                ExitCode.CONFIGURATION,
                unit + ":7: unknown key 'timezone' in unit; did you mean 'time-zone'?");
    }

    @Test
    void aUnitWithAMisspeltKeyDoesNotBegin() throws IOException {
        Path unit = config("units/n2-dual-band.yaml", "airtime-cap:", "airtime:");
        Path flash = folder.resolve("flash");

        Result result =
                run(
                        "unit",
                        "run",
                        "--bearer",
                        "host",
                        "--flash",
                        flash.toString(),
                        "--unit",
                        unit.toString());

        assertComplaint(result, ExitCode.CONFIGURATION, "unknown key 'airtime' in monitoring");
        assertThat(flash).doesNotExist();
    }

    @Test
    void aMisspeltKeyOfTheCarrierIsShownToo() throws IOException {
        Path carrier = config("carriers/au-net.yaml", "roaming-list:", "roaming:");

        Result result = run("module", "--tcp", "0", "--carrier", carrier.toString());

        assertComplaint(result, ExitCode.CONFIGURATION, "unknown key 'roaming' in carrier");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertComplaint(
                run("bench", "--unit", "none.yaml"),
                ExitCode.CONFIGURATION,
                "there is no file none.yaml");
        assertComplaint(
                run("bench", "--data", "none.csv"), ExitCode.BAD_DATA, "there is no file none.csv");
        assertComplaint(
                run("provider", "--accounts", "none.txt"),
                ExitCode.CONFIGURATION,
                "there is no file none.txt");
        assertComplaint(
                run("outbox", "list", "--flash", "none"),
                ExitCode.CONFIGURATION,
                "there is no flash directory none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"outbox", "records"})
    void aDirectoryThatIsNoUnitsFlashIsRefused(String command) throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "nothing of a unit");

        Result result = run(command, "list", "--flash", folder.toString());

        assertComplaint(
                result,
                ExitCode.CONFIGURATION,
                "expected a unit's flash, but there is no file of a unit in " + folder);
    }

    @Test
    void anOrderOfAScenarioThatDoesNotExistIsShownWithItsLine() throws IOException {
        Path scenario =
                Files.writeString(
                        folder.resolve("s.yaml"),
                        "schema: kadec21/scenario/1\nsteps:\n  - {at: 1 s, do: jump high}\n");

        assertComplaint(
                run("module", "--tcp", "0", "--scenario", scenario.toString()),
                ExitCode.CONFIGURATION,
                scenario + ":3: steps: do: there is no order 'jump'");
    }

    @Test
    void aFileThatIsNoRecordingIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "hello\n");
        String link = folder.resolve("modem0").toString();

        assertComplaint(
                run("module", "--replay", file.toString(), "--pty", link),
                ExitCode.CONFIGURATION,
                file + ":1: expected 'kadec21 recording 1' on the first line");
        assertComplaint(
                run("module", "--replay", "none.rec", "--pty", link),
                ExitCode.CONFIGURATION,
                "there is no file none.rec");
        assertThat(folder.resolve("modem0")).doesNotExist();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aPortThatIsNotThereIsNamedAndNothingIsLeftBehind() {
        Path link = folder.resolve("modem0");
        Path record = folder.resolve("session.rec");

        assertComplaint(
                run(
                        "module",
                        "--through",
                        "/dev/ttyNONE9",
                        "--pty",
                        link.toString(),
                        "--record",
                        record.toString()),
                ExitCode.UNAVAILABLE,
                "there is no serial port /dev/ttyNONE9");
        assertThat(link).doesNotExist();
        assertThat(record).doesNotExist();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aScriptIsToldOfAServicePortThatIsNotThereAsAnObject() {
        Result result = run("service", "/dev/ttyNONE9", "--json", "status");

        assertThat(result.code()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(result.err()).startsWith("kadec21: there is no serial port /dev/ttyNONE9");
        assertThat(result.out())
                .startsWith("{\"format\":1,\"exit_code\":69,\"message\":\"")
                .contains("there is no serial port /dev/ttyNONE9");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aLinkThatCannotBeMadeIsExplained() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine");

        assertComplaint(
                run("module", "--pty", file.toString()),
                ExitCode.UNAVAILABLE,
                "is no link to a pseudo-terminal");
        assertComplaint(
                run("module", "--pty", folder.resolve("none/modem0").toString()),
                ExitCode.UNAVAILABLE,
                "there is no folder " + folder.resolve("none"));
        assertThat(file).hasContent("mine");
    }

    @ParameterizedTest
    @CsvSource({
        "image key --name k --until 2999-01-01 --out",
        "provider --host 127.0.0.1 --smtp-port 0 --ca-out",
        "module --tcp 0 --record"
    })
    void aFolderThatIsMissingIsNamed(String command) {
        Path file = folder.resolve("none").resolve("file");

        Result result = run((command + " " + file).split(" "));

        assertComplaint(
                result,
                ExitCode.UNAVAILABLE,
                file + " cannot be (there is no folder " + folder.resolve("none") + "); choose");
    }

    @Test
    void aFolderBelowAFileIsRefusedInWords() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "mine");

        Result result = run("bench", "--out", file.resolve("run").toString());

        assertComplaint(result, ExitCode.UNAVAILABLE, "expected a folder that can be made");
        assertThat(result.err()).doesNotContain("Exception");
    }

    @Test
    void aMissingColumnIsNamedWithTheHeaderThatIsThere() throws IOException {
        Path data =
                data(HEADER.replace("wind_gust_mps", "gust") + "2013-01-01T00:00:00Z,1,1,,,,,\n");

        Result result = run("bench", "--data", data.toString());

        assertComplaint(
                result,
                ExitCode.BAD_DATA,
                data + ":1: expected a column 'wind_gust_mps', but the header has");
    }

    @Test
    void anImageThatIsNotWhatWasSignedIsRefused() throws IOException {
        byte[] golden = Files.readAllBytes(golden("golden-dual-band.jar"));
        golden[golden.length / 2] ^= 1;
        Path image = Files.write(folder.resolve("unit.jar"), golden);

        Result result = run("bench", "--image", image.toString());

        assertComplaint(result, ExitCode.BAD_DATA, image + ": expected ");
    }

    @Test
    void anImageForAnotherBoardIsRefused() throws IOException {
        Path image = golden("golden-old-band.jar");

        Result result = run("bench", "--image", image.toString());

        assertComplaint(
                result, ExitCode.BAD_DATA, image + ": expected an image for board communication/B");
    }

    @Test
    void anImageThatIsNotThereIsNamed() {
        assertComplaint(
                run("bench", "--image", "none.jar"),
                ExitCode.BAD_DATA,
                "none.jar: expected an image, but there is no file none.jar");
    }

    @Test
    void aFileWithoutRowsIsRefused() throws IOException {
        Result result = run("bench", "--data", data(HEADER).toString());

        assertComplaint(result, ExitCode.BAD_DATA, "expected rows from its first to its last");
    }

    @Test
    void aRowThatCannotBeReadIsReportedWithItsLineAndSkipped() throws IOException {
        Path data =
                data(
                        HEADER
                                + "2013-01-01T00:00:00Z,1,1,,,,,\n"
                                + "2013-01-01T01:00:00Z,fast,1,,,,,\n"
                                + "2013-01-01T02:00:00Z,2\n"
                                + "2013-01-01T03:00:00Z,3,1,,,,,\n");

        Result result = run("bench", "--json", "--data", data.toString());

        assertThat(result.code()).isEqualTo(ExitCode.OK);
        assertThat(result.out()).contains("\"records\":2").contains("\"lost\":0");
        assertThat(result.err())
                .contains(
                        "data line 3 skipped: expected a number or nothing in wind_speed_mps, but"
                                + " came 'fast'")
                .contains("data line 4 skipped: expected 8 columns as in the header, but came 2");
    }

    @Test
    void aFolderThatHoldsSomethingIsNotWrittenInto() throws IOException {
        Path kept = Files.writeString(folder.resolve("notes.txt"), "mine");

        Result result = run("bench", "--to", "2013-01-02", "--out", folder.toString());

        assertComplaint(result, ExitCode.UNAVAILABLE, "expected a new or empty folder");
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(kept));
    }

    private Path config(String name, String key, String other) throws IOException {
        String text = Files.readString(Home.path("config").resolve(name));
        return Files.writeString(folder.resolve("changed.yaml"), text.replace(key, other));
    }

    private static Path golden(String name) {
        return Home.path("bench", "src", "test", "resources", "image").resolve(name);
    }

    private Path data(String text) throws IOException {
        return Files.writeString(folder.resolve("station.csv"), text);
    }

    private static void assertComplaint(Result result, int code, String complaint) {
        assertThat(result.err()).contains(complaint).startsWith("kadec21: ");
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isEqualTo(code);
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
