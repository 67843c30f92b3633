package org.kadec21.bench.image;

import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.kadec21.firmware.update.ImageSigner;
import org.kadec21.firmware.update.KeyFileException;
import org.kadec21.firmware.update.KeyId;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.security.auth.x500.X500Principal;

/// A key that signs images, Ed25519 (RFC 8032), and its certificate. Ed25519 draws no random
/// numbers while it signs, so that the same image is the same bytes.
///
/// @param certificate names the key; what counts is that a key list has it
/// @param key never shown
public record SigningKey(X509Certificate certificate, PrivateKey key) implements ImageSigner {

    static final String ALGORITHM = "Ed25519";

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z ]+)-----([^-]*)-----END \\1-----");
    private static final int SERIAL_BITS = 64;

    /// A new key with a certificate of its own.
    ///
    /// @param name for people, the certificate's common name
    public static SigningKey generate(
            String name, Instant from, Instant until, SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(NamedParameterSpec.ED25519, random);
            KeyPair pair = generator.generateKeyPair();
            X500Principal subject = new X500Principal("CN=" + name);
            byte[] certificate =
                    new JcaX509v3CertificateBuilder(
                                    subject,
                                    new BigInteger(SERIAL_BITS, random).setBit(0),
                                    Date.from(from),
                                    Date.from(until),
                                    subject,
                                    pair.getPublic())
                            .build(new JcaContentSignerBuilder(ALGORITHM).build(pair.getPrivate()))
                            .getEncoded();
            return new SigningKey(certificate(certificate), pair.getPrivate());
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("cannot make an Ed25519 key and its certificate", e);
        }
    }

    /// Reads the PEM blocks `PRIVATE KEY` (PKCS #8, without a password) and `CERTIFICATE`.
    ///
    /// @throws KeyFileException when one is missing or of another kind
    public static SigningKey read(String pem) throws KeyFileException {
        try {
            PrivateKey key =
                    KeyFactory.getInstance(ALGORITHM)
                            .generatePrivate(new PKCS8EncodedKeySpec(block(pem, "PRIVATE KEY")));
            SigningKey pair = new SigningKey(certificate(block(pem, "CERTIFICATE")), key);
            if (!pair.belongsTogether()) {
                throw new KeyFileException(
                        "expected a key and its certificate, but the certificate is of another"
                                + " key");
            }
            return pair;
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            throw new KeyFileException(
                    "expected an Ed25519 key (PKCS #8, no password) and its certificate, but one"
                            + " of them is not; 'kadec21 image key' makes both");
        }
    }

    /// Both PEM blocks: as secret as the key.
    public String secretPem() {
        return pem("PRIVATE KEY", key.getEncoded()) + certificatePem();
    }

    /// The certificate as a block for a key list.
    public String certificatePem() {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was read has its bytes", e);
        }
    }

    public String id() {
        return KeyId.of(certificate.getPublicKey());
    }

    @Override
    public byte[] signature(byte[] message) {
        try {
            Signature signer = Signature.getInstance(ALGORITHM);
            signer.initSign(key);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an Ed25519 key did not sign", e);
        }
    }

    @Override
    public String toString() {
        return "signing key " + id();
    }

    static X509Certificate certificate(byte[] encoded) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(encoded));
    }

    private boolean belongsTogether() throws GeneralSecurityException {
        byte[] probe = {1};
        Signature checking = Signature.getInstance(ALGORITHM);
        checking.initVerify(certificate.getPublicKey());
        checking.update(probe);
        return checking.verify(signature(probe));
    }

    private static byte[] block(String pem, String type) throws KeyFileException {
        Matcher blocks = PEM.matcher(pem);
        while (blocks.find()) {
            if (blocks.group(1).equals(type)) {
                return Base64.getMimeDecoder().decode(blocks.group(2));
            }
        }
        throw new KeyFileException(
                "expected a PEM block "
                        + type
                        + ", but there is none; 'kadec21 image key' makes key files");
    }

    private static String pem(String type, byte[] content) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + type + "-----\n" + lines + "\n-----END " + type + "-----\n";
    }
}
