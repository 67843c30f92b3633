package org.kadec21.submission;

import org.kadec21.hal.Time;
import org.kadec21.submission.wire.SocketShell;
import org.kadec21.submission.wire.TimeLimit;
import org.kadec21.submission.wire.TimedSocket;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;

import javax.net.SocketFactory;

/// A connection to a server below SMTP: the bearer's socket under deadlines, TLS over it once it is
/// on, and on top the bounded stream of replies.
final class Wire {

    private final TimedSocket base;
    private final SubmissionPolicy policy;
    private Socket top;
    private ReplyStream replies;

    private Wire(TimedSocket base, SubmissionPolicy policy) throws IOException {
        this.base = base;
        this.policy = policy;
        this.top = base;
        this.replies = new ReplyStream(base.getInputStream(), policy.limits());
    }

    /// Connects to the policy's server. The name is resolved by the far side of `sockets`.
    static Wire connect(
            SocketFactory sockets, SubmissionPolicy policy, Time time, TimeLimit overall)
            throws IOException {
        Socket socket = sockets.createSocket();
        try {
            long millis =
                    Math.min(
                            policy.limits().connect().toMillis(),
                            time.nanosUntil(overall.deadline()) / 1_000_000);
            socket.connect(
                    InetSocketAddress.createUnresolved(policy.host(), policy.port()),
                    Math.toIntExact(millis) + 1);
            return new Wire(
                    new TimedSocket(socket, policy.host(), policy.port(), time, overall), policy);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /// The socket for Angus: lines in, bytes out.
    Socket socket() throws IOException {
        return new LineSocket(top, replies);
    }

    /// The socket that TLS is laid over.
    Socket base() {
        return base;
    }

    /// TLS is on: from now on everything goes through `secured`.
    Socket secure(Socket secured) throws IOException {
        base.sendEachWrite();
        top = secured;
        replies = new ReplyStream(secured.getInputStream(), policy.limits());
        return socket();
    }

    /// What a handshake says waits for what follows, or for the need to read.
    void gather() {
        base.gather();
    }

    /// Sends the last words of a handshake that has failed: the alert that says why.
    void sendGathered() {
        base.sendGathered();
    }

    void boundAll(TimeLimit limit) {
        base.boundAll(limit);
    }

    void boundStep(Duration span) {
        base.boundStep(span);
    }

    /// A reply is expected within `span`.
    void awaitReply(Duration span) {
        base.boundStep(span);
        replies.beginReply();
    }

    /// Whether the server has said something nobody asked for.
    boolean hasUnreadBytes() throws IOException {
        return replies.hasMore();
    }

    /// The line that the server had said, though nobody asked, when [#hasEnded()] looked last;
    /// empty when it was silent. Bytes of TLS that carry no text (session tickets, RFC 8446 4.6.1)
    /// are no line.
    Optional<String> unaskedLine() throws IOException {
        return base.hasArrived() || replies.hasMore() ? replies.peek() : Optional.empty();
    }

    /// Whether the server has ended the connection already.
    boolean hasEnded() throws IOException {
        return base.hasEnded();
    }

    /// Hands bytes over in one write.
    void write(byte[] bytes, int offset, int length, Duration span) throws IOException {
        base.boundStep(span);
        OutputStream out = top.getOutputStream();
        out.write(bytes, offset, length);
        out.flush();
    }

    /// Raises the bug or power cut that a library above has swallowed, if there was one.
    void rethrow() {
        base.rethrow();
    }

    /// Ends the connection at once.
    void cut() {
        try {
            base.close();
        } catch (IOException e) {
            // closed is closed
        }
    }

    private final class LineSocket extends SocketShell {
        private final InputStream lines;

        LineSocket(Socket inner, InputStream lines) throws IOException {
            super(inner, policy.host(), policy.port());
            this.lines = lines;
        }

        @Override
        public InputStream getInputStream() {
            return lines;
        }
    }
}
