package org.kadec21.hal;

/// A serial line with its control lines (ITU-T V.24).
public interface SerialLink extends ByteLink {

    /// Changes the host's speed in bit/s, 8N1, at once.
    void setBaudRate(int bitsPerSecond) throws LinkException;

    /// Raises or drops DTR (circuit 108/2). A pseudo-terminal ignores it.
    void setDtr(boolean on) throws LinkException;

    /// Discards what has been received and not yet read.
    void discardInput() throws LinkException;
}
