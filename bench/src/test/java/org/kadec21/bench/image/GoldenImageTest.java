package org.kadec21.bench.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kadec21.firmware.config.FirmwareProfile;
import org.kadec21.firmware.update.BoardRevision;
import org.kadec21.firmware.update.FittedModule;
import org.kadec21.firmware.update.Image;
import org.kadec21.firmware.update.ImageFile;
import org.kadec21.firmware.update.ImageManifest;
import org.kadec21.firmware.update.ImageManifest.Behaviour;
import org.kadec21.firmware.update.ImageVerdict;
import org.kadec21.firmware.update.KeyFileException;
import org.kadec21.firmware.update.KeyList;
import org.kadec21.firmware.update.Refusal.Reason;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

class GoldenImageTest {

    private static final Path FILES =
            Path.of(System.getProperty("kadec21.home"), "bench/src/test/resources/image");
    private static final Instant EXPIRY = Instant.parse("2030-01-01T00:00:00Z");
    private static final Instant IN_TIME = EXPIRY.minusNanos(1);

    /// The secret key of RFC 8032, section 7.1, TEST 1: known to everybody.
    private static final String PUBLISHED_SECRET =
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

    @TempDir private Path folder;

    @Test
    void theSameInputMakesTheGoldenBytes() throws Exception {
        assertThat(dualBand().signed(key())).isEqualTo(golden("golden-dual-band.jar"));
        assertThat(oldBand().signed(key())).isEqualTo(golden("golden-old-band.jar"));
    }

