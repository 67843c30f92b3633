package org.kadec21.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kadec21.firmware.config.FirmwareProfile;
import org.kadec21.firmware.settings.UnitDocument;
import org.kadec21.firmware.update.BaseImage;
import org.kadec21.firmware.update.BoardRevision;
import org.kadec21.firmware.update.BootEvent.Submission;
import org.kadec21.firmware.update.BootLoader;
import org.kadec21.firmware.update.FittedModule;
import org.kadec21.firmware.update.Image;
import org.kadec21.firmware.update.ImageFile;
import org.kadec21.firmware.update.ImageManifest;
import org.kadec21.firmware.update.ImageManifest.Behaviour;
import org.kadec21.firmware.update.ImageSigner;
import org.kadec21.firmware.update.ImageVerdict;
import org.kadec21.firmware.update.SendingRules;
import org.kadec21.firmware.update.Slot;
import org.kadec21.firmware.update.SlotTable;
import org.kadec21.firmware.update.Slots;
import org.kadec21.firmware.update.Trial;
import org.kadec21.hal.Watchdog;
import org.kadec21.hal.host.ChildJvm.Silence;
import org.kadec21.hal.host.DirectoryFlash;
import org.kadec21.hal.host.HostTime;
import org.kadec21.hal.host.StdoutWatchdog;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/// Images as processes that hang: real JARs in the slots of a flash directory.
class ImageStarterTest {

    private static final String ENDS = "ends";
    private static final String ENDS_DIFFERENTLY = "ends with another code each time";
    private static final String TELLS = "tells whether it keeps trying";
    private static final String SPINS = "spins from the start";
    private static final String STANDS_STILL = "beats once and stands still";
    private static final Path HOME = Path.of(System.getProperty("kadec21.home"));
    private static final UnitDocument UNIT = new UnitFile().document(unit -> unit);
    private static final BoardRevision BOARD = new BoardRevision("communication", "B");

    private static final String ASKS = "asks its library";
    private static final BoardRevision BASE = new BoardRevision("base", "A");
    private static final Hangs UNHURT = new Hangs(0, Duration.ofNanos(1));

    /// Nobody waits that long: what is ended for this was not heard.
    private static final Duration FOR_EVER = Duration.ofDays(1);

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Silence NEVER_SILENT = new Silence(FOR_EVER, FOR_EVER);

    @TempDir private Path flashDirectory;
    @TempDir private Path folder;
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void prepare() throws Exception {
        try (DirectoryFlash flash = flash()) {
            Slots.prepare(
                    flash, (event, fields) -> {}, SlotTable.empty(BOARD, FittedModule.DUAL_BAND));
        }
    }

    @Test
    void anImageOnTrialThatNeverBeatsCostsItsStartsAndMakesWayForTheOldOne() throws Exception {
        install(ENDS, false, true);
        install(SPINS, true, false);

        assertThat(start(new Silence(SHORT, FOR_EVER), UNHURT)).isEqualTo(ExitCode.OK);

        assertThat(err.toString().lines().filter(line -> line.contains("was ended")))
                .hasSize(Trial.MOST_BOOTS);
        assertThat(table().start()).contains(Slot.A);
        assertThat(reports())
                .anyMatch(line -> line.contains("slot b") && line.contains("it hung"))
                .anyMatch(line -> line.contains("went back to") && line.contains("slot a"));
    }

    @Test
    void aConfirmedImageThatKeepsHangingMakesWayForTheCodeOfTheBuild() throws Exception {
        install(STANDS_STILL, true, true);
        Hangs before = new Hangs(Hangs.MOST_IN_A_ROW - 2, Duration.ofNanos(1));

        assertThat(start(new Silence(FOR_EVER, SHORT), before))
                .as("no exit code: the caller's own code is to run")
                .isEqualTo(-1);

        assertThat(err.toString().lines().filter(line -> line.contains("was ended"))).hasSize(2);
        assertThat(err.toString()).contains("8 times in a row; the code of this build runs");
        assertThat(table().start()).contains(Slot.A);
    }

    @Test
    void anImageFromBeforeTheWatchdogIsLeftAlone() throws Exception {
        install(ENDS, false, true);

        assertThat(start(new Silence(Duration.ZERO, Duration.ofNanos(1)), UNHURT))
                .isEqualTo(ExitCode.OK);
    }

    @Test
    void anImageRunsOnTheLibrariesOfItsBase() throws Exception {
        install(ASKS, false, true);
        installBase(ExitCode.DEFERRED, true);

        assertThat(start(NEVER_SILENT, UNHURT)).isEqualTo(ExitCode.DEFERRED);
    }

    @Test
    void aBaseOnWhichTheImageEndsIsRolledBack() throws Exception {
        install(ASKS, false, true);
        installBase(ExitCode.OK, true);
        installBase(ExitCode.USAGE, false);

        assertThat(start(NEVER_SILENT, UNHURT)).isEqualTo(ExitCode.OK);

        try (DirectoryFlash flash = flash()) {
            assertThat(Slots.read(flash, "base").orElseThrow().start()).contains(Slot.A);
        }
        assertThat(table().start()).as("the image was not to blame").contains(Slot.A);
    }

