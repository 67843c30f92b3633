package org.kadec21.submission;

import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.KeyTransRecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.operator.jcajce.JceAsymmetricKeyWrapper;
import org.kadec21.hal.Randomness;
import org.kadec21.submission.MailDraft.Header;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;

/// Signs a mail's body, and encrypts what came of it, as S/MIME 4.0 (RFC 8551). Message header
/// fields, the subject included, stay outside and readable. Signing alone gives the same bytes for
/// the same draft; encryption draws a key.
public final class MailSeal {

    private static final String SIGNATURE = "SHA256withRSA";
    private static final int LINE = 76;

    private final SigningIdentity signer;
    private final Randomness randomness;

    public MailSeal(SigningIdentity signer, Randomness randomness) {
        this.signer = signer;
        this.randomness = randomness;
    }

    /// The complete signed message; the signature carries the draft's date.
    ///
    /// @throws IllegalStateException when the identity cannot sign, which [SigningIdentity] rules
    ///   out
    public byte[] signed(MailDraft draft) {
        return MailRenderer.message(draft, signedEntity(draft));
    }

    /// As [#signed], with the content inside of the signature (RFC 8551 3.5.2): for gateways that
    /// touch what they can read. A program without S/MIME shows nothing of it.
    public byte[] opaque(MailDraft draft) {
        byte[] content = MailRenderer.entity(draft).bytes();
        return MailRenderer.message(
                draft,
                binary(
                        "application/pkcs7-mime; smime-type=signed-data; name=smime.p7m",
                        "attachment; filename=smime.p7m",
                        signature(content, draft.date().toInstant(), true)));
    }

    /// The complete message, signed and then encrypted for `readers`. A certificate's dates are not
    /// looked at: whoever has its key can read.
    ///
    /// @param readers certificates with RSA keys, at least one
    /// @throws IllegalStateException when one of them has no RSA key
    public byte[] encrypted(MailDraft draft, List<X509Certificate> readers) {
        MimePart signed = signedEntity(draft);
        return MailRenderer.message(draft, envelope(signed, readers));
    }

    private MimePart signedEntity(MailDraft draft) {
        MimePart entity = MailRenderer.entity(draft);
        byte[] content = entity.bytes();
        String boundary = MailRenderer.boundary("signed " + draft.messageId());
        MimePart signature =
                binary(
                        "application/pkcs7-signature; name=smime.p7s",
                        "attachment; filename=smime.p7s",
                        signature(content, draft.date().toInstant(), false));
        return MimePart.multipart(
                "multipart/signed; protocol=\"application/pkcs7-signature\"; micalg=sha-256",
                boundary,
                List.of(entity, signature));
    }

    /// A signature over the entity with its fields, detached (RFC 8551 3.5.3) or around it.
    private byte[] signature(byte[] content, Instant at, boolean around) {
        try {
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(
                    new JcaSignerInfoGeneratorBuilder(
                                    new JcaDigestCalculatorProviderBuilder().build())
                            .setSignedAttributeGenerator(
                                    new DefaultSignedAttributeTableGenerator(signedAt(at)))
                            .build(
                                    new JcaContentSignerBuilder(SIGNATURE).build(signer.key()),
                                    signer.certificate()));
            generator.addCertificates(new JcaCertStore(signer.certificates()));
            return generator.generate(new CMSProcessableByteArray(content), around).getEncoded();
        } catch (CMSException
                | IOException
                | OperatorCreationException
                | GeneralSecurityException e) {
            throw new IllegalStateException("the key that was checked cannot sign", e);
        }
    }

    private static AttributeTable signedAt(Instant at) {
        ASN1EncodableVector attributes = new ASN1EncodableVector();
        attributes.add(
                new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(at)))));
        return new AttributeTable(attributes);
    }

    private MimePart envelope(MimePart signed, List<X509Certificate> readers) {
        if (readers.isEmpty()) {
            throw new IllegalStateException("expected somebody who may read, came nobody");
        }
        SecureRandom random = randomness.secure();
        try {
            CMSEnvelopedDataGenerator generator = new CMSEnvelopedDataGenerator();
            for (X509Certificate reader : readers) {
                generator.addRecipientInfoGenerator(
                        new Reader(
                                new IssuerAndSerialNumber(
                                        new JcaX509CertificateHolder(reader).toASN1Structure()),
                                new JceAsymmetricKeyWrapper(reader).setSecureRandom(random)));
            }
            byte[] encrypted =
                    generator
                            .generate(
                                    new CMSProcessableByteArray(signed.bytes()),
                                    new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_CBC)
                                            .setSecureRandom(random)
                                            .build())
                            .getEncoded();
            return binary(
                    "application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m",
                    "attachment; filename=smime.p7m",
                    encrypted);
        } catch (CMSException | IOException | GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was checked cannot encrypt", e);
        }
    }

    private static MimePart binary(String type, String disposition, byte[] content) {
        String base64 =
                Base64.getMimeEncoder(LINE, new byte[] {'\r', '\n'}).encodeToString(content);
        return new MimePart(
                List.of(
                        new Header("Content-Type", type),
                        new Header("Content-Transfer-Encoding", "base64"),
                        new Header("Content-Disposition", disposition)),
                (base64 + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /// One reader, by issuer and serial number, its key wrapped with the randomness of the board.
    private static final class Reader extends KeyTransRecipientInfoGenerator {
        Reader(IssuerAndSerialNumber name, JceAsymmetricKeyWrapper wrapper) {
            super(name, wrapper);
        }
    }
}
