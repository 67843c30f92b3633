package org.kadec21.updating;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.updater.Computer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// What the updater's command line refuses, with a unit's flash directory and over a unit's service
/// port: a sentence on stderr and exit code 65, the same sentence and a reason with `--json`, and
/// nothing is written.
class RefusalsTest {

    private static final List<List<String>> MANNERS =
            List.of(List.of(), List.of("--json"), List.of("--json", "--dry-run"));

    @TempDir private Path folder;

    private Path image;
    private Path keys;

    @BeforeEach
    void filesOfAFieldEngineer() throws Exception {
        image = folder.resolve("unit.jar");
        keys = Files.writeString(folder.resolve("keys.pem"), SignedImages.keyList());
        Files.writeString(folder.resolve("password.txt"), Mast.PASSWORD + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    truncated      | expected an image, a JAR that ends with its directory, but
                    changed        | expected the image as it was signed, but it was changed or damaged
                    unsigned       | expected a signed image, but this JAR has no META-INF/KADEC21.EC
                    unknown-key    | expected an image signed with a key of the list (06e3fd8fda29bb60)
                    revoked-key    | expected an image signed with a valid key, but key 06e3fd8fda29bb60 was revoked (laptop stolen)
                    unknown-format | expected an image of format 1
                    expired        | expected an image that can still be installed, but it expired at 2029-02-28T00:00:00Z and now it is 2029-03-01
                    wrong-board    | expected an image for board communication/B, but this one is for communication/C; take
                    wrong-band     | expected an image for the module dual-band (the old and the new 800 MHz band), but this one is for old-band
                    boot-loader    | expected an image that boot loader 1 can start, but this one needs 9
                    downgraded     | expected an image with a rollback index of at least 1, but this one has 0
                    """)
    void anImageThatIsNotForThisUnitIsRefusedAndNothingIsWritten(String reason, String sentence)
            throws Exception {
        Files.write(image, WrongImages.of(reason));
        if (reason.equals("revoked-key")) {
            Files.writeString(
                    keys, "revoked 06e3fd8fda29bb60 laptop stolen\n" + SignedImages.keyList());
        }

        refusedOnFlash(reason, sentence);
        try (Mast mast = new Mast(1, SignedImages.image(1, 10))) {
            refusedOverPort(mast, reason, sentence);
        }
    }

    @Test
    void aBatteryThatIsTooLowIsRefusedOverThePort() throws Exception {
        Files.write(image, WrongImages.of("right"));
        try (Mast mast = new Mast(1, SignedImages.image(1, 10))) {
            mast.setSupply(11_400);

            refusedOverPort(
                    mast,
                    "battery-low",
                    "expected a supply of at least 11500 mV, but the unit's shows 11400 mV: it"
                            + " might not last; charge or exchange the battery first");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--json"})
    void anImageExchangedWhileItIsTransferredIsRefusedAndNotInstalled(String manner)
            throws Exception {
        Files.write(image, WrongImages.of("right"));
        byte[] old = SignedImages.image(1, 10);
        byte[] another = SignedImages.image(3, 10);
        try (Mast mast = new Mast(1, old)) {
            Mast.Typed typed =
                    mast.type(
                            () -> exchange(another),
                            overPort(manner.isEmpty() ? List.of() : List.of(manner)));

            requireRefused(
                    typed,
                    manner.isEmpty() ? List.of() : List.of(manner),
                    "exchanged",
                    "expected the same file from beginning to end, but it was exchanged while it"
                            + " was transferred; nothing was installed, so choose one and install"
                            + " it again");
            assertThat(mast.starting()).isEqualTo(old);
            assertThat(mast.flash().list()).noneMatch(name -> name.startsWith("transfer"));
        }
    }

    /// With a flash directory the file is read once: what was checked is what is written.
    @Test
    void anImageExchangedWhileItIsWrittenToAFlashDirectoryChangesNothing() throws Exception {
        byte[] right = WrongImages.of("right");
        byte[] another = SignedImages.image(3, 10);
        Files.write(image, right);
        preparedFlash();

        Mast.Typed typed = Mast.type(clock(), text -> exchange(another), onFlash(List.of()));

        assertThat(typed.code()).isZero();
        assertThat(image).hasBinaryContent(another);
        assertThat(folder.resolve("flash/image-communication-a.jar")).hasBinaryContent(right);
    }

    private void refusedOnFlash(String reason, String sentence) throws Exception {
        preparedFlash();
        SequencedMap<String, String> before = flashFiles();
        for (List<String> manner : MANNERS) {
            requireRefused(
                    Mast.type(clock(), text -> {}, onFlash(manner)), manner, reason, sentence);
            assertThat(flashFiles()).isEqualTo(before);
        }
    }

    private void refusedOverPort(Mast mast, String reason, String sentence) {
        mast.awaitBoot();
        SequencedMap<String, byte[]> before = mast.flash().snapshot();
        long operations = mast.flash().operations();
        for (List<String> manner : MANNERS) {
            requireRefused(mast.type(() -> {}, overPort(manner)), manner, reason, sentence);
        }
        assertThat(mast.flash().operations()).isEqualTo(operations);
        assertThat(mast.flash().snapshot()).containsExactlyEntriesOf(before);
    }

    private static void requireRefused(
            Mast.Typed typed, List<String> manner, String reason, String sentence) {
        assertThat(typed.code()).as(typed.toString()).isEqualTo(65);
        if (manner.contains("--json")) {
            JsonNode told = JsonMapper.shared().readTree(typed.out());
            assertThat(typed.err()).isEmpty();
            assertThat(told.propertyNames())
                    .containsExactly("format", "outcome", "reason", "message");
            assertThat(told.get("outcome").asString()).isEqualTo("refused");
            assertThat(told.get("reason").asString()).isEqualTo(reason);
            assertThat(told.get("message").asString()).startsWith(sentence).contains("; ");
        } else {
            assertThat(typed.out()).isEmpty();
            assertThat(typed.err().lines().toList().getLast())
                    .startsWith("kadec21-updater: " + sentence)
                    .contains("; ");
        }
    }

    private void preparedFlash() throws IOException {
        Files.createDirectories(folder.resolve("flash"));
        assertThat(
                        Mast.type(
                                        clock(),
                                        text -> {},
                                        "prepare",
                                        "--flash",
                                        folder.resolve("flash").toString(),
                                        "--board",
                                        SignedImages.BOARD.toString(),
                                        "--module",
                                        "dual-band",
                                        "--rollback-index",
                                        "1")
                                .code())
                .isZero();
    }

    private void exchange(byte[] other) {
        try {
            Files.write(image, other);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String[] onFlash(List<String> manner) {
        return install(Stream.of("--flash", folder.resolve("flash").toString()), manner);
    }

    private String[] overPort(List<String> manner) {
        return install(
                Stream.of(
                        "--port",
                        "/dev/ttyUSB1",
                        "--password-file",
                        folder.resolve("password.txt").toString()),
                manner);
    }

    private String[] install(Stream<String> unit, List<String> manner) {
        return Stream.of(
                        Stream.of("install", image.toString(), "--keys", keys.toString()),
                        unit,
                        manner.stream())
                .flatMap(Function.identity())
                .toArray(String[]::new);
    }

    private SequencedMap<String, String> flashFiles() throws IOException {
        SequencedMap<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder.resolve("flash"))) {
            for (Path file : files.toList()) {
                contents.put(
                        file.getFileName().toString(), Arrays.toString(Files.readAllBytes(file)));
            }
        }
        return contents;
    }

    private static Computer clock() {
        return new Computer(
                Clock.fixed(Mast.NOW, ZoneOffset.UTC),
                (name, speed) -> {
                    throw new IOException("expected no port to be opened");
                },
                false);
    }
}
