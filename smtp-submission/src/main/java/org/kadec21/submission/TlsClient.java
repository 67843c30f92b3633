package org.kadec21.submission;

import org.kadec21.hal.Randomness;
import org.kadec21.hal.Time;
import org.kadec21.submission.SubmissionPolicy.Auth;
import org.kadec21.submission.SubmissionPolicy.Tls;

import java.io.IOException;
import java.net.Socket;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// TLS over a connection that stands already and carries something else than mail to be sent: the
/// same suites, the same trust, dates by the unit's clock.
public final class TlsClient {

    private final SubmissionPolicy policy;
    private final Time time;
    private final Randomness randomness;

    /// @param host name that the server's certificate must carry, unless a pinned key stands for it
    /// @param tls whom to trust; its mode only words what is wrong
    public TlsClient(String host, int port, Tls tls, Time time, Randomness randomness) {
        this.policy =
                new SubmissionPolicy(host, port, host, new Auth.None(), tls, Limits.standard());
        this.time = time;
        this.randomness = randomness;
    }

    /// Shakes hands; from now on everything goes through the socket that is returned.
    ///
    /// @throws IOException when that fails; the message says what to try
    public Socket over(Socket base) throws IOException {
        SSLSocketFactory factory = TlsContext.socketFactory(policy.tls(), time, randomness);
        SSLSocket socket = prepared(factory, base, policy);
        try {
            socket.startHandshake();
        } catch (SSLException e) {
            if (LinkTrouble.isDeadLink(e)) {
                throw e;
            }
            throw new TlsFailedException(CertificateTrouble.explain(e, policy, time.now()));
        }
        return socket;
    }

    /// A socket for TLS over `base`, before its handshake.
    static SSLSocket prepared(SSLSocketFactory factory, Socket base, SubmissionPolicy policy)
            throws IOException {
        SSLSocket socket =
                (SSLSocket) factory.createSocket(base, policy.host(), policy.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        if (policy.tls().pins().isEmpty() || !policy.tls().trustAnchors().isEmpty()) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        LeanHello.into(parameters);
        socket.setSSLParameters(parameters);
        return socket;
    }
}
