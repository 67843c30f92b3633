package org.kadec21.simulation.provider.tls;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.kadec21.hal.Randomness;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;

/// A certificate authority of the simulated world, with keys of one kind throughout. Signatures on
/// certificates need no chance: the same randomness and the same moment give the same octets.
public final class CertificateAuthority {

    private static final int SERIAL_BITS = 64;

    private final SecureRandom random;
    private final KeyKind kind;
    private final KeyPair keys;
    private final X500Name name;
    private final X509Certificate certificate;

    private CertificateAuthority(
            SecureRandom random,
            KeyKind kind,
            KeyPair keys,
            X500Name name,
            X509Certificate certificate) {
        this.random = random;
        this.kind = kind;
        this.keys = keys;
        this.name = name;
        this.certificate = certificate;
    }

    /// When a certificate is good.
    public record Validity(Instant from, Instant until) {

        /// A day back, for clocks that are late, and `span` ahead.
        public static Validity around(Instant now, Duration span) {
            return new Validity(now.minus(Duration.ofDays(1)), now.plus(span));
        }
    }

    /// A new authority with RSA keys.
    ///
    /// @param commonName how it calls itself
    public static CertificateAuthority create(
            String commonName, Randomness randomness, Validity validity) {
        return create(commonName, randomness, KeyKind.RSA_2048, validity);
    }

    /// A new authority with its own key and a certificate signed by itself.
    ///
    /// @param commonName how it calls itself
    public static CertificateAuthority create(
            String commonName, Randomness randomness, KeyKind kind, Validity validity) {
        SecureRandom random = randomness.secure();
        KeyPair keys = kind.newPair(random);
        X500Name name = new X500Name("CN=" + commonName);
        X509v3CertificateBuilder builder =
                new JcaX509v3CertificateBuilder(
                        name,
                        serial(random),
                        Date.from(validity.from()),
                        Date.from(validity.until()),
                        name,
                        keys.getPublic());
        extend(builder, Extension.basicConstraints, true, new BasicConstraints(true));
        extend(
                builder,
                Extension.keyUsage,
                true,
                new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        return new CertificateAuthority(random, kind, keys, name, sign(builder, kind, keys));
    }

    /// A new key with a certificate for a server.
    ///
    /// @param names host names and IP addresses it is to be known by, at least one; the first
    ///   becomes the subject
    public ServerCertificate issue(List<String> names, Validity validity) {
        KeyPair serverKeys = kind.newPair(random);
        X509v3CertificateBuilder builder =
                new JcaX509v3CertificateBuilder(
                        name,
                        serial(random),
                        Date.from(validity.from()),
                        Date.from(validity.until()),
                        new X500Name("CN=" + names.getFirst()),
                        serverKeys.getPublic());
        GeneralName[] alternatives =
                names.stream().map(CertificateAuthority::alternative).toArray(GeneralName[]::new);
        extend(builder, Extension.subjectAlternativeName, false, new GeneralNames(alternatives));
        extend(builder, Extension.basicConstraints, true, new BasicConstraints(false));
        extend(
                builder,
                Extension.keyUsage,
                true,
                new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment));
        extend(
                builder,
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        return new ServerCertificate(
                serverKeys.getPrivate(), List.of(sign(builder, kind, keys), certificate));
    }

    /// The certificate that clients must trust.
    public X509Certificate certificate() {
        return certificate;
    }

    /// [#certificate()] in PEM (RFC 7468), for a client's CA file.
    public String pem() {
        try {
            Base64.Encoder lines =
                    Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
            return "-----BEGIN CERTIFICATE-----\n"
                    + lines.encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate of our own making has no encoding", e);
        }
    }

    private static BigInteger serial(SecureRandom random) {
        return new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS); // positive, one length
    }

    private static GeneralName alternative(String name) {
        boolean address = name.matches("[0-9.]+") || name.contains(":");
        return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name);
    }

    private static void extend(
            X509v3CertificateBuilder builder,
            ASN1ObjectIdentifier kind,
            boolean critical,
            ASN1Encodable value) {
        try {
            builder.addExtension(kind, critical, value);
        } catch (IOException e) {
            throw new IllegalStateException("an extension of our own making has no encoding", e);
        }
    }

    private static X509Certificate sign(
            X509v3CertificateBuilder builder, KeyKind kind, KeyPair signer) {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(
                                    new JcaContentSignerBuilder(kind.signature())
                                            .build(signer.getPrivate())));
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("a Java runtime without " + kind.signature(), e);
        }
    }
}
