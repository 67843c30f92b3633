package org.kadec21.hal;

/// Turns the host's blocking byte I/O into a [ByteLink]: two platform threads that do nothing but
/// read into and write from bounded buffers. Exists on the real board only.
@FunctionalInterface
public interface Pump {

    /// Starts pumping; closing the link closes `io`.
    ByteLink pump(String name, BlockingBytes io);
}
