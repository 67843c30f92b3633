package org.kadec21.hal.serial;

import com.fazecast.jSerialComm.SerialPort;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.SerialLink;
import org.kadec21.hal.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A serial line: the pumped bytes and the port's controls.
final class JSerialLink implements SerialLink {

    private static final Logger LOG = LoggerFactory.getLogger(JSerialLink.class);
    private static final int DISCARD_BYTES = 4096;

    private final String name;
    private final SerialPort port;
    private final ByteLink bytes;
    private final Time time;

    JSerialLink(String name, SerialPort port, ByteLink bytes, Time time) {
        this.name = name;
        this.port = port;
        this.bytes = bytes;
        this.time = time;
    }

    @Override
    public int read(byte[] buffer, int offset, int length, Deadline deadline) throws LinkException {
        return bytes.read(buffer, offset, length, deadline);
    }

    @Override
    public void write(byte[] source, int offset, int length, Deadline deadline)
            throws LinkException {
        bytes.write(source, offset, length, deadline);
    }

    @Override
    public void setBaudRate(int bitsPerSecond) throws LinkException {
        if (!port.setBaudRate(bitsPerSecond)) {
            throw new LinkException(
                    "the serial port "
                            + name
                            + " does not take "
                            + bitsPerSecond
                            + " bit/s; use a speed that both it and the module know, such as 115200"
                            + " or 9600");
        }
    }

    /// A port without such a line, as a pseudo-terminal is, answers false; nothing follows from
    /// that.
    @Override
    public void setDtr(boolean on) {
        boolean done = on ? port.setDTR() : port.clearDTR();
        if (!done) {
            LOG.debug("{} has no DTR line to {}", name, on ? "raise" : "drop");
        }
    }

    @Override
    public void discardInput() throws LinkException {
        byte[] discarded = new byte[DISCARD_BYTES];
        int count = 1;
        while (count > 0) {
            count = bytes.read(discarded, 0, DISCARD_BYTES, Deadline.at(time.nanos()));
        }
    }

    @Override
    public void close() {
        bytes.close();
    }

    @Override
    public String toString() {
        return name;
    }
}
