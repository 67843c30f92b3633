package org.kadec21.bench.recording;

import org.kadec21.bench.transcript.Direction;
import org.kadec21.bench.transcript.TappedLink;
import org.kadec21.hal.Time;
import org.kadec21.modem.ppp.PcapCapture;
import org.kadec21.modem.ppp.link.PasswordMask;
import org.kadec21.simulation.ppp.Frame;
import org.kadec21.simulation.ppp.FrameReader;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Writes the PPP frames that cross a module's port down for Wireshark. Passwords of PAP are made
/// unreadable. Each frame is written at once. What crosses in numbered mode is left out; a unit's
/// own capture has it, whole.
public final class FrameCapture implements TappedLink.Tap, Closeable {

    /// Address, control and protocol.
    private static final int FRAME_HEAD = 4;

    /// What is read as a protocol up to this one is the address of a frame of numbered mode (RFC
    /// 1663): it carries a piece of a packet, in which no password can be found.
    private static final int MOST_ADDRESS = 3;

    private static final short ADDRESS_AND_CONTROL = (short) 0xFF03;

    private final OutputStream out;
    private final Time time;
    private final PcapCapture pcap;
    private final FrameReader fromHost = new FrameReader();
    private final FrameReader fromModule = new FrameReader();

    private FrameCapture(OutputStream out, Time time) {
        this.out = out;
        this.time = time;
        pcap = new PcapCapture(this::append);
    }

    /// Begins a capture.
    ///
    /// @throws IOException when there is such a file already, or it cannot be written
    public static FrameCapture create(Path file, Time time) throws IOException {
        return new FrameCapture(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), time);
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
        if (frame.protocol() <= MOST_ADDRESS) {
            return;
        }
        byte[] shown = PasswordMask.shown(frame.protocol(), frame.information());
        byte[] whole =
                ByteBuffer.allocate(FRAME_HEAD + shown.length)
                        .putShort(ADDRESS_AND_CONTROL)
                        .putShort((short) frame.protocol())
                        .put(shown)
                        .array();
        pcap.crossed(time.now(), host, whole);
    }

    private void append(byte[] bytes) {
        try {
            out.write(bytes);
        } catch (IOException lost) {
            throw new UncheckedIOException(
                    "the capture cannot be written any further (" + lost.getMessage() + ")", lost);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