    @Test
    void anImageOnTrialThatEndsUnaskedCostsItsStartsWhateverItsExitCode() throws Exception {
        install(ENDS, false, true);
        install(ENDS_DIFFERENTLY, false, false);
        Path counted = Files.createFile(folder.resolve("starts"));

        assertThat(start(UNIT, NEVER_SILENT, UNHURT, counted.toString())).isEqualTo(ExitCode.OK);

        assertThat(err.toString().lines().filter(line -> line.contains("in slot b ended with ")))
                .map(line -> Integer.valueOf(line.replaceFirst(".* ended with ", "")))
                .hasSize(Trial.MOST_BOOTS)
                .isEqualTo(TestProgram.EXIT_CODES);
        assertThat(table().start()).contains(Slot.A);
    }

    @Test
    void anEndThatTheCommandLineAsksForCostsNothing() throws Exception {
        install(ENDS, false, true);
        install(ENDS, false, false);

        assertThat(start(UNIT, NEVER_SILENT, UNHURT, "--until-settled")).isEqualTo(ExitCode.OK);

        assertThat(err.toString()).doesNotContain("ended with");
        assertThat(table().start()).contains(Slot.B);
    }

    @Test
    void anImageOnTrialKeepsTryingAndAProvenOneDoesAsItWasTold() throws Exception {
        install(TELLS, false, true);
        assertThat(start(NEVER_SILENT, UNHURT)).isEqualTo(ExitCode.UNAVAILABLE);

        install(TELLS, false, false);

        assertThat(start(UNIT, NEVER_SILENT, UNHURT, "--until-settled")).isEqualTo(ExitCode.OK);
    }

    @Test
    void aStrangersImageIsNotStartedWhereTheUnitHasAKeyList() throws Exception {
        install(ENDS, false, true);

        assertThat(start(trusting("# nobody"), NEVER_SILENT, UNHURT)).isEqualTo(-1);

        assertThat(reports()).anyMatch(line -> line.contains("but key 0123456789abcdef is not"));
    }

    @Test
    void theCarriersFileClosesTheWayBackToAnImageThatSubmitsToABlockedPort() throws Exception {
        install(FirmwareProfile.LEGACY_1, true);
        install(ENDS, false, false);
        spendTheTrial();

        runUnit("--carrier", HOME.resolve("config/carriers/au-net.yaml").toString());

        assertThat(table().start()).as("%s", err).contains(Slot.B);
        assertThat(reports())
                .anyMatch(line -> line.contains("is no way back: it submits to port 25"));
    }

    @Test
    void anImageThatSubmitsToAnOpenPortIsAWayBack() throws Exception {
        install(FirmwareProfile.LEGACY_1, true);
        install(ENDS, false, false);
        spendTheTrial();

        runUnit("--carrier", carrierThatBlocksNothing().toString());

        assertThat(table().start()).as("%s", err).contains(Slot.A);
    }

    /// Power comes and goes until no start is left.
    private void spendTheTrial() throws IOException {
        try (DirectoryFlash flash = flash()) {
            Slots slots = Slots.open(flash, (event, fields) -> {}, BOARD.kind()).orElseThrow();
            for (int boot = 0; boot < Trial.MOST_BOOTS; boot++) {
                BootLoader.of(slots, SendingRules.NONE, new HostTime(), (event, fields) -> {})
                        .powerOn();
            }
        }
    }

    /// As on a board whose module has gone: the unit's own code, if it comes to run, ends at once.
    private void runUnit(String... carrier) throws IOException {
        Path file = folder.resolve("unit.yaml");
        Files.writeString(file, UNIT.text().replace("tls: required", "tls: optional"));
        CommandSpec root = CommandSpec.wrapWithoutInspection(new TestProgram());
        CommandLine line = new CommandLine(root).addSubcommand("run", new UnitRunCommand());
        line.setErr(new PrintWriter(err, true)).setOut(new PrintWriter(new StringWriter()));
        List<String> words =
                new ArrayList<>(List.of("run", "--serial", "none-" + folder.getFileName()));
        words.addAll(List.of("--flash", flashDirectory.toString(), "--unit", file.toString()));
        words.addAll(List.of(carrier));
        line.execute(words.toArray(String[]::new));
    }

    private Path carrierThatBlocksNothing() throws IOException {
        String text = Files.readString(HOME.resolve("config/carriers/au-net.yaml"));
        return Files.writeString(
                folder.resolve("carrier.yaml"),
                text.replaceAll("(?m)^  - \\{port: 25.*\\R", "").replace("blocked-ports:", ""));
    }

    private static UnitDocument trusting(String keyList) {
        return new UnitDocument(
                UNIT.file(),
                UNIT.text() + "\nupdate: {keys: keys.pem}\n",
                name ->
                        name.equals("keys.pem")
                                ? keyList.getBytes(StandardCharsets.US_ASCII)
                                : UNIT.files().read(name),
                UNIT.reader(),
                UNIT.finish());
    }

    private int start(Silence silence, Hangs before) throws Exception {
        return start(UNIT, silence, before);
    }

