package org.kadec21.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kadec21.submission.peer.Policies.LOGGED_IN;
import static org.kadec21.submission.peer.Policies.tls;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.submission.Outcome.Deferred;
import org.kadec21.submission.Outcome.Scope;
import org.kadec21.submission.SubmissionPolicy.Tls;
import org.kadec21.submission.peer.MailWorld;
import org.kadec21.submission.peer.TestAuthority;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/// A server entry without a CA file and without a pin: the certificate must come from an authority
/// that the system trusts, here a trust store of the test's own.
class SystemTrustTest {

    private static final String STORE = "javax.net.ssl.trustStore";
    private static final String STORE_PASSWORD = "javax.net.ssl.trustStorePassword";
    private static final String PASSWORD = "lab-password";
    private static final TestAuthority AUTHORITY = new TestAuthority();

    @TempDir private Path folder;

    @AfterEach
    void theSystemTrustsAsBefore() {
        System.clearProperty(STORE);
        System.clearProperty(STORE_PASSWORD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void takesACertificateOfAnAuthorityThatTheSystemTrusts(String version) throws Exception {
        systemTrusts(AUTHORITY.certificate());

        Protection protection =
                world().session(
                                tls(Tls.Mode.IMPLICIT),
                                SubmissionSession::protection,
                                "! tls " + version + "\n" + LOGGED_IN);

        assertThat(protection.tls().orElseThrow()).startsWith(version);
    }

    @Test
    void refusesACertificateOfAnAuthorityThatTheSystemDoesNotTrust() throws Exception {
        systemTrusts(new TestAuthority().certificate());

        Deferred failure = failure(tls(Tls.Mode.IMPLICIT));

        assertThat(failure.scope()).isEqualTo(Scope.SECURITY);
        assertThat(failure.reason()).contains("unknown CA");
    }

    @Test
    void asksTheSystemNoMoreWhenTheEntryNamesItsOwnAuthority() throws Exception {
        systemTrusts(AUTHORITY.certificate());

        Deferred failure = failure(tls(Tls.Mode.IMPLICIT, new TestAuthority().certificate()));

        assertThat(failure.scope()).isEqualTo(Scope.SECURITY);
        assertThat(failure.reason()).contains("unknown CA");
    }

    private void systemTrusts(X509Certificate authority) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("authority", authority);
        Path file = folder.resolve("trust.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        System.setProperty(STORE, file.toString());
        System.setProperty(STORE_PASSWORD, PASSWORD);
    }

    private static MailWorld world() {
        return new MailWorld(Duration.ZERO)
                .withTls(
                        AUTHORITY.server(
                                MailWorld.HOST,
                                Instant.parse("2024-01-01T00:00:00Z"),
                                Instant.parse("2025-01-01T00:00:00Z")));
    }

    private static Deferred failure(SubmissionPolicy policy) {
        return world().session(policy, session -> session.failure().orElseThrow(), "! tls");
    }
}
