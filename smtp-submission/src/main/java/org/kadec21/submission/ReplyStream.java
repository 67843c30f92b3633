package org.kadec21.submission;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Server replies as a stream that never hands out more than one line at a time, so that what lies
/// behind a line stays visible here, and that ends in an error when a reply grows beyond its
/// limits.
final class ReplyStream extends InputStream {

    private final InputStream in;
    private final Limits limits;
    private final byte[] buffer = new byte[2048];
    private int position;
    private int end;
    private int lineBytes;
    private int lines;

    ReplyStream(InputStream in, Limits limits) {
        this.in = in;
        this.limits = limits;
    }

    /// A new reply begins: the count of lines starts again.
    void beginReply() {
        lines = 0;
        lineBytes = 0;
    }

    /// Whether bytes lie behind the last line read.
    boolean hasMore() throws IOException {
        return position < end || in.available() > 0;
    }

    /// What has come behind the last line read, up to the end of its first line, and stays to be
    /// read; empty when nothing comes before the connection's deadline.
    Optional<String> peek() throws IOException {
        if (position == end) {
            position = 0;
            end = 0;
            try {
                end = Math.max(0, in.read(buffer, 0, buffer.length));
            } catch (SocketTimeoutException silent) {
                return Optional.empty();
            }
        }
        String unread = new String(buffer, position, end - position, StandardCharsets.UTF_8);
        return unread.lines().findFirst().map(ReplyParser::printable);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position == end) {
            position = 0;
            end = Math.max(0, in.read(buffer, 0, buffer.length));
            if (end == 0 && lineBytes > 0) {
                throw new EOFException("the connection was closed within a reply line");
            }
            if (end == 0) {
                return -1;
            }
        }
        int count = 0;
        boolean lineEnded = false;
        while (count < length && position < end && !lineEnded) {
            byte next = buffer[position++];
            target[offset + count++] = next;
            lineEnded = next == '\n';
        }
        count(count, lineEnded);
        return count;
    }

    private void count(int bytes, boolean lineEnded) throws ReplyTooLongException {
        lineBytes += bytes;
        if (lineBytes > limits.replyLineBytes()) {
            throw new ReplyTooLongException(
                    "a reply line longer than " + limits.replyLineBytes() + " bytes");
        }
        if (lineEnded) {
            lineBytes = 0;
            lines++;
            if (lines > limits.replyLines()) {
                throw new ReplyTooLongException(
                        "a reply of more than " + limits.replyLines() + " lines");
            }
        }
    }

    /// The server says more than a reply can mean.
    static final class ReplyTooLongException extends IOException {
        ReplyTooLongException(String message) {
            super(message);
        }
    }
}
