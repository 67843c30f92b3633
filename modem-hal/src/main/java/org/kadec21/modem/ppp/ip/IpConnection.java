package org.kadec21.modem.ppp.ip;

/// A TCP connection from its first look-up to its end. Every call is an event of the [IpStack] it
/// was made by; nothing waits here.
public interface IpConnection {

    /// How far it is.
    ConnectionPhase phase();

    /// Takes as many of the bytes as there is room for.
    ///
    /// @return how many were taken, from the first on; 0 when the buffer is full
    /// @throws IllegalStateException unless the connection is open for sending, see [#phase()]
    int send(byte[] bytes, int offset, int length, long now);

    /// How many bytes [#send] would take.
    int room();

    /// Bytes taken by [#send] that the peer has not acknowledged yet.
    int unacknowledged();

    /// Hands out what has come in order.
    ///
    /// @return how many bytes were put into `buffer`; 0 when none are there now; -1 when the peer
    ///   has ended its stream and all was handed out, or when the connection is over: [#phase()]
    ///   tells which
    int receive(byte[] buffer, int offset, int length, long now);

    /// How many bytes [#receive] would hand out.
    int available();

    /// Ends the connection in good order: what was taken still travels, then comes the end of the
    /// stream. What the peer sends from now on is thrown away. Idempotent.
    void close(long now);

    /// Ends the connection at once: nothing unsent travels, the peer gets a reset. Idempotent.
    void abort(long now);
}
