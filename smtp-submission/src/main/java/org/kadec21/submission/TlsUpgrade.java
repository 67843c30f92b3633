package org.kadec21.submission;

import org.kadec21.hal.Time;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// Lays TLS over one [Wire], when Angus asks for it or before the greeting: certificate chain,
/// dates by the unit's clock, and host name, or the pinned key, are checked before a byte of SMTP
/// goes through.
final class TlsUpgrade extends SSLSocketFactory {

    private final Wire wire;
    private final SubmissionPolicy policy;
    private final SSLSocketFactory factory;
    private final Time time;
    private Optional<SSLSession> session = Optional.empty();
    private Optional<Validity> refusedDates = Optional.empty();

    TlsUpgrade(Wire wire, SubmissionPolicy policy, SSLSocketFactory factory, Time time) {
        this.wire = wire;
        this.policy = policy;
        this.factory = factory;
        this.time = time;
    }

    boolean isOn() {
        return session.isPresent();
    }

    /// Protocol and cipher suite, once TLS is on.
    Optional<String> description() {
        return session.map(tls -> tls.getProtocol() + " " + tls.getCipherSuite());
    }

    /// The last moment of the server's certificate, once TLS is on.
    Optional<Instant> certificateEnd() throws IOException {
        return session.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        ((X509Certificate) session.get().getPeerCertificates()[0])
                                .getNotAfter()
                                .toInstant());
    }

    /// Of the certificate that ended the handshake by its dates.
    Optional<Validity> refusedDates() {
        return refusedDates;
    }

    @Override
    public Socket createSocket(Socket over, String host, int port, boolean autoClose)
            throws IOException {
        if (wire.hasUnreadBytes()) {
            throw new TlsFailedException(
                    "expected silence after the reply to STARTTLS, got further bytes in clear text:"
                        + " somebody may be injecting commands; connection given up, try another"
                        + " network");
        }
        return layer();
    }

    /// Shakes hands.
    ///
    /// @return the socket for what goes through TLS
    /// @throws TlsFailedException when that fails for a reason other than a dead link
    Socket layer() throws IOException {
        SSLSocket socket = TlsClient.prepared(factory, wire.base(), policy);
        wire.boundStep(policy.limits().command());
        wire.gather();
        try {
            socket.startHandshake();
        } catch (SSLException e) {
            wire.sendGathered();
            wire.rethrow();
            if (LinkTrouble.isDeadLink(e)) {
                throw e;
            }
            refusedDates = Validity.objectedTo(e);
            throw new TlsFailedException(CertificateTrouble.explain(e, policy, time.now()));
        }
        session = Optional.of(socket.getSession());
        return wire.secure(socket);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return factory.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return factory.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw ownConnection();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw ownConnection();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw ownConnection();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
        throw ownConnection();
    }

    private static UnsupportedOperationException ownConnection() {
        return new UnsupportedOperationException("connections are opened through the bearer only");
    }
}
