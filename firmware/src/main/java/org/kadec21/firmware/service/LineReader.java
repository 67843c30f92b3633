package org.kadec21.firmware.service;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// Bytes into lines, however they are cut up: CR, LF or CR LF ends one, rubbing out works, other
/// control characters are not heard. Holds at most [#MOST_BYTES] of a line.
public final class LineReader {

    /// A setting of a thousand characters with its place, in UTF-8 at most.
    public static final int MOST_BYTES = 4096;

    private static final int BACKSPACE = 8;
    private static final int DELETE = 0x7F;
    private static final int CTRL_U = 0x15;
    private static final int CTRL_C = 3;

    private ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean tooLong;
    private boolean afterReturn;

    /// The next byte; a line when it completes one.
    public Optional<Console.Event> accept(byte next) {
        boolean second = afterReturn && next == '\n';
        afterReturn = next == '\r';
        if (second) {
            return Optional.empty();
        }
        switch (next) {
            case '\r', '\n' -> {
                return Optional.of(complete());
            }
            case BACKSPACE, DELETE -> rubOut();
            case CTRL_U, CTRL_C -> begin();
            case '\t' -> add((byte) ' ');
            default -> {
                if (next < 0 || next >= ' ') {
                    add(next);
                }
            }
        }
        return Optional.empty();
    }

    private Console.Event complete() {
        Console.Event event =
                tooLong
                        ? new Console.Event.TooLong()
                        : new Console.Event.Line(line.toString(StandardCharsets.UTF_8));
        begin();
        return event;
    }

    private void begin() {
        line = new ByteArrayOutputStream();
        tooLong = false;
    }

    private void add(byte letter) {
        tooLong |= line.size() == MOST_BYTES;
        if (!tooLong) {
            line.write(letter);
        }
    }

    /// A character of UTF-8 may be several bytes.
    private void rubOut() {
        byte[] typed = line.toByteArray();
        int end = typed.length;
        do {
            end--;
        } while (end > 0 && (typed[end] & 0xC0) == 0x80);
        begin();
        line.writeBytes(Arrays.copyOf(typed, Math.max(0, end)));
    }
}
