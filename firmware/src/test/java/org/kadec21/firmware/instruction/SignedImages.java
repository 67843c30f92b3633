package org.kadec21.firmware.instruction;

import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.kadec21.firmware.config.FirmwareProfile;
import org.kadec21.firmware.update.BoardRevision;
import org.kadec21.firmware.update.FittedModule;
import org.kadec21.firmware.update.Image;
import org.kadec21.firmware.update.ImageManifest;
import org.kadec21.firmware.update.ImageManifest.Behaviour;
import org.kadec21.firmware.update.ImageSigner;
import org.kadec21.firmware.update.ImageVerdict;
import org.kadec21.firmware.update.KeyId;
import org.kadec21.firmware.update.KeyList;
import org.kadec21.firmware.update.SlotTable;
import org.kadec21.firmware.update.Slots;
import org.kadec21.simulation.flash.SimulatedFlash;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

import javax.security.auth.x500.X500Principal;

/// Small images, and a board that they are for.
final class SignedImages {

    static final BoardRevision BOARD = new BoardRevision("communication", "B");

    private static final Instant EXPIRES = Instant.parse("2030-01-01T00:00:00Z");
    private static final KeyOfATest TRUSTED = KeyOfATest.make();
    private static final KeyOfATest STRANGE = KeyOfATest.make();

    private SignedImages() {}

    /// @param rollbackIndex also in its version
    static byte[] image(int rollbackIndex) {
        return image(rollbackIndex, FittedModule.DUAL_BAND, EXPIRES, TRUSTED);
    }

    /// One for the module of another band.
    static byte[] ofTheOldBand(int rollbackIndex) {
        return image(rollbackIndex, FittedModule.OLD_BAND, EXPIRES, TRUSTED);
    }

    static byte[] ofAStranger(int rollbackIndex) {
        return image(rollbackIndex, FittedModule.DUAL_BAND, EXPIRES, STRANGE);
    }

    static byte[] expired(int rollbackIndex) {
        return image(rollbackIndex, FittedModule.DUAL_BAND, DeskLab.START, TRUSTED);
    }

    private static byte[] image(
            int rollbackIndex, FittedModule module, Instant expires, KeyOfATest key) {
        SequencedMap<String, byte[]> code = new TreeMap<>();
        code.put("org/kadec21/firmware/Main.class", new byte[100]);
        return new Image(
                        new ImageManifest(
                                "2." + rollbackIndex + ".0",
                                List.of(BOARD),
                                List.of(module),
                                1,
                                rollbackIndex,
                                expires,
                                KeyId.of(key.certificate().getPublicKey()),
                                Behaviour.of(FirmwareProfile.DUAL_BAND_2)),
                        code)
                .signed(key);
    }

    static Slots board(SimulatedFlash flash) {
        return Slots.prepare(
                flash, (event, fields) -> {}, SlotTable.empty(BOARD, FittedModule.DUAL_BAND));
    }

    static void install(Slots slots, byte[] image) {
        switch (slots.check(image, keys(), DeskLab.START)) {
            case ImageVerdict.Genuine genuine -> slots.install(genuine.file(), image);
            case ImageVerdict.Refused refused ->
                    throw new IllegalStateException(refused.refusal().sentence());
        }
    }

    /// Whose images the unit takes.
    static KeyList keys() {
        try {
            return KeyList.read(TRUSTED.pem());
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    private record KeyOfATest(KeyPair pair, X509Certificate certificate) implements ImageSigner {

        static KeyOfATest make() {
            try {
                KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
                X500Principal name = new X500Principal("CN=test");
                return new KeyOfATest(
                        pair,
                        new JcaX509CertificateConverter()
                                .getCertificate(
                                        new JcaX509v3CertificateBuilder(
                                                        name,
                                                        BigInteger.ONE,
                                                        Date.from(Instant.EPOCH),
                                                        Date.from(EXPIRES),
                                                        name,
                                                        pair.getPublic())
                                                .build(
                                                        new JcaContentSignerBuilder("Ed25519")
                                                                .build(pair.getPrivate()))));
            } catch (Exception broken) {
                throw new IllegalStateException(broken);
            }
        }

        @Override
        public byte[] signature(byte[] message) {
            try {
                Signature signer = Signature.getInstance("Ed25519");
                signer.initSign(pair.getPrivate());
                signer.update(message);
                return signer.sign();
            } catch (Exception broken) {
                throw new IllegalStateException(broken);
            }
        }

        String pem() throws Exception {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'})
                            .encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        }
    }
}
