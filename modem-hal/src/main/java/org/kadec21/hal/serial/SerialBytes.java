package org.kadec21.hal.serial;

import com.fazecast.jSerialComm.SerialPort;

import org.kadec21.hal.BlockingBytes;

import java.io.IOException;

/// An open serial port as blocking bytes.
final class SerialBytes implements BlockingBytes {

    private final String name;
    private final SerialPort port;
    private final Runnable whenClosed;

    /// @param whenClosed runs after the port was given back to the system
    SerialBytes(String name, SerialPort port, Runnable whenClosed) {
        this.name = name;
        this.port = port;
        this.whenClosed = whenClosed;
    }

    @Override
    public int read(byte[] buffer) throws IOException {
        int count = port.readBytes(buffer, buffer.length);
        if (count < 0) {
            throw gone("reading");
        }
        return count;
    }

    /// May stay blocked by flow control; only [#close()] ends that.
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int count = port.writeBytes(bytes, length - done, offset + done);
            if (count <= 0) { // 0 is how jSerialComm reports a write to an unplugged port
                throw gone("writing");
            }
            done += count;
        }
    }

    @Override
    public void close() {
        port.closePort();
        whenClosed.run();
    }

    private IOException gone(String doing) {
        return new IOException(
                "the serial port "
                        + name
                        + " went away while "
                        + doing
                        + ": unplugged, or its module restarted; check the cable, then open it"
                        + " again");
    }
}
