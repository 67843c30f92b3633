package org.kadec21.updating;

import org.kadec21.bench.image.SigningKey;
import org.kadec21.bench.image.UnitCode;
import org.kadec21.firmware.config.FirmwareProfile;
import org.kadec21.firmware.update.BoardRevision;
import org.kadec21.firmware.update.FittedModule;
import org.kadec21.firmware.update.Image;
import org.kadec21.firmware.update.ImageManifest;
import org.kadec21.firmware.update.ImageManifest.Behaviour;
import org.kadec21.live.Kadec21;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Images of any size, signed by the key of the golden ones, until 2030.
final class SignedImages {

    static final BoardRevision BOARD = new BoardRevision("communication", "B");

    static final Instant EXPIRY = Instant.parse("2030-01-01T00:00:00Z");

    /// The secret key of RFC 8032, section 7.1, TEST 1: known to everybody.
    private static final String PUBLISHED_SECRET =
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

    private SignedImages() {}

    /// @param rollbackIndex also part of its version
    /// @param codeBytes of its only class
    static byte[] image(int rollbackIndex, int codeBytes) throws Exception {
        return image(rollbackIndex, codeBytes, BOARD, FittedModule.DUAL_BAND);
    }

    static byte[] image(int rollbackIndex, int codeBytes, BoardRevision board, FittedModule module)
            throws Exception {
        byte[] code = new byte[codeBytes];
        new SplittableRandom(rollbackIndex).nextBytes(code);
        SequencedMap<String, byte[]> classes = new TreeMap<>();
        classes.put("org/kadec21/firmware/Main.class", code);
        return signed(manifest(board, module, 1, rollbackIndex, EXPIRY, key()), classes, key());
    }

    /// The code of this build as its JARs hold it: what a release is made of.
    static byte[] release(int rollbackIndex) throws Exception {
        List<Path> jars =
                Files.readAllLines(Kadec21.home().resolve("bench/target/modulepath")).stream()
                        .map(Path::of)
                        .filter(SignedImages::isTheUnits)
                        .toList();
        return signed(
                manifest(BOARD, FittedModule.DUAL_BAND, 1, rollbackIndex, EXPIRY, key()),
                UnitCode.of(jars),
                key());
    }

    static ImageManifest manifest(
            BoardRevision board,
            FittedModule module,
            int bootLoader,
            int rollbackIndex,
            Instant expiry,
            SigningKey key) {
        return new ImageManifest(
                "2." + rollbackIndex + ".0",
                List.of(board),
                List.of(module),
                bootLoader,
                rollbackIndex,
                expiry,
                key.id(),
                Behaviour.of(FirmwareProfile.DUAL_BAND_2));
    }

    static byte[] signed(
            ImageManifest manifest, SequencedMap<String, byte[]> code, SigningKey key) {
        return new Image(manifest, code).signed(key);
    }

    private static boolean isTheUnits(Path jar) {
        String name = jar.getFileName().toString();
        return Stream.of("kadec21-modem-hal", "kadec21-smtp-submission", "kadec21-firmware")
                .anyMatch(name::startsWith);
    }

    static String keyList() throws Exception {
        return Files.readString(certificate());
    }

    static SigningKey key() throws Exception {
        PrivateKey secret =
                KeyFactory.getInstance("Ed25519")
                        .generatePrivate(
                                new EdECPrivateKeySpec(
                                        NamedParameterSpec.ED25519,
                                        HexFormat.of().parseHex(PUBLISHED_SECRET)));
        try (InputStream in = Files.newInputStream(certificate())) {
            return new SigningKey(
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509").generateCertificate(in),
                    secret);
        }
    }

    private static Path certificate() {
        return Kadec21.home().resolve("bench/src/test/resources/image/keys.pem");
    }
}
