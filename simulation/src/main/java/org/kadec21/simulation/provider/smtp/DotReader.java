package org.kadec21.simulation.provider.smtp;

import java.nio.ByteBuffer;

/// Takes the text behind DATA: removes the dots that were put in front of dots and finds the end
/// (RFC 5321 4.5.2). Only CRLF ends a line. A CR or LF alone ends the mail as a fault, since
/// servers that read it differently can be made to see two mails in one ("SMTP smuggling"; RFC 5321
/// 2.3.8).
final class DotReader {

    /// Where the text stands.
    enum Progress {
        MORE,
        END,
        BARE_CR,
        BARE_LF
    }

    private enum State {
        LINE_START,
        IN_LINE,
        AFTER_CR,
        AFTER_DOT,
        AFTER_DOT_CR
    }

    private final MessageBuffer message;
    private State state = State.LINE_START;

    DotReader(MessageBuffer message) {
        this.message = message;
    }

    /// Takes octets up to the end of the text, at most; what lies behind it stays in `input`.
    Progress take(ByteBuffer input) {
        Progress progress = Progress.MORE;
        while (progress == Progress.MORE && input.hasRemaining()) {
            progress = take(input.get());
        }
        return progress;
    }

    private Progress take(byte octet) {
        return switch (state) {
            case LINE_START -> octet == '.' ? enter(State.AFTER_DOT) : text(octet);
            case IN_LINE -> text(octet);
            case AFTER_DOT -> octet == '\r' ? enter(State.AFTER_DOT_CR) : text(octet);
            case AFTER_CR -> octet == '\n' ? endOfLine() : Progress.BARE_CR;
            case AFTER_DOT_CR -> octet == '\n' ? Progress.END : Progress.BARE_CR;
        };
    }

    private Progress text(byte octet) {
        if (octet == '\n') {
            return Progress.BARE_LF;
        }
        if (octet == '\r') {
            return enter(State.AFTER_CR);
        }
        message.add(octet);
        return enter(State.IN_LINE);
    }

    private Progress endOfLine() {
        message.add((byte) '\r');
        message.add((byte) '\n');
        return enter(State.LINE_START);
    }

    private Progress enter(State next) {
        state = next;
        return Progress.MORE;
    }
}
