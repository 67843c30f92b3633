package org.kadec21.updater.port;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/// A serial line to a unit, and the clock that its waits are measured on.
public interface Line extends Closeable {

    /// Reads what is there, waiting for at least one byte.
    ///
    /// @return the number of bytes read, 0 when `limit` was over first
    /// @throws IOException when the line is dead
    int read(byte[] buffer, Duration limit) throws IOException;

    /// Hands all bytes over.
    ///
    /// @throws IOException when the line is dead
    void write(byte[] bytes) throws IOException;

    /// Nanoseconds of a clock that never steps.
    long nanos();
}
