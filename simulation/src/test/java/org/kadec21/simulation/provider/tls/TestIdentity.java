package org.kadec21.simulation.provider.tls;

import org.kadec21.hal.Randomness;
import org.kadec21.simulation.provider.TestSites;
import org.kadec21.simulation.time.World;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A server's TLS and that of a client which trusts its authority, good at the time the tests run.
public record TestIdentity(SSLContext server, SSLContext client) {

    public static TestIdentity create() throws GeneralSecurityException, IOException {
        try (World world = new World(1, Instant.parse("2020-01-01T00:00:00Z"), line -> {})) {
            Randomness randomness = world.randomness("tls");
            CertificateAuthority.Validity validity =
                    CertificateAuthority.Validity.around(
                            world.time().now(), Duration.ofDays(36_500));
            CertificateAuthority authority =
                    CertificateAuthority.create("Test CA", randomness, validity);
            ServerCertificate certificate = authority.issue(List.of(TestSites.HOST), validity);
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null);
            trusted.setCertificateEntry("ca", authority.certificate());
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext client = SSLContext.getInstance("TLS");
            client.init(null, trust.getTrustManagers(), null);
            return new TestIdentity(certificate.sslContext(randomness.secure()), client);
        }
    }
}
