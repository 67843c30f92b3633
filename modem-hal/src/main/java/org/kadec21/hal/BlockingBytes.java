package org.kadec21.hal;

import java.io.IOException;

/// Byte I/O that blocks its thread, as the host offers it. Only [Pump] calls it, from platform
/// threads.
public interface BlockingBytes {

    /// Blocks for at least one byte; -1 at the end of the stream; 0 is allowed and means "again".
    int read(byte[] buffer) throws IOException;

    /// Blocks until all bytes are handed over.
    void write(byte[] bytes, int offset, int length) throws IOException;

    /// Ends a blocked read and a blocked write.
    void close() throws IOException;

    /// Whether the medium can end one direction alone, as TCP can.
    default boolean endsOneWay() {
        return false;
    }

    /// Tells the peer that no more bytes come, while reading goes on; nothing where the medium has
    /// no such thing.
    default void endOutput() throws IOException {}
}
