package org.kadec21.hal;

/// A stream of bytes to a peer and from it: a serial line, a TCP connection. One task reads, one
/// task writes; they may be the same.
public interface ByteLink extends AutoCloseable {

    /// Reads what is there, waiting for at least one byte.
    ///
    /// @return the number of bytes read (1 to `length`), 0 when `deadline` came first, -1 when the
    ///   peer has ended the stream and everything was read
    /// @throws LinkException when the link is dead
    int read(byte[] buffer, int offset, int length, Deadline deadline) throws LinkException;

    /// Hands all bytes over, waiting while the link's buffer is full. On return they are accepted
    /// by the link, not necessarily received by the peer.
    ///
    /// @throws LinkException when the link is dead, or `deadline` came before all bytes were handed
    ///   over
    void write(byte[] bytes, int offset, int length, Deadline deadline) throws LinkException;

    /// [#write(byte[], int, int, Deadline)] of a whole array.
    default void write(byte[] bytes, Deadline deadline) throws LinkException {
        write(bytes, 0, bytes.length, deadline);
    }

    /// Tells the peer that no more bytes come, while reading goes on (RFC 9293 3.6). What was
    /// handed over still travels before that; nothing can be written any more. Never waits.
    ///
    /// @return false when this link cannot end one way alone: nothing has happened then
    default boolean finish() {
        return false;
    }

    /// Ends the stream both ways. Bytes already handed over still travel. Idempotent, never waits.
    @Override
    void close();
}
