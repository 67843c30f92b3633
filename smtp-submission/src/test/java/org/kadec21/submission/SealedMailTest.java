package org.kadec21.submission;

import static org.assertj.core.api.Assertions.assertThat;

import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.Test;
import org.kadec21.hal.Randomness;
import org.kadec21.mailbox.ReceivedMail;
import org.kadec21.submission.SealedMail.Opened;
import org.kadec21.submission.peer.Correspondent;
import org.kadec21.submission.peer.MailWorld;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

class SealedMailTest {

    private static final Instant NOW = Instant.parse("2013-01-04T00:00:00Z");
    private static final Correspondent OPERATOR = Correspondent.named("operator");
    private static final Correspondent UNIT = Correspondent.named("unit");
    private static final Correspondent STRANGER = Correspondent.named("stranger");
    private static final String BODY = "sequence: 7\nname: 風速計\n.dot\n";
    private static final Randomness CHANCE = new MailWorld().randomness();

    @Test
    void opensADetachedSignature() throws Exception {
        Opened opened = sealedMail().open(seal(OPERATOR).signed(draft()), NOW);

        assertThat(text(opened)).isEqualTo(BODY.replace("\n", "\r\n"));
        assertThat(sound(opened).signer()).isEqualTo(OPERATOR.certificate());
        assertThat(sound(opened).encrypted()).isFalse();
    }

    @Test
    void opensAnOpaqueSignature() throws Exception {
        assertThat(text(sealedMail().open(seal(OPERATOR).opaque(draft()), NOW)))
                .isEqualTo(BODY.replace("\n", "\r\n"));
    }

    @Test
    void opensAnEnvelopeAndWhatIsSignedWithinIt() throws Exception {
        Opened opened = sealedMail().open(encryptedFor(UNIT), NOW);

        assertThat(text(opened)).isEqualTo(BODY.replace("\n", "\r\n"));
        assertThat(sound(opened).encrypted()).isTrue();
    }

    @Test
    void takesBareLineFeedsForLineEnds() throws Exception {
        String unix = ascii(seal(OPERATOR).signed(draft())).replace("\r\n", "\n");

        assertThat(text(sealedMail().open(bytes(unix), NOW))).isEqualTo(BODY.replace("\n", "\r\n"));
    }

    @Test
    void refusesAnotherSigner() {
        assertThat(reason(sealedMail().open(seal(STRANGER).signed(draft()), NOW)))
                .isEqualTo("expected the signature of one of 1 allowed signers, came another's");
    }

    @Test
    void refusesAnAlteredByteAnywhereInTheSignedPart() {
        byte[] message = seal(OPERATOR).signed(draft());
        String text = ascii(message);
        int first = text.indexOf("Content-Type: text/plain");
        int last = text.indexOf("\r\n--=_", first);

        for (int at = first; at < last; at++) {
            byte[] altered = message.clone();
            altered[at] ^= 1;
            assertThat(sealedMail().open(altered, NOW))
                    .as("byte %d", at)
                    .isInstanceOf(Opened.Refused.class);
        }
    }

    @Test
    void refusesEveryHalfThatArrived() {
        for (byte[] message : List.of(seal(OPERATOR).signed(draft()), encryptedFor(UNIT))) {
            int end = ascii(message).stripTrailing().length();
            for (int length = 0; length < end - 2; length += 7) {
                assertThat(sealedMail().open(Arrays.copyOf(message, length), NOW))
                        .as("%d of %d bytes", length, end)
                        .isInstanceOf(Opened.Refused.class);
            }
        }
    }

    @Test
    void refusesWhatIsNotSigned() {
        assertThat(reason(sealedMail().open(MailRenderer.render(draft()), NOW)))
                .isEqualTo("expected a signed mail (S/MIME), came text/plain");
    }

    @Test
    void refusesAnEnvelopeForOthers() {
        assertThat(reason(sealedMail().open(encryptedFor(STRANGER), NOW)))
                .isEqualTo(
                        "expected a mail encrypted to this unit's certificate, came one for"
                                + " others");
    }