    private int start(UnitDocument unit, Silence silence, Hangs before, String... arguments)
            throws Exception {
        return new ImageStarter(flashDirectory, unit, new PrintWriter(err, true), silence, before)
                .run(TestProgram.class.getName(), List.of(arguments))
                .orElse(-1);
    }

    private void installBase(int answer, boolean confirmed) throws Exception {
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(jar)) {
            out.putNextEntry(new ZipEntry(TestProgram.ANSWER));
            out.write(String.valueOf(answer).getBytes(StandardCharsets.US_ASCII));
        }
        SequencedMap<String, byte[]> libraries = new TreeMap<>();
        libraries.put(BaseImage.entry("answers-1." + answer + ".jar"), jar.toByteArray());
        try (DirectoryFlash flash = flash()) {
            Slots.prepare(
                    flash, (event, fields) -> {}, SlotTable.empty(BASE, FittedModule.DUAL_BAND));
        }
        install(BASE, libraries, confirmed);
    }

    private void install(FirmwareProfile profile, boolean confirmed) throws Exception {
        SequencedMap<String, byte[]> code = new TreeMap<>();
        code.put(TestProgram.CONDUCT, ENDS.getBytes(StandardCharsets.US_ASCII));
        add(code, TestProgram.class);
        install(BOARD, profile, code, confirmed);
    }

    private void install(String conduct, boolean feeds, boolean confirmed) throws Exception {
        SequencedMap<String, byte[]> code = new TreeMap<>();
        code.put(TestProgram.CONDUCT, conduct.getBytes(StandardCharsets.US_ASCII));
        add(code, TestProgram.class);
        if (feeds) {
            add(code, Watchdog.class);
            add(code, StdoutWatchdog.class);
        }
        install(BOARD, code, confirmed);
    }

    private void install(BoardRevision board, SequencedMap<String, byte[]> code, boolean confirmed)
            throws Exception {
        install(board, FirmwareProfile.DUAL_BAND_2, code, confirmed);
    }

    private void install(
            BoardRevision board,
            FirmwareProfile profile,
            SequencedMap<String, byte[]> code,
            boolean confirmed)
            throws Exception {
        byte[] file = new Image(manifest(board, profile), code).signed(new PublishedKey());
        try (DirectoryFlash flash = flash()) {
            Slots slots = Slots.open(flash, (event, fields) -> {}, board.kind()).orElseThrow();
            switch (ImageFile.read(file)) {
                case ImageVerdict.Genuine(ImageFile image) -> slots.install(image, file);
                case ImageVerdict.Refused refused ->
                        throw new IllegalStateException(refused.refusal().sentence());
            }
            if (confirmed) {
                BootLoader.watching(
                                slots,
                                SendingRules.NONE,
                                new HostTime(),
                                (event, fields) -> {},
                                slots.table().start())
                        .callEnded(true, true, Submission.WENT);
            }
        }
    }

    private static ImageManifest manifest(BoardRevision board, FirmwareProfile profile) {
        return new ImageManifest(
                profile.version(),
                List.of(board),
                FirmwareProfile.DUAL_BAND_2.modules().stream().map(FittedModule::of).toList(),
                1,
                1,
                Instant.parse("2030-01-01T00:00:00Z"),
                "0123456789abcdef",
                Behaviour.of(profile));
    }

    private static void add(SequencedMap<String, byte[]> code, Class<?> type) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        try (InputStream in = type.getModule().getResourceAsStream(name)) {
            code.put(name, in.readAllBytes());
        }
    }

    private SlotTable table() throws IOException {
        try (DirectoryFlash flash = flash()) {
            return Slots.read(flash, "communication").orElseThrow();
        }
    }

    private List<String> reports() throws IOException {
        try (DirectoryFlash flash = flash()) {
            return Slots.open(flash, (event, fields) -> {}, "communication")
                    .orElseThrow()
                    .reports();
        }
    }

    private DirectoryFlash flash() throws IOException {
        return DirectoryFlash.open(flashDirectory, RealUnit.FLASH_BYTES);
    }

    /// The key of the golden images. The JVM that runs an image checks its signature, whoever made
    /// it.
    private record PublishedKey() implements ImageSigner {

        /// The secret key of RFC 8032, section 7.1, TEST 1: known to everybody.
        private static final String SECRET =
                "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

        @Override
        public X509Certificate certificate() {
            try (InputStream in = PublishedKey.class.getResourceAsStream("/image/keys.pem")) {
                return (X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(in);
            } catch (IOException | CertificateException broken) {
                throw new IllegalStateException("the golden certificate can be read", broken);
            }
        }

        @Override
        public byte[] signature(byte[] message) {
            try {
                Signature signature = Signature.getInstance("Ed25519");
                signature.initSign(
                        KeyFactory.getInstance("Ed25519")
                                .generatePrivate(
                                        new EdECPrivateKeySpec(
                                                NamedParameterSpec.ED25519,
                                                HexFormat.of().parseHex(SECRET))));
                signature.update(message);
                return signature.sign();
            } catch (GeneralSecurityException broken) {
                throw new IllegalStateException("the published key can sign", broken);
            }
        }
    }
}
