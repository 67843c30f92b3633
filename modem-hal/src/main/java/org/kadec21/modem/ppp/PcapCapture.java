package org.kadec21.modem.ppp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.function.Consumer;

/// Writes a link down as Wireshark reads it: libpcap's file format 2.4 with link type 204, PPP with
/// its direction.
public final class PcapCapture implements Capture {

    private static final int MAGIC = 0xa1b2c3d4;
    private static final short MAJOR = 2;
    private static final short MINOR = 4;
    private static final int PPP_WITH_DIRECTION = 204;
    private static final int MOST_FRAME_BYTES = 0xffff;
    private static final int HEAD = 24;
    private static final int RECORD_HEAD = 16;
    private static final int NANOS_PER_MICRO = 1000;

    private final Consumer<byte[]> sink;

    /// @param sink takes the file's bytes, piece by piece, the head at once
    public PcapCapture(Consumer<byte[]> sink) {
        this.sink = sink;
        sink.accept(
                buffer(HEAD)
                        .putInt(MAGIC)
                        .putShort(MAJOR)
                        .putShort(MINOR)
                        .putLong(0)
                        .putInt(MOST_FRAME_BYTES)
                        .putInt(PPP_WITH_DIRECTION)
                        .array());
    }

    @Override
    public void crossed(Instant at, boolean sent, byte[] frame) {
        int length = 1 + frame.length;
        sink.accept(
                buffer(RECORD_HEAD + length)
                        .putInt((int) at.getEpochSecond())
                        .putInt(at.getNano() / NANOS_PER_MICRO)
                        .putInt(length)
                        .putInt(length)
                        .put((byte) (sent ? 1 : 0))
                        .put(frame)
                        .array());
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
