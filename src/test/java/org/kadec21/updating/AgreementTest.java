package org.kadec21.updating;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.bench.image.SigningKey;
import org.kadec21.firmware.config.FirmwareProfile;
import org.kadec21.firmware.update.BaseImage;
import org.kadec21.firmware.update.BoardRevision;
import org.kadec21.firmware.update.FittedModule;
import org.kadec21.firmware.update.Image;
import org.kadec21.firmware.update.ImageFile;
import org.kadec21.firmware.update.ImageManifest;
import org.kadec21.firmware.update.ImageManifest.Behaviour;
import org.kadec21.firmware.update.ImageVerdict;
import org.kadec21.firmware.update.KeyList;
import org.kadec21.live.Kadec21;
import org.kadec21.updater.image.FirmwareImage;
import org.kadec21.updater.image.RefusedException;
import org.kadec21.updater.image.TrustedKeys;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Two programs that share no line read the same format: what one takes, the other takes, and what
/// one refuses, the other refuses for the same reason.
final class AgreementTest {

    private static final Instant EXPIRY = Instant.parse("2030-01-01T00:00:00Z");
    private static final Instant IN_TIME = Instant.parse("2029-01-01T00:00:00Z");
    private static final int ALTERATIONS = 300;

    /// The secret key of RFC 8032, section 7.1, TEST 1: known to everybody.
    private static final String PUBLISHED_SECRET =
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void bothTakeWhatTheMakerMakes(long seed) throws Exception {
        Image image = image(random(seed));
        byte[] file = image.signed(key());

        assertThat(opinions(file, keyList(), IN_TIME)).containsExactly("taken", "taken");
        assertThat(
                        FirmwareImage.verified(file, TrustedKeys.read(keyList()), IN_TIME)
                                .declaration()
                                .modules())
                .containsExactlyElementsOf(
                        image.manifest().modules().stream().map(FittedModule::word).toList());
    }

