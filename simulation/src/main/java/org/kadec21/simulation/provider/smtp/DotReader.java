package org.kadec21.simulation.provider.smtp;

import java.nio.ByteBuffer;

/// Takes the text behind DATA: removes the dots that were put in front of dots and finds the end
/// (RFC 5321 4.5.2). Only CRLF ends a line. A CR or LF alone ends the mail as a fault, since
/// servers that read it differently can be made to see two mails in one ("SMTP smuggling"; RFC 5321
/// 2.3.8).
final class DotReader {

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
    TextProgress take(ByteBuffer input) {
        TextProgress progress = TextProgress.MORE;
        while (progress == TextProgress.MORE && input.hasRemaining()) {
            progress = take(input.get());
        }
        return progress;
    }

    private TextProgress take(byte octet) {
        return switch (state) {
            case LINE_START -> octet == '.' ? enter(State.AFTER_DOT) : text(octet);
            case IN_LINE -> text(octet);
            case AFTER_DOT -> octet == '\r' ? enter(State.AFTER_DOT_CR) : text(octet);
            case AFTER_CR -> octet == '\n' ? endOfLine() : TextProgress.BARE_CR;
            case AFTER_DOT_CR -> octet == '\n' ? TextProgress.END : TextProgress.BARE_CR;
        };
    }

    private TextProgress text(byte octet) {
        if (octet == '\n') {
            return TextProgress.BARE_LF;
        }
        if (octet == '\r') {
            return enter(State.AFTER_CR);
        }
        message.add(octet);
        return goOn(State.IN_LINE);
    }

    private TextProgress endOfLine() {
        message.add((byte) '\r');
        message.add((byte) '\n');
        return goOn(State.LINE_START);
    }

    private TextProgress goOn(State next) {
        return message.isEndless() ? TextProgress.ENDLESS : enter(next);
    }

    private TextProgress enter(State next) {
        state = next;
        return TextProgress.MORE;
    }
}
