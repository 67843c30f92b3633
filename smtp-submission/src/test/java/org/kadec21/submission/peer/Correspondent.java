package org.kadec21.submission.peer;

import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.kadec21.submission.SigningIdentity;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;

import javax.security.auth.x500.X500Principal;

/// Somebody with an RSA key and a certificate from 2000 to 2040 that nobody but the key itself
/// vouches for. All have the same serial number: it is the issuer that tells them apart.
public record Correspondent(KeyPair keys, X509Certificate certificate) {

    public static Correspondent named(String name) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair keys = generator.generateKeyPair();
            X500Principal subject = new X500Principal("CN=" + name);
            return new Correspondent(
                    keys,
                    new JcaX509CertificateConverter()
                            .getCertificate(
                                    new JcaX509v3CertificateBuilder(
                                                    subject,
                                                    BigInteger.TWO,
                                                    Date.from(
                                                            Instant.parse("2000-01-01T00:00:00Z")),
                                                    Date.from(
                                                            Instant.parse("2040-01-01T00:00:00Z")),
                                                    subject,
                                                    keys.getPublic())
                                            .build(
                                                    new JcaContentSignerBuilder("SHA256withRSA")
                                                            .build(keys.getPrivate()))));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    public SigningIdentity identity() {
        return new SigningIdentity(keys.getPrivate(), List.of(certificate));
    }
}