    @Test
    void bothTakeABaseWithItsLibraries() throws Exception {
        ImageManifest drawn = image(random(1)).manifest();
        ImageManifest manifest =
                new ImageManifest(
                        drawn.version(),
                        List.of(new BoardRevision(BoardRevision.BASE, "A")),
                        List.of(FittedModule.values()),
                        drawn.bootLoader(),
                        drawn.rollbackIndex(),
                        drawn.expires(),
                        drawn.keyId(),
                        drawn.behaviour());
        SequencedMap<String, byte[]> libraries = new TreeMap<>();
        libraries.put(BaseImage.entry("picocli-4.7.8.jar"), new byte[] {'P', 'K', 3, 4});

        byte[] file = new Image(manifest, libraries).signed(key());

        assertThat(opinions(file, keyList(), IN_TIME)).containsExactly("taken", "taken");
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void bothRefuseWhatWasAltered(long seed) throws Exception {
        RandomGenerator random = random(seed);
        byte[] file = image(random).signed(key());
        for (int i = 0; i < ALTERATIONS; i++) {
            byte[] altered = altered(file, random);

            assertThat(opinions(altered, keyList(), IN_TIME))
                    .describedAs("alteration %d of seed %d", i, seed)
                    .doesNotContain("taken");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', 2029-12-31T23:59:59Z, taken",
        "'', 2030-01-01T00:00:00Z, expired",
        "'revoked KEY stolen', 2029-01-01T00:00:00Z, revoked-key"
    })
    void bothSayTheSameOfKeyAndExpiry(String line, Instant at, String opinion) throws Exception {
        byte[] file = image(random(1)).signed(key());
        String keys = line.replace("KEY", key().id()) + "\n" + keyList();

        assertThat(opinions(file, keys, at)).containsExactly(opinion, opinion);
    }

    @Test
    void bothSayTheSameOfAnUnknownKey() throws Exception {
        SigningKey another = SigningKey.generate("another", IN_TIME, EXPIRY, new SecureRandom());
        byte[] file = image(random(1), another.id()).signed(another);

        assertThat(opinions(file, keyList(), IN_TIME))
                .containsExactly("unknown-key", "unknown-key");
    }

    @Test
    void anImageInTheNameOfATrustedKeyMustBeSignedWithIt() throws Exception {
        SigningKey another = SigningKey.generate("another", IN_TIME, EXPIRY, new SecureRandom());
        byte[] file = image(random(1), key().id()).signed(another);

        assertThat(opinions(file, keyList(), IN_TIME)).containsExactly("changed", "changed");
    }

    @Test
    void bothSayTheSameOfAJarThatNobodySigned() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes, new Manifest())) {
            out.putNextEntry(new JarEntry("org/kadec21/firmware/Main.class"));
        }
        byte[] jar = bytes.toByteArray();

        assertThat(opinions(jar, keyList(), IN_TIME)).containsExactly("unsigned", "unsigned");
    }

    @ParameterizedTest
    @CsvSource({
        "65536, 587, 1, unknown-format",
        "1, 0, 1, unknown-format",
        "1, 587, 65536, unknown-format"
    })
    void bothRefuseNumbersThatNoUnitHas(int rollbackIndex, int port, int bootLoader, String opinion)
            throws Exception {
        ImageManifest declared = image(random(1)).manifest();
        ImageManifest odd =
                new ImageManifest(
                        declared.version(),
                        declared.boards(),
                        declared.modules(),
                        bootLoader,
                        rollbackIndex,
                        EXPIRY,
                        key().id(),
                        new Behaviour("dual-band-2", port, true, true));

        assertThat(opinions(new Image(odd, code("Main")).signed(key()), keyList(), IN_TIME))
                .containsExactly(opinion, opinion);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "META-INF/services/java.lang.Runnable",
                "../Main.class",
                "org/../../Main.class",
                "org/..",
                "./Main.class",
                "/etc/Main.class",
                "org\\Main.class"
            })
    void bothRefuseWhatIsNoCode(String name) throws Exception {
        byte[] file = new Image(image(random(1)).manifest(), code(name)).signed(key());

        assertThat(opinions(file, keyList(), IN_TIME)).containsExactly("changed", "changed");
    }

    @Test
    void bothRefuseAnAttributeThatTheFormatHasNoRoomFor() throws Exception {
        byte[] file = Files.readAllBytes(files("bench").resolve("class-path.jar"));

        assertThat(opinions(file, keyList(), IN_TIME)).containsExactly("changed", "changed");
    }

    @ParameterizedTest
    @CsvSource({
        "2029-06-01T00:00:00Z, 2028-01-01T00:00:00Z", // promises more than its key's certificate
        "2028-06-01T00:00:00Z, 2028-06-01T00:00:00Z", // the certificate has ended since
    })
    void bothRefuseAnImageOfAKeyWhoseCertificateEnds(Instant certificateEnds, Instant at)
            throws Exception {
        SigningKey ending =
                SigningKey.generate("short", Instant.EPOCH, certificateEnds, new SecureRandom());
        byte[] file = image(random(1), ending.id()).signed(ending);

        assertThat(opinions(file, ending.certificatePem(), at))
                .containsExactly("expired", "expired");
    }

    @Test
    void nothingIsUnpackedBeforeItIsRefused() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            out.write(new byte[1 << 20]);
            out.putNextEntry(new ZipEntry("META-INF/KADEC21.SF"));
            out.putNextEntry(new ZipEntry("META-INF/KADEC21.EC"));
        }
        byte[] packed = bytes.toByteArray();

        assertThat(opinions(packed, keyList(), IN_TIME)).containsExactly("changed", "changed");
        assertThat(((ImageVerdict.Refused) ImageFile.read(packed)).refusal().sentence())
                .contains("META-INF/MANIFEST.MF is packed");
    }

    @Test
    void theUpdatersGoldenImagesAreTheMakers() throws IOException {
        for (String name : List.of("golden-dual-band.jar", "golden-old-band.jar", "keys.pem")) {
            assertThat(files("updater").resolve(name))
                    .hasSameBinaryContentAs(files("bench").resolve(name));
        }
    }

    /// What the maker's own check says, and what the updater says.
    private static List<String> opinions(byte[] file, String keys, Instant at) throws Exception {
        return List.of(ofMaker(file, keys, at), ofUpdater(file, keys, at));
    }

    private static String ofMaker(byte[] file, String keys, Instant at) throws Exception {
        return switch (ImageFile.verify(file, KeyList.read(keys), at)) {
            case ImageVerdict.Genuine genuine -> "taken";
            case ImageVerdict.Refused refused -> refused.refusal().reason().word();
        };
    }

    private static String ofUpdater(byte[] file, String keys, Instant at) throws IOException {
        try {
            FirmwareImage.verified(file, TrustedKeys.read(keys), at);
            return "taken";
        } catch (RefusedException refused) {
            return refused.reason().word();
        }
    }

    private static Image image(RandomGenerator random) throws Exception {
        return image(random, key().id());
    }

    /// Names of many lengths, since a manifest breaks its lines.
    private static Image image(RandomGenerator random, String keyId) {
        SequencedMap<String, byte[]> code = new TreeMap<>();
        for (int i = 0; i < 12; i++) {
            byte[] content = new byte[random.nextInt(200)];
            random.nextBytes(content);
            code.put("org/kadec21/" + "x".repeat(random.nextInt(180)) + i, content);
        }
        List<FittedModule> modules = Arrays.asList(FittedModule.values());
        ImageManifest manifest =
                new ImageManifest(
                        "2.1." + random.nextInt(1000),
                        List.of(
                                new BoardRevision("communication", "A"),
                                new BoardRevision("communication", "B"),
                                new BoardRevision("communication", "C")),
                        modules.subList(0, 1 + random.nextInt(modules.size())),
                        random.nextInt(ImageManifest.HIGHEST_NUMBER),
                        random.nextInt(ImageManifest.HIGHEST_NUMBER),
                        EXPIRY,
                        keyId,
                        Behaviour.of(FirmwareProfile.DUAL_BAND_2));
        return new Image(manifest, code);
    }

    private static SequencedMap<String, byte[]> code(String name) {
        SequencedMap<String, byte[]> code = new TreeMap<>();
        code.put(name, new byte[1]);
        return code;
    }

    /// A byte changed, a stretch cut out, doubled, or moved.
    private static byte[] altered(byte[] file, RandomGenerator random) {
        int at = random.nextInt(file.length - 1);
        int length = 1 + random.nextInt(Math.min(300, file.length - at));
        byte[] head = Arrays.copyOf(file, at);
        byte[] piece = Arrays.copyOfRange(file, at, at + length);
        byte[] tail = Arrays.copyOfRange(file, at + length, file.length);
        return switch (random.nextInt(3)) {
            case 0 -> {
                byte[] changed = file.clone();
                changed[at] ^= (byte) (1 + random.nextInt(255));
                yield changed;
            }
            case 1 -> joined(head, tail);
            default -> joined(head, piece, piece, tail);
        };
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    private static SigningKey key() throws Exception {
        PrivateKey secret =
                KeyFactory.getInstance("Ed25519")
                        .generatePrivate(
                                new EdECPrivateKeySpec(
                                        NamedParameterSpec.ED25519,
                                        HexFormat.of().parseHex(PUBLISHED_SECRET)));
        try (InputStream in = Files.newInputStream(files("bench").resolve("keys.pem"))) {
            X509Certificate certificate =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509").generateCertificate(in);
            return SigningKey.read(new SigningKey(certificate, secret).secretPem());
        }
    }

    private static String keyList() throws IOException {
        return Files.readString(files("bench").resolve("keys.pem"));
    }

    private static Path files(String module) {
        return Kadec21.home().resolve(module).resolve("src/test/resources/image");
    }
}