    @Test
    void aJarOfTheSameClassesMakesTheSameImageAsTheirFolder() throws Exception {
        Path jar = folder.resolve("code.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), new Manifest());
                Stream<Path> all = Files.walk(FILES.resolve("code"))) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(new JarEntry(FILES.resolve("code").relativize(file).toString()));
                Files.copy(file, out);
            }
        }

        assertThat(UnitCode.of(List.of(jar)).keySet())
                .containsExactlyElementsOf(dualBand().code().keySet());
    }

    @Test
    void theJdkFindsEveryEntrySigned() throws IOException {
        try (JarFile jar = new JarFile(FILES.resolve("golden-dual-band.jar").toFile(), true)) {
            List<JarEntry> entries = jar.stream().filter(it -> !isSignature(it)).toList();
            for (JarEntry entry : entries) {
                try (InputStream in = jar.getInputStream(entry)) {
                    in.readAllBytes();
                }
                assertThat(entry.getCodeSigners()).describedAs(entry.getName()).hasSize(1);
            }
            assertThat(entries).hasSize(2);
        }
    }

    @Test
    void aGoldenImageIsGenuineUntilItExpires() throws Exception {
        byte[] image = golden("golden-dual-band.jar");

        assertThat(ImageFile.verify(image, keys(""), IN_TIME))
                .isInstanceOf(ImageVerdict.Genuine.class);
        assertThat(reason(ImageFile.verify(image, keys(""), EXPIRY))).isEqualTo(Reason.EXPIRED);
    }

    @Test
    void anImageWithAnyBitChangedIsRefused() throws Exception {
        byte[] image = golden("golden-dual-band.jar");
        KeyList keys = keys("");
        List<String> taken = new ArrayList<>();
        for (int at = 0; at < image.length; at++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                byte[] changed = image.clone();
                changed[at] ^= (byte) (1 << bit);
                if (ImageFile.verify(changed, keys, IN_TIME) instanceof ImageVerdict.Genuine) {
                    taken.add("byte " + at + " bit " + bit);
                }
            }
        }

        assertThat(taken).isEmpty();
    }

    @Test
    void anImageCutShortAnywhereIsTruncated() throws Exception {
        byte[] image = golden("golden-dual-band.jar");
        for (int length = 0; length < image.length; length++) {
            ImageVerdict verdict = ImageFile.read(Arrays.copyOf(image, length));

            assertThat(reason(verdict)).describedAs("%d bytes", length).isEqualTo(Reason.TRUNCATED);
        }
    }

    @Test
    void aRevokedKeyAndAnUnknownOneAreRefused() throws Exception {
        byte[] image = golden("golden-dual-band.jar");
        KeyList revoked = keys("revoked 06e3fd8fda29bb60 laptop lost\n");
        KeyList none = KeyList.read("# nobody\n");

        assertThat(reason(ImageFile.verify(image, revoked, IN_TIME))).isEqualTo(Reason.REVOKED_KEY);
        assertThat(reason(ImageFile.verify(image, none, IN_TIME))).isEqualTo(Reason.UNKNOWN_KEY);
    }

    @Test
    void aKeyFileWithoutItsCertificateIsRefused() throws Exception {
        String whole = key().secretPem();
        String half = whole.substring(0, whole.indexOf("-----BEGIN CERTIFICATE"));

        assertThatThrownBy(() -> SigningKey.read(half))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("expected a PEM block CERTIFICATE");
    }

    @Test
    void aNewKeySurvivesItsFile() throws Exception {
        SigningKey key = SigningKey.generate("mine", IN_TIME, EXPIRY, new SecureRandom());

        SigningKey read = SigningKey.read(key.secretPem());

        assertThat(read.id()).isEqualTo(key.id());
        assertThat(dualBand().signed(read)).isEqualTo(dualBand().signed(key));
        assertThat(key).hasToString("signing key " + key.id());
    }

    @Test
    void libraryAndPackagingFilesStayOut() throws IOException {
        assertThat(UnitCode.of(UnitCode.built()).keySet())
                .contains("org/kadec21/firmware/Main.class", "org/kadec21/hal/Flash.class")
                .allMatch(name -> name.startsWith("org/kadec21/"))
                .noneMatch(name -> name.contains("simulation"));
    }

    private static boolean isSignature(JarEntry entry) {
        return entry.getName().startsWith("META-INF/");
    }

    private static Reason reason(ImageVerdict verdict) {
        return switch (verdict) {
            case ImageVerdict.Genuine genuine -> throw new AssertionError("taken");
            case ImageVerdict.Refused refused -> refused.refusal().reason();
        };
    }

    private static Image dualBand() throws Exception {
        return image(
                FirmwareProfile.DUAL_BAND_2,
                "communication/A communication/B",
                FittedModule.DUAL_BAND,
                2);
    }

    private static Image oldBand() throws Exception {
        return image(FirmwareProfile.SUBMISSION_2, "communication/A", FittedModule.OLD_BAND, 1);
    }

    private static Image image(
            FirmwareProfile profile, String boards, FittedModule module, int rollbackIndex)
            throws Exception {
        List<BoardRevision> revisions =
                Stream.of(boards.split(" ", -1))
                        .map(BoardRevision::of)
                        .flatMap(Optional::stream)
                        .toList();
        ImageManifest manifest =
                new ImageManifest(
                        profile.version(),
                        revisions,
                        List.of(module),
                        1,
                        rollbackIndex,
                        EXPIRY,
                        key().id(),
                        Behaviour.of(profile));
        return new Image(manifest, UnitCode.of(List.of(FILES.resolve("code"))));
    }

    private static SigningKey key() throws Exception {
        X509Certificate certificate = SigningKey.certificate(golden("keys.pem"));
        PrivateKey secret =
                KeyFactory.getInstance(SigningKey.ALGORITHM)
                        .generatePrivate(
                                new EdECPrivateKeySpec(
                                        NamedParameterSpec.ED25519,
                                        HexFormat.of().parseHex(PUBLISHED_SECRET)));
        return SigningKey.read(new SigningKey(certificate, secret).secretPem());
    }

    private static KeyList keys(String before) throws Exception {
        return KeyList.read(before + Files.readString(FILES.resolve("keys.pem")));
    }

    private static byte[] golden(String name) throws IOException {
        return Files.readAllBytes(FILES.resolve(name));
    }
}
