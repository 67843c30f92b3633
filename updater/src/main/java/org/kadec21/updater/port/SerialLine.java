package org.kadec21.updater.port;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;

import java.io.File;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/// A serial port of this computer, 8N1.
public final class SerialLine implements Line {

    /// How long one call of the system may wait.
    private static final int SLICE_MILLIS = 100;

    private final String name;
    private final SerialPort port;

    private SerialLine(String name, SerialPort port) {
        this.name = name;
        this.port = port;
    }

    /// Opens a port.
    ///
    /// @throws LineException when there is none of that name, or it cannot be had
    public static SerialLine open(String name, int bitsPerSecond) throws LineException {
        if (new File(name).isFile()) {
            throw new LineException(
                    "expected a serial port, but "
                            + name
                            + " is a file; this computer has "
                            + known());
        }
        SerialPort port = find(name);
        port.setComPortParameters(bitsPerSecond, 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
        port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, SLICE_MILLIS, 0);
        if (!port.openPort(0)) {
            throw new LineException(
                    "expected to open the port "
                            + name
                            + ", but the system refuses (code "
                            + port.getLastErrorCode()
                            + "); check that no other program has it, and your rights");
        }
        return new SerialLine(name, port);
    }

    @Override
    public int read(byte[] buffer, Duration limit) throws LineException {
        long until = nanos() + limit.toNanos();
        int count;
        do {
            count = port.readBytes(buffer, buffer.length);
        } while (count == 0 && nanos() < until);
        if (count < 0) {
            throw gone();
        }
        return count;
    }

    @Override
    public void write(byte[] bytes) throws LineException {
        int done = 0;
        while (done < bytes.length) {
            int count = port.writeBytes(bytes, bytes.length - done, done);
            if (count <= 0) { // 0 is how jSerialComm reports a write to an unplugged port
                throw gone();
            }
            done += count;
        }
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public void close() {
        port.closePort();
    }

    private static SerialPort find(String name) throws LineException {
        try {
            return SerialPort.getCommPort(name);
        } catch (SerialPortInvalidPortException unknown) {
            throw new LineException(
                    "expected a serial port "
                            + name
                            + ", but there is none; this computer has "
                            + known());
        }
    }

    private static String known() {
        String known =
                Arrays.stream(SerialPort.getCommPorts())
                        .map(SerialPort::getSystemPortPath)
                        .collect(Collectors.joining(", "));
        return known.isEmpty() ? "no serial ports" : known;
    }

    private LineException gone() {
        return new LineException(
                "expected the port "
                        + name
                        + " to stay, but it went away; plug it in again and install again, which"
                        + " resumes the transfer");
    }
}
