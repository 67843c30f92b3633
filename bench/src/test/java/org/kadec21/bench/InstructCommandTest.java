package org.kadec21.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.bench.image.SigningKey;
import org.kadec21.firmware.ExitCode;
import org.kadec21.firmware.config.FirmwareProfile;
import org.kadec21.firmware.config.Instructions;
import org.kadec21.firmware.instruction.Examination;
import org.kadec21.firmware.instruction.Finding;
import org.kadec21.firmware.instruction.Instruction;
import org.kadec21.firmware.settings.Change;
import org.kadec21.firmware.settings.SettingPath;
import org.kadec21.firmware.update.BoardRevision;
import org.kadec21.firmware.update.FittedModule;
import org.kadec21.firmware.update.Image;
import org.kadec21.firmware.update.ImageManifest;
import org.kadec21.firmware.update.ImageManifest.Behaviour;
import org.kadec21.hal.Secret;
import org.kadec21.mailbox.MailboxReader.Account;
import org.kadec21.submission.SigningIdentity;
import org.kadec21.submission.SubmissionPolicy.Tls;
import org.kadec21.submission.TrustAnchors;

import picocli.CommandLine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// `kadec21 instruct`, held against what a unit makes of its mails.
class InstructCommandTest {

    private static final Path KEYS =
            Path.of(System.getProperty("kadec21.home")).resolve("config/units/secure");
    private static final Path GOLDEN =
            Path.of(System.getProperty("kadec21.home"))
                    .resolve("bench/src/test/resources/image/golden-dual-band.jar");
    private static final List<String> COMMON =
            List.of(
                    "instruct",
                    "--unit=n2-0001,n2-0002",
                    "--sequence=7",
                    "--expires=2030-01-01",
                    "--date=2029-05-01");
    private static final Instant NOW = Instant.parse("2029-06-01T00:00:00Z");
    private static final String MOVE =
            """
            schema: kadec21/changes/1
            changes:
              - {set: servers.1.host, to: "mail.example.net"}
              - {set: alarms.high-wind.onset, to: 17.5}
              - {remove: servers.2}
            """;
    private static final String PASSWORD =
            """
            schema: kadec21/changes/1
            changes:
              - {set: servers.1.password, to: 'two "words" \\ and more'}
            """;

    @TempDir private Path folder;