    @Test
    void refusesAnEnvelopeWithoutAKeyOfItsOwn() {
        SealedMail keyless = new SealedMail(signers(), Optional.empty());

        assertThat(reason(keyless.open(encryptedFor(UNIT), NOW))).contains("no key of its own");
    }

    @Test
    void refusesASignerWhoseCertificateIsOver() {
        assertThat(
                        reason(
                                sealedMail()
                                        .open(
                                                seal(OPERATOR).signed(draft()),
                                                Instant.parse("2041-01-01T00:00:00Z"))))
                .contains("valid by the unit's clock (2041-01-01T00:00:00Z)");
    }

    @Test
    void refusesSha1() throws Exception {
        assertThat(reason(sealedMail().open(signedBy("SHA1withRSA", false), NOW)))
                .contains("SHA-256, SHA-384 or SHA-512");
    }

    @Test
    void refusesASignatureWithoutSignedAttributes() throws Exception {
        assertThat(reason(sealedMail().open(signedBy("SHA256withRSA", true), NOW)))
                .contains("with signed attributes");
    }

    @Test
    void refusesAnEnvelopeInAnEnvelope() throws Exception {
        byte[] inner = encryptedFor(UNIT);

        assertThat(reason(sealedMail().open(enveloped(inner), NOW)))
                .isEqualTo("expected a signed mail in the envelope, came another envelope");
    }

    private static byte[] enveloped(byte[] entity) throws Exception {
        CMSEnvelopedDataGenerator generator = new CMSEnvelopedDataGenerator();
        generator.addRecipientInfoGenerator(
                new JceKeyTransRecipientInfoGenerator(UNIT.certificate()));
        byte[] cms =
                generator
                        .generate(
                                new CMSProcessableByteArray(entity),
                                new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_CBC).build())
                        .getEncoded();
        return opaque("enveloped-data", cms);
    }

    private static byte[] signedBy(String algorithm, boolean withoutAttributes) throws Exception {
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(
                new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                        .setDirectSignature(withoutAttributes)
                        .build(
                                new JcaContentSignerBuilder(algorithm)
                                        .build(OPERATOR.keys().getPrivate()),
                                OPERATOR.certificate()));
        byte[] content = bytes("Content-Type: text/plain\r\n\r\nsequence: 7\r\n");
        return opaque(
                "signed-data",
                generator.generate(new CMSProcessableByteArray(content), true).getEncoded());
    }

    private static byte[] opaque(String kind, byte[] cms) {
        return bytes(
                "Content-Type: application/pkcs7-mime; smime-type="
                        + kind
                        + "\r\n\r\n"
                        + Base64.getMimeEncoder().encodeToString(cms)
                        + "\r\n");
    }

    private static byte[] encryptedFor(Correspondent reader) {
        return seal(OPERATOR).encrypted(draft(), List.of(reader.certificate()));
    }

    private static SealedMail sealedMail() {
        return new SealedMail(signers(), Optional.of(UNIT.identity()));
    }

    private static List<X509Certificate> signers() {
        return List.of(OPERATOR.certificate());
    }

    private static MailSeal seal(Correspondent signer) {
        return new MailSeal(signer.identity(), CHANCE);
    }

    private static Opened.Sound sound(Opened opened) {
        assertThat(opened).isInstanceOf(Opened.Sound.class);
        return (Opened.Sound) opened;
    }

    private static String text(Opened opened) throws Exception {
        return ReceivedMail.parse(sound(opened).entity()).text();
    }

    private static String reason(Opened opened) {
        assertThat(opened).isInstanceOf(Opened.Refused.class);
        return ((Opened.Refused) opened).reason();
    }

    private static MailDraft draft() {
        return new MailDraft(
                "7@operator.test",
                ZonedDateTime.parse("2013-01-03T06:00:00+09:00"),
                "operator@operator.test",
                List.of("unit@unit.test"),
                "instruction 7",
                BODY,
                MailDraft.Encoding.UTF_8,
                List.of(),
                List.of());
    }

    private static String ascii(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
