package org.kadec21.modem.ppp.link;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// Cuts a line's bytes into frames (RFC 1662 4), and finds what the module says between them.
/// However the bytes are grouped into reads, the outcome is the same.
///
/// A module sets its lines off with a line end before and behind them, and no frame begins with
/// one: neither does address and control, nor any protocol field. So what is plain text from a flag
/// and a line end on to the next line end is text; without the first of them it may well be the
/// head of an IP packet. In the middle of a frame text may be a mail's; [#endsInCarrierLoss()]
/// leaves that to whoever can wait for what follows.
final class FrameReader {

    /// Longest content kept, check sequence included. The default of what may come is 1500 bytes
    /// behind the protocol field (RFC 1661 6.1); some peers overdo it.
    static final int MOST_BYTES = 2048;

    /// Longest line of text that is recognised.
    static final int TEXT_CHARACTERS = 80;

    static final int FLAG = 0x7e;
    static final int ESCAPE = 0x7d;
    static final int FLIP = 0x20;

    /// Every control character may have been put in by the line itself (RFC 1662 7.1).
    static final int ALL_CONTROLS = -1;

    static final int ADDRESS = 0xff;
    static final int CONTROL = 0x03;

    private static final String LOST = "\r\nNO CARRIER\r\n";
    private static final int CHECK_BYTES = 2;

    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder tail = new StringBuilder();
    private int insertedControls = ALL_CONTROLS;
    private int ownAddress = NumberedTerms.OWN_ADDRESS;
    private int otherAddress = NumberedTerms.OTHER_ADDRESS;
    private boolean numbered;
    private boolean escaped;
    private boolean onlyText = true;
    private boolean behindFlag;
    private int length;

    /// Control characters that the line may have put in, and that count for nothing: bit n is
    /// character n (RFC 1662 7.1).
    void ignore(int accm) {
        insertedControls = accm;
    }

    /// From now on, frames with our address or the peer's are those of numbered mode (RFC 1663 3);
    /// those with the address for all are still what they were.
    void number(NumberedTerms terms) {
        ownAddress = terms.ownAddress();
        otherAddress = terms.peerAddress();
        numbered = true;
    }

    /// No frame is one of numbered mode any more.
    void numberNone() {
        numbered = false;
    }

    /// Consumes bytes until something is complete; empty when they are used up.
    Optional<Incoming> next(ByteBuffer input) {
        while (input.hasRemaining()) {
            Optional<Incoming> complete = take(input.get() & 0xff);
            if (complete.isPresent()) {
                return complete;
            }
        }
        return Optional.empty();
    }

    /// Whether the last bytes, in the middle of a frame, are a module's words for a lost
    /// connection. When nothing follows them they are, otherwise they were part of the frame.
    boolean endsInCarrierLoss() {
        return tail.toString().endsWith(LOST);
    }

    private Optional<Incoming> take(int octet) {
        if (octet == FLAG) {
            return endFrame();
        }
        remember((char) octet);
        if (onlyText) {
            Optional<Incoming> line = takeText((char) octet);
            if (line.isPresent()) {
                return line;
            }
        }
        if (octet == ESCAPE) {
            escaped = true;
        } else if (octet >= FLIP || (insertedControls >>> octet & 1) == 0) {
            keep(escaped ? octet ^ FLIP : octet);
            escaped = false;
        }
        return Optional.empty();
    }

    private void remember(char octet) {
        tail.append(octet);
        if (tail.length() > LOST.length()) {
            tail.deleteCharAt(0);
        }
    }

    private Optional<Incoming> takeText(char octet) {
        if (octet == '\n' && !text.toString().isBlank()) {
            String line = text.toString().strip();
            restart();
            behindFlag = false;
            return Optional.of(new Incoming.Text(line));
        }
        boolean lineEnd = octet == '\r' || octet == '\n';
        boolean plain = lineEnd || (octet >= ' ' && octet < ESCAPE);
        boolean setOff = lineEnd || !behindFlag || !text.isEmpty();
        if (plain && setOff && text.length() < TEXT_CHARACTERS) {
            text.append(octet);
        } else {
            onlyText = false;
        }
        return Optional.empty();
    }

    private void keep(int octet) {
        length++;
        if (length <= MOST_BYTES) {
            content.write(octet);
        }
    }

    private Optional<Incoming> endFrame() {
        byte[] bytes = content.toByteArray();
        boolean aborted = escaped;
        boolean empty = length == 0 || (onlyText && text.toString().isBlank());
        int came = length;
        restart();
        behindFlag = true;
        if (aborted) {
            return damaged(Incoming.Damage.ABORTED, came);
        }
        if (empty) {
            return Optional.empty();
        }
        return came > MOST_BYTES ? damaged(Incoming.Damage.LONG, came) : frame(bytes);
    }

    private void restart() {
        content.reset();
        text.setLength(0);
        tail.setLength(0);
        escaped = false;
        onlyText = true;
        length = 0;
    }

    private Optional<Incoming> frame(byte[] bytes) {
        if (bytes.length < CHECK_BYTES + 2) {
            return damaged(Incoming.Damage.SHORT, bytes.length);
        }
        if (Fcs16.with(Fcs16.START, bytes) != Fcs16.GOOD) {
            return damaged(Incoming.Damage.CHECK, bytes.length);
        }
        boolean headed = (bytes[0] & 0xff) == ADDRESS && bytes[1] == CONTROL;
        int at = headed ? 2 : 0;
        int end = bytes.length - CHECK_BYTES;
        int address = bytes[0] & 0xff;
        if (numbered && (address == ownAddress || address == otherAddress)) {
            return Optional.of(
                    new Incoming.Numbered(
                            address, bytes[1] & 0xff, Arrays.copyOfRange(bytes, 2, end)));
        }
        int width = at < end && (bytes[at] & 1) == 1 ? 1 : 2;
        if (at + width > end || (bytes[at + width - 1] & 1) == 0) {
            return damaged(Incoming.Damage.PROTOCOL, bytes.length);
        }
        int protocol = width == 1 ? bytes[at] & 0xff : ControlPacket.number(bytes, at);
        return Optional.of(
                new Incoming.Frame(protocol, Arrays.copyOfRange(bytes, at + width, end)));
    }

    private static Optional<Incoming> damaged(Incoming.Damage damage, int bytes) {
        return Optional.of(new Incoming.Damaged(damage, bytes));
    }
}
