package org.kadec21.modem;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.SerialLink;
import org.kadec21.hal.Time;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A module that reads no commands until something particular is done to it; from then on it is the
/// [ScriptedModule] inside.
final class DeafModule implements SerialLink {

    private static final Duration GUARD = Duration.ofSeconds(1);

    private final ScriptedModule inner;
    private final Time time;
    private final Cure cure;
    private final String says;
    private final StringBuilder swallowed = new StringBuilder();
    private long lastWrite;
    private boolean pluses;
    private boolean deaf = true;

    /// What makes a module hear again.
    enum Cure {
        /// `+++` between two silences.
        ESCAPE,
        /// DTR down.
        HANG_UP,
        REINITIALISE,
        RESTART,
        /// More bytes than any payload has.
        FILL,
        /// Only [#hear()].
        NOTHING
    }

    /// @param says what it says, escaped, whenever it is spoken to while deaf; empty for nothing
    DeafModule(ScriptedModule inner, Time time, Cure cure, String says) {
        this.inner = inner;
        this.time = time;
        this.cure = cure;
        this.says = says;
    }

    void hear() {
        deaf = false;
    }

    /// All it was told in vain.
    String swallowed() {
        return swallowed.toString();
    }

    @Override
    public int read(byte[] buffer, int offset, int length, Deadline deadline) throws LinkException {
        return inner.read(buffer, offset, length, deadline);
    }

    @Override
    public void write(byte[] bytes, int offset, int length, Deadline deadline) {
        long silence = time.nanos() - lastWrite;
        lastWrite = time.nanos();
        boolean guarded = silence >= GUARD.toNanos();
        if (deaf && cure == Cure.ESCAPE && pluses && guarded) {
            deaf = false;
        }
        if (!deaf) {
            inner.write(bytes, offset, length, deadline);
            return;
        }
        String text = new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
        swallowed.append(text);
        pluses = guarded && text.equals("+++");
        deaf =
                switch (cure) {
                    case ESCAPE, HANG_UP, NOTHING -> true;
                    case REINITIALISE -> !text.startsWith("ATZ");
                    case RESTART -> !text.startsWith("AT+CFUN=1,1");
                    case FILL -> swallowed.length() < 1500;
                };
        if (deaf) {
            inner.say(says);
        }
    }

    @Override
    public void setDtr(boolean on) {
        deaf &= on || cure != Cure.HANG_UP;
    }

    @Override
    public void close() {
        inner.close();
    }

    @Override
    public void setBaudRate(int bitsPerSecond) {}

    @Override
    public void discardInput() {}
}
