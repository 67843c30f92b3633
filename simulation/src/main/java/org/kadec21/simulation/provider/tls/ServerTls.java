package org.kadec21.simulation.provider.tls;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/// The server's side of one TLS connection as a filter of octets, without any I/O or thread of its
/// own: ciphertext in, ciphertext and plaintext out. JSSE does the work; its delegated tasks run at
/// once, in line.
public final class ServerTls {

    private static final byte[] NOTHING = new byte[0];

    private final SSLEngine engine;
    private byte[] unread = NOTHING;
    private boolean established;

    public ServerTls(SSLContext context) {
        engine = context.createSSLEngine();
        engine.setUseClientMode(false);
    }

    /// What came of some ciphertext.
    ///
    /// @param plaintext for the server
    /// @param ciphertext for the client: handshake, alerts
    /// @param closed whether the client has said goodbye, or the connection has failed
    /// @param failure why it failed, in JSSE's words
    public record Progress(
            byte[] plaintext, byte[] ciphertext, boolean closed, Optional<String> failure) {}

    /// Whether the handshake is done.
    public boolean isEstablished() {
        return established;
    }

    /// Takes ciphertext from the client, in any portion.
    public Progress received(byte[] ciphertext) {
        ByteBuffer input = ByteBuffer.wrap(joined(unread, ciphertext));
        ByteArrayOutputStream plaintext = new ByteArrayOutputStream();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            while (step(input, plaintext, answer)) {}
            unread = Arrays.copyOfRange(input.array(), input.position(), input.limit());
            return new Progress(
                    plaintext.toByteArray(),
                    answer.toByteArray(),
                    engine.isInboundDone(),
                    Optional.empty());
        } catch (SSLException e) {
            drainAlert(answer);
            return new Progress(
                    plaintext.toByteArray(),
                    answer.toByteArray(),
                    true,
                    Optional.of(String.valueOf(e.getMessage())));
        }
    }

    /// Ciphertext for the client. Only after the handshake.
    public byte[] encrypt(byte[] plaintext) {
        ByteBuffer input = ByteBuffer.wrap(plaintext);
        ByteArrayOutputStream ciphertext = new ByteArrayOutputStream();
        try {
            while (input.hasRemaining()) {
                SSLEngineResult result = wrap(input, ciphertext);
                if (result.getStatus() != SSLEngineResult.Status.OK) {
                    return ciphertext.toByteArray(); // closed under our hands: nobody reads it
                }
            }
            return ciphertext.toByteArray();
        } catch (SSLException e) {
            throw new IllegalStateException("TLS cannot encrypt after a good handshake", e);
        }
    }

    /// Ends the server's side: the close_notify to send (RFC 8446 6.1).
    public byte[] close() {
        engine.closeOutbound();
        ByteArrayOutputStream ciphertext = new ByteArrayOutputStream();
        drainAlert(ciphertext);
        return ciphertext.toByteArray();
    }

    /// One step of the engine; false when it needs more ciphertext or has come to its end.
    private boolean step(
            ByteBuffer input, ByteArrayOutputStream plaintext, ByteArrayOutputStream answer)
            throws SSLException {
        return switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> {
                runTasks();
                yield true;
            }
            case NEED_WRAP ->
                    wrap(ByteBuffer.allocate(0), answer).getStatus() == SSLEngineResult.Status.OK;
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN, NOT_HANDSHAKING, FINISHED ->
                    input.hasRemaining() && unwrap(input, plaintext);
        };
    }

    private boolean unwrap(ByteBuffer input, ByteArrayOutputStream plaintext) throws SSLException {
        ByteBuffer output = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        SSLEngineResult result = engine.unwrap(input, output);
        noteHandshake(result);
        plaintext.write(output.array(), 0, output.position());
        return switch (result.getStatus()) {
            case OK -> true;
            case BUFFER_UNDERFLOW -> false;
            // what is left to say is a close_notify of our own, and the dialogue decides on that
            case CLOSED -> false;
            case BUFFER_OVERFLOW ->
                    throw new IllegalStateException("JSSE wants more room than it announces");
        };
    }

    private SSLEngineResult wrap(ByteBuffer input, ByteArrayOutputStream ciphertext)
            throws SSLException {
        ByteBuffer output = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        SSLEngineResult result = engine.wrap(input, output);
        noteHandshake(result);
        ciphertext.write(output.array(), 0, output.position());
        return result;
    }

    private void noteHandshake(SSLEngineResult result) {
        established = established || result.getHandshakeStatus() == HandshakeStatus.FINISHED;
    }

    private void runTasks() {
        Runnable task = engine.getDelegatedTask();
        while (task != null) {
            task.run();
            task = engine.getDelegatedTask();
        }
    }

    /// Collects what the engine wants to say last; if it cannot even do that, there is nothing to
    /// say.
    private void drainAlert(ByteArrayOutputStream answer) {
        try {
            while (!engine.isOutboundDone()
                    && wrap(ByteBuffer.allocate(0), answer).bytesProduced() > 0) {}
        } catch (SSLException mute) {
            // the connection ends all the same
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
