package org.kadec21.updater.image;

import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.DefaultCMSSignatureAlgorithmNameGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.bc.BcEdDSASignerInfoVerifierBuilder;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;

import java.io.IOException;
import java.util.Arrays;

/// A detached CMS signature (RFC 5652) with Ed25519 (RFC 8419), of the one shape that images have.
/// Most of a signature block is not itself signed, so every part of it is demanded as it must be.
final class CmsSignature {

    private static final AlgorithmIdentifier SHA_512 =
            new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha512);
    private static final AlgorithmIdentifier ED25519 =
            new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519);
    private static final int VERSION_1 = 1;
    private static final int ATTRIBUTES = 2;

    private CmsSignature() {}

    /// @param block the signature
    /// @param signed what it signs
    /// @param certificate the only one that may be in it
    static void require(byte[] block, byte[] signed, X509CertificateHolder certificate)
            throws RefusedException {
        boolean holds;
        try {
            holds =
                    hasTheOneShape(block, certificate)
                            && verifies(new CMSSignedData(content(signed), block), certificate);
        } catch (CMSException
                | OperatorCreationException
                | IOException
                | IllegalArgumentException
                | IllegalStateException
                | ClassCastException malformed) {
            holds = false;
        }
        if (!holds) {
            throw RefusedException.changed("its signature does not hold");
        }
    }

    private static boolean verifies(CMSSignedData cms, X509CertificateHolder certificate)
            throws CMSException, OperatorCreationException {
        SignerInformation signer = cms.getSignerInfos().iterator().next();
        return signer.verify(
                new BcEdDSASignerInfoVerifierBuilder(
                                new DefaultCMSSignatureAlgorithmNameGenerator(),
                                new DefaultSignatureAlgorithmIdentifierFinder(),
                                new DefaultDigestAlgorithmIdentifierFinder(),
                                new BcDigestCalculatorProvider())
                        .build(certificate));
    }

    private static boolean hasTheOneShape(byte[] block, X509CertificateHolder certificate)
            throws IOException {
        ContentInfo outer = ContentInfo.getInstance(ASN1Primitive.fromByteArray(block));
        if (!outer.getContentType().equals(CMSObjectIdentifiers.signedData)
                || !Arrays.equals(outer.getEncoded(ASN1Encoding.DER), block)) {
            return false;
        }
        SignedData data = SignedData.getInstance(outer.getContent());
        ContentInfo inner = data.getEncapContentInfo();
        return data.getVersion().hasValue(VERSION_1)
                && isOnly(data.getDigestAlgorithms(), SHA_512)
                && inner.getContentType().equals(CMSObjectIdentifiers.data)
                && inner.getContent() == null
                && isOnly(data.getCertificates(), certificate.toASN1Structure())
                && data.getCRLs() == null
                && data.getSignerInfos().size() == 1
                && isSigner(
                        SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0)), certificate);
    }

    private static boolean isSigner(SignerInfo signer, X509CertificateHolder certificate) {
        IssuerAndSerialNumber id =
                new IssuerAndSerialNumber(certificate.getIssuer(), certificate.getSerialNumber());
        return signer.getVersion().hasValue(VERSION_1)
                && signer.getSID().getId().toASN1Primitive().equals(id.toASN1Primitive())
                && signer.getDigestAlgorithm().equals(SHA_512)
                && signer.getAuthenticatedAttributes().size() == ATTRIBUTES
                && signer.getDigestEncryptionAlgorithm().equals(ED25519)
                && signer.getUnauthenticatedAttributes() == null;
    }

    private static boolean isOnly(ASN1Set set, ASN1Object expected) {
        return set.size() == 1
                && set.getObjectAt(0).toASN1Primitive().equals(expected.toASN1Primitive());
    }

    private static CMSProcessableByteArray content(byte[] signed) {
        return new CMSProcessableByteArray(
                new ASN1ObjectIdentifier(CMSObjectIdentifiers.data.getId()), signed);
    }
}
