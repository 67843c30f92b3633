package org.kadec21.bench.recording;

import org.kadec21.bench.transcript.Direction;
import org.kadec21.bench.transcript.TappedLink;
import org.kadec21.hal.Time;
import org.kadec21.simulation.ppp.Frame;
import org.kadec21.simulation.ppp.FrameReader;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;

/// Writes the PPP frames that cross a module's port down for Wireshark: libpcap's file format 2.4,
/// link type 204, PPP with its direction. Passwords of PAP are made unreadable. Each frame is
/// written at once.
public final class FrameCapture implements TappedLink.Tap, Closeable {

    private static final int MAGIC = 0xA1B2C3D4;
    private static final short MAJOR = 2;
    private static final short MINOR = 4;
    private static final int PPP_WITH_DIRECTION = 204;
    private static final int MOST = 0xFFFF;
    private static final int HEAD = 24;
    private static final int RECORD_HEAD = 16;

    /// Direction, address, control and protocol.
    private static final int FRAME_HEAD = 5;

    private static final short ADDRESS_AND_CONTROL = (short) 0xFF03;
    private static final int LCP = 0xC021;
    private static final int PAP = 0xC023;
    private static final int PROTOCOL_REJECT = 8;

    /// Where a Protocol-Reject holds the packet it returns.
    private static final int RETURNED = 6;

    private static final int PAP_HEAD = 4;
    private static final int NANOS_PER_MICRO = 1000;

    private final OutputStream out;
    private final Time time;
    private final FrameReader fromHost = new FrameReader();
    private final FrameReader fromModule = new FrameReader();

    private FrameCapture(OutputStream out, Time time) {
        this.out = out;
        this.time = time;
    }

    /// Begins a capture.
    ///
    /// @throws IOException when there is such a file already, or it cannot be written
    public static FrameCapture create(Path file, Time time) throws IOException {
        FrameCapture capture =
                new FrameCapture(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), time);
        capture.out.write(
                record(HEAD)
                        .putInt(MAGIC)
                        .putShort(MAJOR)
                        .putShort(MINOR)
                        .putLong(0)
                        .putInt(MOST)
                        .putInt(PPP_WITH_DIRECTION)
                        .array());
        return capture;
    }

    /// @throws UncheckedIOException when the disk is full or gone
    @Override
    public void heard(Direction direction, byte[] bytes, int offset, int length) {
        boolean host = direction == Direction.HOST;
        FrameReader reader = host ? fromHost : fromModule;
        for (int i = offset; i < offset + length; i++) {
            reader.take(bytes[i]).ifPresent(frame -> write(host, frame));
        }
    }

    private void write(boolean host, Frame frame) {
        byte[] information = readable(frame);
        int length = FRAME_HEAD + information.length;
        Instant now = time.now();
        byte[] all =
                record(RECORD_HEAD + length)
                        .putInt((int) now.getEpochSecond())
                        .putInt(now.getNano() / NANOS_PER_MICRO)
                        .putInt(length)
                        .putInt(length)
                        .order(ByteOrder.BIG_ENDIAN)
                        .put((byte) (host ? 1 : 0))
                        .putShort(ADDRESS_AND_CONTROL)
                        .putShort((short) frame.protocol())
                        .put(information)
                        .array();
        try {
            out.write(all);
        } catch (IOException lost) {
            throw new UncheckedIOException(
                    "the capture cannot be written any further (" + lost.getMessage() + ")", lost);
        }
    }

    /// RFC 1334 2.2.1: two fields, each behind its length; the second is the password. A
    /// Protocol-Reject (RFC 1661 5.7) returns such a request.
    private static byte[] readable(Frame frame) {
        byte[] bytes = frame.information().clone();
        if (frame.protocol() == LCP && returnsLogin(bytes)) {
            Arrays.fill(bytes, RETURNED, bytes.length, (byte) '*');
        }
        boolean request = frame.protocol() == PAP && bytes.length > PAP_HEAD && bytes[0] == 1;
        if (request) {
            int password = PAP_HEAD + 2 + (bytes[PAP_HEAD] & 0xFF);
            Arrays.fill(bytes, Math.min(password, bytes.length), bytes.length, (byte) '*');
        }
        return bytes;
    }

    private static boolean returnsLogin(byte[] lcp) {
        return lcp.length > RETURNED
                && lcp[0] == PROTOCOL_REJECT
                && ((lcp[4] & 0xFF) << 8 | (lcp[5] & 0xFF)) == PAP;
    }

    private static ByteBuffer record(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
