package org.kadec21.simulation.provider.tls;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/// A client's side of TLS in memory, JSSE as it comes.
public final class ClientTls {

    private final SSLEngine engine;
    private byte[] unread = new byte[0];

    public ClientTls(SSLContext context, String expectedHost, String protocol) throws SSLException {
        engine = context.createSSLEngine(expectedHost, 0);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {protocol});
        engine.setSSLParameters(parameters);
        engine.beginHandshake();
    }

    /// What came of some ciphertext: plaintext for the client, ciphertext for the server.
    public record Progress(byte[] plaintext, byte[] ciphertext) {}

    public Progress received(byte[] ciphertext) throws SSLException {
        byte[] all = Arrays.copyOf(unread, unread.length + ciphertext.length);
        System.arraycopy(ciphertext, 0, all, unread.length, ciphertext.length);
        ByteBuffer input = ByteBuffer.wrap(all);
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        boolean more = true;
        while (more) {
            more =
                    switch (engine.getHandshakeStatus()) {
                        case NEED_TASK -> {
                            engine.getDelegatedTask().run();
                            yield true;
                        }
                        case NEED_WRAP -> wrap(new byte[0], answer);
                        case NEED_UNWRAP, NEED_UNWRAP_AGAIN, NOT_HANDSHAKING, FINISHED ->
                                input.hasRemaining() && unwrap(input, plain);
                    };
        }
        unread = Arrays.copyOfRange(all, input.position(), all.length);
        return new Progress(plain.toByteArray(), answer.toByteArray());
    }

    public byte[] encrypt(byte[] plaintext) throws SSLException {
        ByteArrayOutputStream ciphertext = new ByteArrayOutputStream();
        wrap(plaintext, ciphertext);
        return ciphertext.toByteArray();
    }

    /// Whether the server has said goodbye.
    public boolean isClosed() {
        return engine.isInboundDone();
    }

    private boolean wrap(byte[] plaintext, ByteArrayOutputStream answer) throws SSLException {
        ByteBuffer output = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        SSLEngineResult result = engine.wrap(ByteBuffer.wrap(plaintext), output);
        answer.write(output.array(), 0, output.position());
        return result.getStatus() == SSLEngineResult.Status.OK;
    }

    private boolean unwrap(ByteBuffer input, ByteArrayOutputStream plain) throws SSLException {
        ByteBuffer output = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        SSLEngineResult result = engine.unwrap(input, output);
        plain.write(output.array(), 0, output.position());
        return result.getStatus() == SSLEngineResult.Status.OK;
    }
}
