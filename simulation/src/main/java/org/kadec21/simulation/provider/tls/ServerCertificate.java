package org.kadec21.simulation.provider.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;

/// A server's key with its certificate and those of its issuers, server first.
public record ServerCertificate(PrivateKey key, List<X509Certificate> chain) {

    /// TLS sessions that clients may take up again; the oldest go first.
    private static final int SESSIONS = 500;

    public ServerCertificate {
        chain = List.copyOf(chain);
    }

    /// JSSE with this certificate. It draws its nonces and ephemeral keys from `random`.
    public SSLContext sslContext(SecureRandom random) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new OneKeyManager(this)}, null, random);
            context.getServerSessionContext().setSessionCacheSize(SESSIONS);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a Java runtime without TLS", e);
        }
    }

    @Override
    public String toString() {
        return "ServerCertificate[" + chain.getFirst().getSubjectX500Principal() + "]";
    }
}
