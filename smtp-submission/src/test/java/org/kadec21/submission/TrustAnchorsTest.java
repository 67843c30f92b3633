package org.kadec21.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.kadec21.submission.peer.TestAuthority;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Base64;

class TrustAnchorsTest {

    @Test
    void readsEveryCertificateOfAFile() throws CertificateException {
        X509Certificate first = new TestAuthority().certificate();
        X509Certificate second = new TestAuthority().certificate();

        assertThat(TrustAnchors.fromPem(bytes(pem(first) + pem(second))))
                .containsExactly(first, second);
    }

    @Test
    void saysWhatItExpectedOfAFileWithoutACertificate() {
        assertThatThrownBy(() -> TrustAnchors.fromPem(bytes("")))
                .isInstanceOf(CertificateException.class)
                .hasMessageContaining("-----BEGIN CERTIFICATE-----");
    }

    @Test
    void saysWhatItExpectedOfAFileThatIsNoPem() {
        assertThatThrownBy(() ->
                        TrustAnchors.fromPem(bytes("-----BEGIN CERTIFICATE-----\nnonsense\n")))
                .isInstanceOf(CertificateException.class)
                .hasMessageContaining("expected certificates in PEM form");
    }

    @Test
    void givesAFingerprintOf32Bytes() {
        assertThat(TrustAnchors.fingerprint(new TestAuthority().certificate()))
                .matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
    }

    private static String pem(X509Certificate certificate) throws CertificateException {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
