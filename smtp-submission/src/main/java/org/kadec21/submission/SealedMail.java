package org.kadec21.submission;

import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cms.CMSEnvelopedData;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.RecipientInformationStore;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationStore;
import org.bouncycastle.cms.jcajce.JcaSignerId;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.cms.jcajce.JceKeyTransEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientId;
import org.bouncycastle.operator.OperatorCreationException;
import org.kadec21.submission.SealedEntity.Malformed;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Opens what [MailSeal] and other S/MIME programs (RFC 8551) close: a mail signed by one of a few
/// known signers, detached or opaque, and perhaps encrypted to us around that. Only known
/// certificates count; those that a mail brings along are not looked at.
public final class SealedMail {

    private static final int MOST_SIGNATURES = 4;
    private static final int MOST_READERS = 64;

    private final List<X509Certificate> signers;
    private final Optional<SigningIdentity> reader;

    /// @param signers whose signature counts
    /// @param reader to whom mails may be encrypted
    public SealedMail(List<X509Certificate> signers, Optional<SigningIdentity> reader) {
        this.signers = List.copyOf(signers);
        this.reader = reader;
    }

    /// What a mail turned out to be.
    public sealed interface Opened {

        /// Signed by one of the signers, and as it was signed.
        ///
        /// @param entity the signed MIME entity, fields and content, CRLF line ends
        /// @param encrypted whether it came encrypted to us
        record Sound(byte[] entity, X509Certificate signer, boolean encrypted) implements Opened {}

        /// Nothing in it is to be believed.
        ///
        /// @param reason what was expected and what came
        record Refused(String reason) implements Opened {}
    }

    /// Opens a complete message.
    ///
    /// @param now by which the signer's certificate must be valid
    public Opened open(byte[] message, Instant now) {
        try {
            SealedEntity outer = SealedEntity.of(message);
            return switch (outer) {
                case SealedEntity.Enveloped(byte[] cms) ->
                        signed(SealedEntity.of(decrypted(cms)), true, now);
                case SealedEntity.Detached detached -> signed(detached, false, now);
                case SealedEntity.Opaque opaque -> signed(opaque, false, now);
            };
        } catch (Malformed | NotOpenedException refused) {
            return new Opened.Refused(String.valueOf(refused.getMessage()));
        }
    }

    private Opened signed(SealedEntity entity, boolean encrypted, Instant now)
            throws NotOpenedException {
        try {
            return switch (entity) {
                case SealedEntity.Detached(byte[] content, byte[] cms) ->
                        sound(
                                new CMSSignedData(new CMSProcessableByteArray(content), cms),
                                content,
                                encrypted,
                                now);
                case SealedEntity.Opaque(byte[] cms) -> {
                    CMSSignedData data = new CMSSignedData(cms);
                    if (data.getSignedContent() == null
                            || !(data.getSignedContent().getContent() instanceof byte[] content)) {
                        throw new NotOpenedException(
                                "expected content within the signature, came a signature alone");
                    }
                    yield sound(data, content, encrypted, now);
                }
                case SealedEntity.Enveloped _ ->
                        throw new NotOpenedException(
                                "expected a signed mail in the envelope, came another envelope");
            };
        } catch (CMSException malformed) {
            throw new NotOpenedException(
                    "expected a signature (CMS), came something else: " + malformed.getMessage());
        }
    }

    private Opened sound(CMSSignedData data, byte[] content, boolean encrypted, Instant now)
            throws NotOpenedException {
        SignerInformationStore signatures = data.getSignerInfos();
        if (signatures.size() == 0 || signatures.size() > MOST_SIGNATURES) {
            throw new NotOpenedException(
                    "expected 1 to " + MOST_SIGNATURES + " signatures, came " + signatures.size());
        }
        for (X509Certificate signer : signers) {
            Optional<SignerInformation> signature =
                    signatures.getSigners(new JcaSignerId(signer)).stream().findFirst();
            if (signature.isPresent()) {
                requireGood(signature.get(), signer, now);
                return new Opened.Sound(content, signer, encrypted);
            }
        }
        throw new NotOpenedException(
                "expected the signature of one of "
                        + signers.size()
                        + " allowed signers, came another's");
    }

    private static void requireGood(
            SignerInformation signature, X509Certificate signer, Instant now)
            throws NotOpenedException {
        if (now.isBefore(signer.getNotBefore().toInstant())
                || now.isAfter(signer.getNotAfter().toInstant())) {
            throw new NotOpenedException(
                    "expected a signer whose certificate is valid by the unit's clock ("
                            + now
                            + "), came one valid from "
                            + signer.getNotBefore().toInstant()
                            + " to "
                            + signer.getNotAfter().toInstant());
        }
        if (!isStrong(signature.getDigestAlgorithmID())) {
            throw new NotOpenedException(
                    "expected a signature over SHA-256, SHA-384 or SHA-512, came one over "
                            + signature.getDigestAlgOID());
        }
        // without signed attributes another content could pass as them (RFC 5652 5.3)
        if (signature.getSignedAttributes() == null
                || !CMSObjectIdentifiers.data.equals(signature.getContentType())) {
            throw new NotOpenedException(
                    "expected a signature with signed attributes over plain data, came another");
        }
        try {
            if (!signature.verify(new JcaSimpleSignerInfoVerifierBuilder().build(signer))) {
                throw new NotOpenedException(
                        "expected the content that was signed, came an altered one");
            }
        } catch (CMSException | OperatorCreationException unverified) {
            throw new NotOpenedException(
                    "expected the content that was signed, came an altered one ("
                            + unverified.getMessage()
                            + ")");
        }
    }

    private static boolean isStrong(AlgorithmIdentifier digest) {
        return List.of(
                        NISTObjectIdentifiers.id_sha256,
                        NISTObjectIdentifiers.id_sha384,
                        NISTObjectIdentifiers.id_sha512)
                .contains(digest.getAlgorithm());
    }

    private byte[] decrypted(byte[] cms) throws NotOpenedException {
        if (reader.isEmpty()) {
            throw new NotOpenedException(
                    "expected a readable mail, came an encrypted one; this unit has no key of its"
                            + " own in secure-mail");
        }
        SigningIdentity own = reader.get();
        try {
            RecipientInformationStore readers = new CMSEnvelopedData(cms).getRecipientInfos();
            if (readers.size() > MOST_READERS) {
                throw new NotOpenedException(
                        "expected at most " + MOST_READERS + " readers, came " + readers.size());
            }
            Optional<RecipientInformation> ours =
                    readers.getRecipients(new JceKeyTransRecipientId(own.certificate())).stream()
                            .findFirst();
            if (ours.isPresent()) {
                return ours.get().getContent(new JceKeyTransEnvelopedRecipient(own.key()));
            }
            throw new NotOpenedException(
                    "expected a mail encrypted to this unit's certificate, came one for others");
        } catch (CMSException unreadable) {
            throw new NotOpenedException(
                    "expected an envelope that this unit's key opens, came another ("
                            + unreadable.getMessage()
                            + ")");
        }
    }

    private static final class NotOpenedException extends Exception {
        NotOpenedException(String message) {
            super(message);
        }
    }
}
