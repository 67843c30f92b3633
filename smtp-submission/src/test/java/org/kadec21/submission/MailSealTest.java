package org.kadec21.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSEnvelopedData;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.cms.jcajce.JceKeyTransEnvelopedRecipient;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kadec21.hal.Randomness;
import org.kadec21.mailbox.ReceivedMail;
import org.kadec21.submission.MailDraft.Encoding;
import org.kadec21.submission.MailDraft.Header;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.security.auth.x500.X500Principal;

class MailSealTest {

    private static final String BODY = "風速 15.2 m/s\n";
    private static KeyPair unit;
    private static KeyPair reader;
    private static SigningIdentity signer;
    private static X509Certificate readersCertificate;

    @BeforeAll
    static void makeKeys() throws Exception {
        unit = keyPair(2048);
        reader = keyPair(2048);
        signer = new SigningIdentity(unit.getPrivate(), List.of(certificate("unit", unit)));
        readersCertificate = certificate("reader", reader);
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void theSignatureCoversTheBodyAsAnUnsignedMailHasIt(Encoding encoding) throws Exception {
        String message = text(seal(1).signed(draft(encoding)));

        String plain = text(MailRenderer.render(draft(encoding)));
        String entity = plain.substring(plain.indexOf("Content-Type"));
        assertThat(message).contains("\r\n" + entity + "\r\n--");
        assertThat(verifies(message, entity)).isTrue();
        assertThat(verifies(message, entity.replace("Content-Type", "content-type"))).isFalse();
    }

    @Test
    void headerFieldsStayOutsideAndReadable() {
        String message =
                text(seal(1).encrypted(draft(Encoding.UTF_8), List.of(readersCertificate)));

        assertThat(message.substring(0, message.indexOf("\r\n\r\n")))
                .contains("Message-ID: <1.alarm@unit.test>\r\n")
                .contains("Subject: High wind\r\n")
                .contains("X-Kadec21-Kind: alarm\r\n")
                .contains("MIME-Version: 1.0\r\n")
                .contains("Content-Type: application/pkcs7-mime; smime-type=enveloped-data;");
    }

    @Test
    void signingTheSameDraftAgainGivesTheSameBytes() {
        assertThat(seal(1).signed(draft(Encoding.UTF_8)))
                .isEqualTo(seal(2).signed(draft(Encoding.UTF_8)));
    }

    @Test
    void encryptionComesFromTheBoardsChanceAlone() {
        List<X509Certificate> readers = List.of(readersCertificate);

        byte[] one = seal(1).encrypted(draft(Encoding.UTF_8), readers);

        assertThat(seal(1).encrypted(draft(Encoding.UTF_8), readers)).isEqualTo(one);
        assertThat(seal(2).encrypted(draft(Encoding.UTF_8), readers)).isNotEqualTo(one);
    }

    @Test
    void theReaderFindsTheSignedMailInTheEnvelope() throws Exception {
        byte[] message = seal(1).encrypted(draft(Encoding.UTF_8), List.of(readersCertificate));

        String inside = opened(text(message));

        assertThat(text(message)).doesNotContain("multipart/signed");
        assertThat(inside).startsWith("Content-Type: multipart/signed; protocol=");
        String plain = text(MailRenderer.render(draft(Encoding.UTF_8)));
        assertThat(verifies(inside, plain.substring(plain.indexOf("Content-Type")))).isTrue();
    }

    @Test
    void aSealedMailIsSevenBitWithShortLines() {
        String message =
                text(seal(1).encrypted(draft(Encoding.UTF_8), List.of(readersCertificate)));

        assertThat(message.chars()).allMatch(letter -> letter < 128);
        assertThat(message.split("\r\n")).allMatch(line -> line.length() <= 100);
    }

    @Test
    void aSignedMailReadsAsMailWithAnAttachedSignature() throws Exception {
        ReceivedMail mail = ReceivedMail.parse(seal(1).signed(draft(Encoding.ISO_2022_JP)));

        assertThat(mail.text()).contains("風速 15.2 m/s");
    }

    @Test
    void readsPkcs8AndRefusesAnotherKeysCertificate() throws Exception {
        byte[] pem = pem(unit);

        assertThat(SigningIdentity.fromPem(pem, signer.certificates())).isEqualTo(signer);
        assertThatThrownBy(() -> SigningIdentity.fromPem(pem, List.of(readersCertificate)))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessage("expected the certificate of this key first, came another key's");
    }

    @Test
    void refusesAShortKey() throws Exception {
        KeyPair small = keyPair(1024);

        assertThatThrownBy(() ->
                        SigningIdentity.fromPem(pem(small), List.of(certificate("small", small))))
                .hasMessage("expected an RSA key of at least 2048 bits, came one of 1024");
    }

    @Test
    void neverShowsItsKey() {
        assertThat(signer).hasToString("SigningIdentity[CN=unit]");
    }

    private static boolean verifies(String message, String entity) throws Exception {
        CMSSignedData signed =
                new CMSSignedData(
                        new CMSProcessableByteArray(entity.getBytes(StandardCharsets.US_ASCII)),
                        part(message, "application/pkcs7-signature"));
        SignerInformation information = signed.getSignerInfos().getSigners().iterator().next();
        try {
            return information.verify(
                    new JcaSimpleSignerInfoVerifierBuilder().build(unit.getPublic()));
        } catch (org.bouncycastle.cms.CMSSignerDigestMismatchException altered) {
            return false;
        }
    }

    private static String opened(String message) throws Exception {
        CMSEnvelopedData envelope = new CMSEnvelopedData(part(message, "application/pkcs7-mime"));
        return text(
                envelope.getRecipientInfos()
                        .getRecipients()
                        .iterator()
                        .next()
                        .getContent(new JceKeyTransEnvelopedRecipient(reader.getPrivate())));
    }

    private static byte[] part(String message, String type) {
        Matcher part =
                Pattern.compile("(?s)Content-Type: " + type + ";.*?\r\n\r\n([A-Za-z0-9+/=\r\n]+)")
                        .matcher(message);
        assertThat(part.find()).isTrue();
        return Base64.getMimeDecoder().decode(part.group(1));
    }

    private static MailSeal seal(long seed) {
        return new MailSeal(signer, new Seeded(seed));
    }

    private static MailDraft draft(Encoding encoding) {
        return new MailDraft(
                "1.alarm@unit.test",
                ZonedDateTime.parse("2013-01-03T06:00:00+09:00"),
                "unit@unit.test",
                List.of("a@example.test"),
                "High wind",
                BODY,
                encoding,
                List.of(new Header("X-Kadec21-Kind", "alarm")),
                List.of());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] pem(KeyPair keys) {
        String base64 = Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded());
        return ("-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static KeyPair keyPair(int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    private static X509Certificate certificate(String name, KeyPair keys) throws Exception {
        X500Principal subject = new X500Principal("CN=" + name);
        return new JcaX509CertificateConverter()
                .getCertificate(
                        new JcaX509v3CertificateBuilder(
                                        subject,
                                        BigInteger.TWO,
                                        Date.from(Instant.parse("2000-01-01T00:00:00Z")),
                                        Date.from(Instant.parse("2040-01-01T00:00:00Z")),
                                        subject,
                                        keys.getPublic())
                                .build(
                                        new JcaContentSignerBuilder("SHA256withRSA")
                                                .build(keys.getPrivate())));
    }

    private record Seeded(long seed) implements Randomness {

        @Override
        public RandomGenerator generator() {
            return new SplittableRandom(seed);
        }

        @Override
        public SecureRandom secure() {
            RandomGenerator generator = generator();
            return new SecureRandom() {
                @Override
                public void nextBytes(byte[] bytes) {
                    generator.nextBytes(bytes);
                }
            };
        }
    }
}