    private final StringWriter said = new StringWriter();
    private final StringWriter complained = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"", "--opaque", "--for"})
    void aUnitUnderstandsWhatItWrites(String closing) throws Exception {
        byte[] mail =
                written(
                        MOVE,
                        closing.equals("--for")
                                ? reader()
                                : closing.isEmpty() ? List.of() : List.of(closing));

        Instruction instruction = taken(mail);
        assertThat(instruction.units()).containsExactly("n2-0001", "n2-0002");
        assertThat(instruction.sequence()).isEqualTo(7);
        assertThat(instruction.changes())
                .containsExactly(
                        put("servers.1.host", "mail.example.net"),
                        put("alarms.high-wind.onset", "17.5"),
                        new Change.Remove(new SettingPath("servers.2")));
    }

    @Test
    void theSameWordsOnTheSameDayAreTheSameBytes() throws Exception {
        assertThat(written(MOVE, List.of())).isEqualTo(written(MOVE, List.of()));
    }

    @Test
    void aPasswordKeepsItsCharactersAndIsReadByTheUnitAlone() throws Exception {
        byte[] mail = written(PASSWORD, reader());

        assertThat(new String(mail, StandardCharsets.US_ASCII)).doesNotContain("words");
        assertThat(taken(mail).changes())
                .containsExactly(put("servers.1.password", "two \"words\" \\ and more"));
    }

    @Test
    void aPasswordForEverybodyIsNotWritten() throws Exception {
        assertThat(run(PASSWORD, List.of())).isEqualTo(ExitCode.USAGE);

        assertThat(said.toString()).isEmpty();
        assertThat(complained.toString()).contains("--for: expected the unit's certificate");
    }

    @Test
    void whatMayNotBeChangedAtAllIsToldBeforeACertificateIsAskedFor() throws Exception {
        assertThat(run(PASSWORD.replace("servers.1", "service"), List.of()))
                .isEqualTo(ExitCode.CONFIGURATION);

        assertThat(complained.toString())
                .contains("expected a place below servers")
                .doesNotContain("--for");
    }

    @Test
    void aFileIsTakenIn() throws Exception {
        Files.copy(KEYS.resolve("authority.pem"), folder.resolve("ca.pem"));
        byte[] mail =
                written(
                        """
                        schema: kadec21/changes/1
                        changes:
                          - {set: servers.1.ca, to-file: ca.pem}
                        """,
                        List.of());

        assertThat(taken(mail).changes())
                .containsExactly(
                        put("servers.1.ca", Files.readString(folder.resolve("ca.pem")).strip()));
    }

    @Test
    void whatNoUnitWouldTakeIsNotWritten() throws Exception {
        assertThat(run(MOVE.replace("servers.1.host", "instructions.signers.1"), List.of()))
                .isEqualTo(ExitCode.CONFIGURATION);

        assertThat(said.toString()).isEmpty();
        assertThat(complained.toString()).contains("expected a place below servers");
    }

    @Test
    void aCertificateThatIsNotTheKeysIsRefused() throws Exception {
        assertThat(run(MOVE, List.of("--cert", KEYS.resolve("watch.pem").toString())))
                .isEqualTo(ExitCode.CONFIGURATION);

        assertThat(complained.toString()).contains("expected the certificate of this key first");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--opaque", "--for"})
    void anImageBecomesMailsThatAUnitPutsTogether(String closing) throws Exception {
        Path mails = folder.resolve("mails");
        List<String> options =
                new ArrayList<>(
                        List.of(
                                "--image="
                                        + Files.write(
                                                folder.resolve("unit.jar"),
                                                image(new byte[10_000])),
                                "--mail-bytes=8192",
                                "--out=" + mails));
        options.addAll(
                closing.equals("--for")
                        ? reader()
                        : closing.isEmpty() ? List.of() : List.of(closing));

        assertThat(execute(options)).as("%s", complained).isEqualTo(ExitCode.OK);

        byte[] image = Files.readAllBytes(folder.resolve("unit.jar"));
        List<Path> files = said.toString().lines().map(Path::of).toList();
        assertThat(files)
                .hasSizeGreaterThan(1)
                .first()
                .isEqualTo(mails.resolve("image-7-1-of-" + files.size() + ".eml"));
        ByteArrayOutputStream together = new ByteArrayOutputStream();
        for (Path file : files) {
            assertThat(Files.size(file)).isLessThanOrEqualTo(8192);
            Finding.Part found = (Finding.Part) examined(Files.readAllBytes(file));
            assertThat(found.part().board()).isEqualTo("communication");
            assertThat(found.part().parts().bytes()).isEqualTo(image.length);
            together.writeBytes(found.content());
        }
        assertThat(together.toByteArray()).isEqualTo(image);
    }

    @Test
    void mailsThatAreThereAreNotReplaced() throws Exception {
        List<String> options = List.of("--image=" + GOLDEN, "--out=" + folder.resolve("mails"));
        assertThat(execute(options)).isEqualTo(ExitCode.OK);

        assertThat(execute(options)).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(complained.toString())
                .contains("--out: expected a folder for new mails")
                .contains("is there already");
    }

    @Test
    void whatIsNoImageIsNotSent() throws Exception {
        assertThat(
                        execute(
                                List.of(
                                        "--image=" + KEYS.resolve("control.pem"),
                                        "--out=" + folder.resolve("mails"))))
                .isEqualTo(ExitCode.CONFIGURATION);

        assertThat(complained.toString()).contains("expected an image");
        assertThat(folder.resolve("mails")).doesNotExist();
    }

    @Test
    void changesAndAnImageAreTwoInstructions() throws Exception {
        Path changes = Files.writeString(folder.resolve("changes.yaml"), MOVE);

        assertThat(
                        execute(
                                List.of(
                                        "--image=" + GOLDEN,
                                        "--out=" + folder.resolve("mails"),
                                        changes.toString())))
                .isEqualTo(ExitCode.USAGE);
        assertThat(execute(List.of())).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void theCertificateMayStandBehindTheKey() throws Exception {
        Path both =
                Files.writeString(
                        folder.resolve("both.pem"),
                        Files.readString(KEYS.resolve("control-key.pem"))
                                + Files.readString(KEYS.resolve("control.pem")));
        Path changes = Files.writeString(folder.resolve("changes.yaml"), MOVE);
        List<String> words = new ArrayList<>(COMMON);
        words.addAll(List.of("--key=" + both, changes.toString()));

        assertThat(line(words)).as("%s", complained).isEqualTo(ExitCode.OK);
        taken(said.toString().getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aKeyWithoutACertificateSaysWhichOptionIsMissing() throws Exception {
        Path changes = Files.writeString(folder.resolve("changes.yaml"), MOVE);
        List<String> words = new ArrayList<>(COMMON);
        words.addAll(List.of("--key=" + KEYS.resolve("control-key.pem"), changes.toString()));

        assertThat(line(words)).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(complained.toString()).contains("name its file with --cert");
    }

    private static Change put(String path, String value) {
        return new Change.Put(new SettingPath(path), value);
    }

    private static byte[] image(byte[] code) {
        SigningKey key =
                SigningKey.generate(
                        "test", Instant.EPOCH, NOW.plus(Duration.ofDays(365)), new SecureRandom());
        SequencedMap<String, byte[]> classes = new LinkedHashMap<>();
        classes.put("org/kadec21/firmware/Main.class", code);
        return new Image(
                        new ImageManifest(
                                "2.1.0",
                                List.of(new BoardRevision("communication", "B")),
                                List.of(FittedModule.DUAL_BAND),
                                1,
                                1,
                                NOW,
                                key.id(),
                                Behaviour.of(FirmwareProfile.DUAL_BAND_2)),
                        classes)
                .signed(key);
    }

    private static List<String> reader() {
        return List.of("--for", KEYS.resolve("watch.pem").toString());
    }

    private byte[] written(String changes, List<String> options) throws IOException {
        said.getBuffer().setLength(0);
        assertThat(run(changes, options)).as("%s", complained).isEqualTo(ExitCode.OK);
        return said.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private int run(String changes, List<String> options) throws IOException {
        Path file = Files.writeString(folder.resolve("changes.yaml"), changes);
        List<String> words = new ArrayList<>(options);
        words.add(file.toString());
        return execute(words);
    }

    private int execute(List<String> options) {
        List<String> words = new ArrayList<>(COMMON);
        words.add("--key=" + KEYS.resolve("control-key.pem"));
        if (!options.contains("--cert")) {
            words.add("--cert=" + KEYS.resolve("control.pem"));
        }
        words.addAll(options);
        return line(words);
    }

    private int line(List<String> words) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(said, true));
        line.setErr(new PrintWriter(complained, true));
        return line.execute(words.toArray(String[]::new));
    }

    private static Instruction taken(byte[] mail) throws Exception {
        Finding finding = examined(mail);
        assertThat(finding).isInstanceOf(Finding.Good.class);
        return ((Finding.Good) finding).instruction();
    }

    private static Finding examined(byte[] mail) throws Exception {
        Instructions rules =
                new Instructions(
                        new Account("mail.example.net", 110, "box", Secret.of("x")),
                        new Tls(Tls.Mode.REQUIRED, List.of()),
                        certificates("control"),
                        Optional.of(identity()),
                        Duration.ofDays(1),
                        Duration.ofMinutes(1),
                        0);
        return new Examination("n2-0002", rules).of(mail, 6, NOW);
    }

    private static SigningIdentity identity() throws IOException, GeneralSecurityException {
        return SigningIdentity.fromPem(
                Files.readAllBytes(KEYS.resolve("watch-key.pem")), certificates("watch"));
    }

    private static List<X509Certificate> certificates(String name) throws IOException {
        return TrustAnchors.in(Files.readAllBytes(KEYS.resolve(name + ".pem"))).orElseThrow();
    }
}
