package org.kadec21.firmware.service;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Time;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

/// The line to the person or program at the service port, while an order has it.
///
/// What belongs to an order is indented by two blanks, news begin with `* `, so that no content can
/// be taken for the answer at the end.
public final class ServiceLine {

    /// Whoever does not read for so long has gone.
    public static final Duration WRITE_LIMIT = Duration.ofSeconds(30);

    private static final String CRLF = "\r\n";

    /// Controls, those from U+0080 on too, which some terminals obey, and whatever else ends a
    /// line.
    private static final Pattern NOT_PRINTED = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}&&[^\t]]+");

    private final BufferedLink link;
    private final Time time;
    private boolean behindReturn;

    public ServiceLine(ByteLink link, Time time) {
        this.link = new BufferedLink(link);
        this.time = time;
    }

    /// A line of what was asked for.
    public void say(String text) throws LinkException {
        write("  " + oneLine(text) + CRLF);
    }

    /// Something that happens while the order is under way.
    public void news(String text) throws LinkException {
        write("* " + oneLine(text) + CRLF);
    }

    /// Waits for a key; false when none was typed until `deadline`. The LF of the order's own CR LF
    /// is none.
    public boolean awaitsKey(Deadline deadline) throws LinkException {
        byte[] key = new byte[1];
        while (link.read(key, 0, 1, deadline) != 0) {
            boolean isRest = behindReturn && key[0] == '\n';
            behindReturn = false;
            if (!isRest) {
                return true;
            }
        }
        return false;
    }

    /// The bare link, for an order with a protocol of its own. What has come behind the order's
    /// line is read first. Closing it does nothing.
    public ByteLink link() {
        return link;
    }

    /// An order begins, whose line was ended by this byte.
    void begins(byte end) {
        behindReturn = end == '\r';
    }

    void hangUp() {
        link.hangUp();
    }

    void pickUp() {
        link.pickUp();
    }

    /// The answer or the greeting.
    void end(String text) throws LinkException {
        write(oneLine(text) + CRLF);
    }

    private void write(String text) throws LinkException {
        link.write(text.getBytes(StandardCharsets.UTF_8), time.after(WRITE_LIMIT));
    }

    private static String oneLine(String text) {
        return NOT_PRINTED.matcher(text).replaceAll(" ").stripTrailing();
    }
}
