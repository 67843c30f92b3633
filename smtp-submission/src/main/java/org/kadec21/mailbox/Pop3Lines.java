package org.kadec21.mailbox;

import org.kadec21.submission.wire.TimedSocket;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The lines of a POP3 connection (RFC 1939 3), as many and as long as a visit may cost.
final class Pop3Lines {

    /// Longest line taken, in bytes: RFC 1939 3 has replies of 512, RFC 5322 2.1.1 mails with lines
    /// of 998.
    static final int LONGEST_LINE = 4096;

    /// Most bytes that a server may say in one visit.
    static final int MOST_BYTES = 1 << 20;

    private static final byte[] END = {'.'};

    private final TimedSocket base;
    private InputStream in;
    private OutputStream out;
    private int left = MOST_BYTES;

    Pop3Lines(TimedSocket base) throws IOException {
        this.base = base;
        this.in = new BufferedInputStream(base.getInputStream());
        this.out = base.getOutputStream();
    }

    /// From now on everything goes through `secured`.
    void secure(Socket secured) throws IOException {
        in = new BufferedInputStream(secured.getInputStream());
        out = secured.getOutputStream();
    }

    /// Whether the server has said something that nobody asked for.
    boolean hasUnreadBytes() throws IOException {
        return in.available() > 0 || base.hasArrived();
    }

    void say(String line) throws IOException {
        base.boundStep(MailboxSession.STEP);
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /// A reply's first line: its text behind `+OK`.
    ///
    /// @throws Refusal for `-ERR`
    /// @throws IOException for anything else
    String reply() throws IOException {
        String line = new String(line(), StandardCharsets.UTF_8);
        if (line.startsWith("-ERR")) {
            throw new Refusal(printable(line));
        }
        if (!line.startsWith("+OK")) {
            throw new IOException("expected +OK or -ERR, got \"" + printable(line) + "\"");
        }
        return line.substring(3).strip();
    }

    /// The lines up to the lone dot, each ended by CRLF, without the dots that were put in front.
    ///
    /// @param most bytes, beyond which the connection is of no use any more
    byte[] body(int most) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] line = line();
        while (!Arrays.equals(line, END)) {
            int dot = line.length > 0 && line[0] == '.' ? 1 : 0;
            body.write(line, dot, line.length - dot);
            body.write('\r');
            body.write('\n');
            if (body.size() > most) {
                throw new IOException("expected at most " + most + " bytes, came more");
            }
            line = line();
        }
        return body.toByteArray();
    }

    private byte[] line() throws IOException {
        base.boundStep(MailboxSession.STEP);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        while (next != '\n') {
            if (next < 0) {
                throw new EOFException("the server ended the connection");
            }
            line.write(next);
            left--;
            if (line.size() > LONGEST_LINE || left < 0) {
                throw new IOException(
                        "expected lines of at most "
                                + LONGEST_LINE
                                + " bytes and "
                                + MOST_BYTES
                                + " bytes in all, came more");
            }
            next = in.read();
        }
        byte[] bytes = line.toByteArray();
        boolean crlf = bytes.length > 0 && bytes[bytes.length - 1] == '\r';
        return crlf ? Arrays.copyOf(bytes, bytes.length - 1) : bytes;
    }

    private static String printable(String line) {
        String shown = line.length() > 200 ? line.substring(0, 200) : line;
        return shown.replaceAll("[^\\x20-\\x7e]", "?");
    }

    /// The server said no (RFC 1939 3).
    static final class Refusal extends IOException {
        Refusal(String reply) {
            super("the server said \"" + reply + "\"");
        }
    }
}
