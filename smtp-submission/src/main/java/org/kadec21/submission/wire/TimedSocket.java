package org.kadec21.submission.wire;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.Time;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;

/// The bearer's socket under two deadlines: the step's and that of everything together. Each read
/// waits for the earlier of the two, however often the peer drips a byte; a write starts only
/// before it and the bearer, whose writes obey the SO_TIMEOUT too, ends it there.
///
/// An unchecked exception of the bearer (a bug, or the power going) is kept: the libraries above
/// wrap what they should let pass, and [#rethrow()] raises it again.
public final class TimedSocket extends SocketShell {

    private static final Duration GLANCE = Duration.ofMillis(1);
    private static final int GLANCE_BYTES = 4096;

    private final InputStream in;
    private final OutputStream out;
    private final Socket bearer;
    private final Time time;
    private TimeLimit overall;
    private TimeLimit step = new TimeLimit(Deadline.never(), "one step");
    private ByteArrayInputStream ahead = new ByteArrayInputStream(new byte[0]);
    private final Gathered gathered = new Gathered();
    private boolean ended;
    private Optional<RuntimeException> bug = Optional.empty();

    public TimedSocket(Socket bearer, String host, int port, Time time, TimeLimit overall)
            throws IOException {
        super(bearer, host, port);
        this.bearer = bearer;
        this.in = bearer.getInputStream();
        this.out = bearer.getOutputStream();
        this.time = time;
        this.overall = overall;
    }

    /// Everything from now on must be over by `limit`.
    public void boundAll(TimeLimit limit) {
        overall = limit;
    }

    /// The next step must be over after `span`.
    public void boundStep(Duration span) {
        step = TimeLimit.of(time.after(span), span, "one step");
    }

    /// From now on writes are kept until something has to be read.
    public void gather() {
        gathered.begin();
    }

    /// From now on each write goes out at once, behind what is still kept.
    public void sendEachWrite() {
        gathered.end();
    }

    /// Sends what is kept, if the link still takes it.
    public void sendGathered() {
        gathered.end();
        try {
            send(gathered.takeAll());
        } catch (IOException dead) {
            // what the peer is told at the end changes nothing here
        }
    }

    /// Whether bytes of the peer were found by [#hasEnded()] and not read since.
    public boolean hasArrived() {
        return ahead.available() > 0;
    }

    /// Whether the peer has already ended the stream. What it said before stays readable.
    public boolean hasEnded() throws IOException {
        boundStep(GLANCE);
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        kept.writeBytes(ahead.readAllBytes());
        byte[] chunk = new byte[256];
        try {
            while (!ended && kept.size() < GLANCE_BYTES) {
                int count = readNow(chunk, 0, chunk.length);
                kept.write(chunk, 0, Math.max(0, count));
            }
        } catch (SocketTimeoutException quiet) {
            return ended;
        } finally {
            ahead = new ByteArrayInputStream(kept.toByteArray());
        }
        return ended;
    }

    /// Raises what a library may have swallowed.
    public void rethrow() {
        if (bug.isPresent()) {
            throw bug.get();
        }
    }

    @Override
    public void setSoTimeout(int timeout) {
        // the deadlines rule
    }

    @Override
    public int getSoTimeout() {
        return 0;
    }

    @Override
    public InputStream getInputStream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                if (length == 0) {
                    return 0;
                }
                int kept = ahead.read(buffer, offset, length);
                return kept > 0 ? kept : readNow(buffer, offset, length);
            }

            @Override
            public int available() throws IOException {
                return ahead.available() + in.available();
            }

            @Override
            public void close() throws IOException {
                TimedSocket.this.close();
            }
        };
    }

    @Override
    public OutputStream getOutputStream() {
        return new FilterOutputStream(out) {
            @Override
            public void write(int value) throws IOException {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                gathered.add(bytes, offset, length);
                if (!gathered.goesOn()) {
                    send(gathered.takeAll());
                }
            }

            @Override
            public void flush() {
                // each write is flushed
            }

            @Override
            public void close() throws IOException {
                TimedSocket.this.close();
            }
        };
    }

    private void send(byte[] bytes) throws IOException {
        if (bytes.length == 0) {
            return;
        }
        bearer.setSoTimeout(waitMillis("to send"));
        try {
            out.write(bytes, 0, bytes.length);
            out.flush();
        } catch (RuntimeException e) {
            bug = Optional.of(e);
            throw e;
        }
    }

    private int readNow(byte[] buffer, int offset, int length) throws IOException {
        if (ended) {
            return -1;
        }
        send(gathered.takeForReading());
        bearer.setSoTimeout(waitMillis("for an answer"));
        try {
            int count = in.read(buffer, offset, length);
            ended = count < 0;
            return count;
        } catch (SocketTimeoutException late) {
            throw late("for an answer");
        } catch (RuntimeException e) {
            bug = Optional.of(e);
            throw e;
        }
    }

    /// Names the limit that has fired; the bearer knows only what was left of it.
    private SocketTimeoutException late(String purpose) {
        return new SocketTimeoutException(
                "no time left " + purpose + ", the limit is " + step.earlier(overall).name());
    }

    private int waitMillis(String purpose) throws SocketTimeoutException {
        long nanos = time.nanosUntil(step.earlier(overall).deadline());
        if (nanos == 0) {
            throw late(purpose);
        }
        return (int) Math.min(Integer.MAX_VALUE, nanos / 1_000_000 + 1);
    }
}
