package org.kadec21.simulation.provider.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kadec21.simulation.provider.tls.CertificateAuthority.Validity;
import org.kadec21.simulation.time.World;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

class CertificateAuthorityTest {

    private static final Instant NOW = Instant.parse("2013-01-01T00:00:00Z");
    private static final Validity YEAR = Validity.around(NOW, Duration.ofDays(365));

    private static final CertificateAuthority AUTHORITY = authority(7);
    private static final X509Certificate SERVER = serverCertificate(AUTHORITY);

    @Test
    void makesTheSameOctetsFromTheSameSeed() throws Exception {
        CertificateAuthority other = authority(7);

        assertThat(other.pem()).isEqualTo(AUTHORITY.pem());
        assertThat(serverCertificate(other).getEncoded()).isEqualTo(SERVER.getEncoded());
    }

    @ParameterizedTest
    @EnumSource
    void signsWithEitherKindOfKeyAndAlwaysTheSame(KeyKind kind) throws Exception {
        CertificateAuthority authority = authority(7, kind);
        X509Certificate server = serverCertificate(authority);

        server.verify(authority.certificate().getPublicKey());

        assertThat(server.getEncoded())
                .isEqualTo(serverCertificate(authority(7, kind)).getEncoded());
    }

    @Test
    void makesAnotherKeyFromAnotherSeed() {
        assertThat(AUTHORITY.certificate().getPublicKey())
                .isNotEqualTo(authority(8).certificate().getPublicKey());
    }

    @Test
    void issuesWhatItsOwnKeyVerifies() {
        assertThatCode(() -> SERVER.verify(AUTHORITY.certificate().getPublicKey()))
                .doesNotThrowAnyException();
    }

    @Test
    void namesHostsAndAddresses() throws Exception {
        List<String> names = new ArrayList<>();
        for (List<?> name : Objects.requireNonNull(SERVER.getSubjectAlternativeNames())) {
            names.add(String.valueOf(name.get(1)));
        }
        assertThat(names).containsExactly("mail.provider.test", "127.0.0.1");
    }

    @Test
    void datesItsCertificatesByTheMomentItIsGiven() {
        assertThat(SERVER.getNotBefore().toInstant()).isEqualTo("2012-12-31T00:00:00Z");
        assertThat(SERVER.getNotAfter().toInstant()).isEqualTo("2014-01-01T00:00:00Z");
    }

    @Test
    void writesPemThatCanBeRead() throws CertificateException {
        var read =
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(
                                        AUTHORITY.pem().getBytes(StandardCharsets.US_ASCII)));

        assertThat(read).isEqualTo(AUTHORITY.certificate());
    }

    private static CertificateAuthority authority(long seed) {
        return authority(seed, KeyKind.RSA_2048);
    }

    private static CertificateAuthority authority(long seed, KeyKind kind) {
        try (World world = new World(seed, NOW, line -> {})) {
            return CertificateAuthority.create("Test CA", world.randomness("ca"), kind, YEAR);
        }
    }

    private static X509Certificate serverCertificate(CertificateAuthority authority) {
        return authority.issue(List.of("mail.provider.test", "127.0.0.1"), YEAR).chain().getFirst();
    }
}
