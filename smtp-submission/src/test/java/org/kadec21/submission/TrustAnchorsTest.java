package org.kadec21.submission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.submission.peer.TestAuthority;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

class TrustAnchorsTest {

    @Test
    void readsEveryCertificateOfAFile() throws CertificateException {
        X509Certificate first = new TestAuthority().certificate();
        X509Certificate second = new TestAuthority().certificate();

        assertThat(TrustAnchors.in(bytes(pem(first) + pem(second))))
                .contains(List.of(first, second));
    }

    @Test
    void readsDer() throws CertificateException {
        X509Certificate authority = new TestAuthority().certificate();

        assertThat(TrustAnchors.in(authority.getEncoded())).contains(List.of(authority));
    }

    @Test
    void findsNothingInAFileWithoutACertificate() {
        assertThat(TrustAnchors.in(bytes(""))).isEmpty();
    }

    @Test
    void findsNothingInAFileThatIsBroken() {
        assertThat(TrustAnchors.in(bytes("-----BEGIN CERTIFICATE-----\nnonsense\n"))).isEmpty();
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
