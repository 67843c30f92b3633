package org.kadec21.firmware.update;

import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSAttributeTableGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.function.UnaryOperator;

/// The CMS signature (RFC 5652, RFC 8419) over a JAR's signature file, detached, in DER: one
/// certificate, one signer, the attributes content type and message digest, no time. Nothing in it
/// is left to choice, so that a block can be built again from its signature and compared.
final class SignatureBlock {

    /// The signature value; it ends the block.
    static final int SIGNATURE_BYTES = 64;

    private SignatureBlock() {}

    /// Signs.
    static byte[] sign(byte[] signatureFile, ImageSigner key) {
        return build(signatureFile, key.certificate(), key::signature);
    }

    /// The only block that can hold `signature`.
    static byte[] of(byte[] signatureFile, X509Certificate certificate, byte[] signature) {
        return build(signatureFile, certificate, attributes -> signature);
    }

    /// Whether the certificate's key made the signature.
    static boolean holds(byte[] signatureFile, X509Certificate certificate, byte[] signature) {
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        build(
                signatureFile,
                certificate,
                attributes -> {
                    signed.writeBytes(attributes);
                    return signature;
                });
        try {
            Signature verifier = Signature.getInstance(ImageFile.ALGORITHM);
            verifier.initVerify(certificate.getPublicKey());
            verifier.update(signed.toByteArray());
            return verifier.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    private static byte[] build(
            byte[] signatureFile, X509Certificate certificate, UnaryOperator<byte[]> signing) {
        try {
            JcaX509CertificateHolder holder = new JcaX509CertificateHolder(certificate);
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(
                    new SignerInfoGeneratorBuilder(new BcDigestCalculatorProvider())
                            .setSignedAttributeGenerator(new TwoAttributes())
                            .build(new Signing(signing), holder));
            generator.addCertificate(holder);
            return generator
                    .generate(new CMSProcessableByteArray(signatureFile), false)
                    .toASN1Structure()
                    .getEncoded("DER");
        } catch (CMSException
                | OperatorCreationException
                | CertificateEncodingException
                | IOException e) {
            throw new IllegalStateException("cannot build a CMS signature in memory", e);
        }
    }

    /// Content type and message digest; the generator's own choice would add the time.
    private static final class TwoAttributes implements CMSAttributeTableGenerator {

        private final DefaultSignedAttributeTableGenerator all =
                new DefaultSignedAttributeTableGenerator();

        @Override
        @SuppressWarnings("rawtypes") // as Bouncy Castle declares it
        public AttributeTable getAttributes(Map parameters) {
            AttributeTable table = all.getAttributes(parameters);
            ASN1EncodableVector two = new ASN1EncodableVector();
            two.add(table.get(CMSAttributes.contentType));
            two.add(table.get(CMSAttributes.messageDigest));
            return new AttributeTable(two);
        }
    }

    private record Signing(UnaryOperator<byte[]> signing, ByteArrayOutputStream attributes)
            implements ContentSigner {

        private static final ASN1ObjectIdentifier ED25519 = EdECObjectIdentifiers.id_Ed25519;

        Signing(UnaryOperator<byte[]> signing) {
            this(signing, new ByteArrayOutputStream());
        }

        @Override
        public AlgorithmIdentifier getAlgorithmIdentifier() {
            return new AlgorithmIdentifier(ED25519);
        }

        @Override
        public OutputStream getOutputStream() {
            return attributes;
        }

        @Override
        public byte[] getSignature() {
            return signing.apply(attributes.toByteArray());
        }
    }
}
