package org.kadec21.hal.at;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// Cuts a module's bytes into tokens. However the bytes are grouped into reads, the tokens are the
/// same.
///
/// Line ends as modules write them: `CR LF`, `CR CR LF`, a bare `LF`, and the bare `CR` behind an
/// echo or a numeric result code (ITU-T V.250 6.2.6, `V0`). The end is taken at the `LF`, so that a
/// payload starts at the right byte; a lone digit ends at its `CR`, since nothing may ever follow.
/// NULs are line noise. Empty lines are dropped.
final class Tokenizer {

    /// Longest line kept, bytes. Longest legitimate ones are SMS PDUs and long `=?` answers, below
    /// 1 KiB.
    static final int LINE_BYTES = 2048;

    private final StringBuilder line = new StringBuilder();
    private Mode mode = new Mode.Lines();
    private boolean afterCarriageReturn;
    private boolean dropped;
    private int bytesInLine;
    private byte[] payload = new byte[0];
    private int filled;

    /// Reads what follows in another way. An unfinished payload is dropped, an unfinished line is
    /// kept.
    void enter(Mode next) {
        mode = next;
        if (next instanceof Mode.Binary(int length)) {
            payload = new byte[length];
            filled = 0;
        }
    }

    Mode mode() {
        return mode;
    }

    /// Whether the unfinished line holds PPP frames, which need no line end.
    boolean hearsPpp() {
        return !dropped && PppFrames.areIn(line);
    }

    /// The unfinished line is of no use, whatever may follow up to its end.
    void dropLine() {
        dropped = true;
    }

    /// Forgets an unfinished line.
    void clearLine() {
        line.setLength(0);
        bytesInLine = 0;
        afterCarriageReturn = false;
        dropped = false;
    }

    /// Consumes bytes until a token is complete; empty when they are used up. The mode may be
    /// changed between two calls.
    Optional<Token> next(ByteBuffer input) {
        Optional<Token> token = Optional.empty();
        while (token.isEmpty() && input.hasRemaining()) {
            token =
                    switch (mode) {
                        case Mode.Lines(), Mode.Quoted(_, _) -> nextInLine(input, "");
                        case Mode.Prompt(String marks) -> nextInLine(input, marks);
                        case Mode.Binary _ -> nextInPayload(input);
                        case Mode.Data() ->
                                Optional.of(new Token.Raw(take(input, input.remaining())));
                    };
        }
        return token;
    }

    private Optional<Token> nextInLine(ByteBuffer input, String marks) {
        byte next = input.get();
        if (afterCarriageReturn && next != '\r' && next != '\n' && next != 0) {
            input.position(input.position() - 1);
            return endLine();
        }
        return switch (next) {
            case 0 -> Optional.empty();
            case '\n' -> endLine();
            case '\r' -> carriageReturn();
            default -> character((char) (next & 0xff), marks);
        };
    }

    private Optional<Token> carriageReturn() {
        if (isLoneDigit()) {
            return endLine();
        }
        afterCarriageReturn = bytesInLine > 0;
        return Optional.empty();
    }

    /// Behind a prompt the blank of `> ` stands before it.
    private boolean isLoneDigit() {
        String text = line.toString().strip();
        return text.length() == 1 && Character.isDigit(text.charAt(0));
    }

    private Optional<Token> character(char next, String marks) {
        if (marks.indexOf(next) >= 0 && line.toString().isBlank()) {
            clearLine();
            return Optional.of(new Token.Prompt(next));
        }
        if (next == '"' && opensPayload()) {
            return endLine();
        }
        if (bytesInLine < LINE_BYTES) {
            line.append(next);
        }
        bytesInLine++;
        return Optional.empty();
    }

    /// Whether a quote here ends the announcement and begins the payload.
    private boolean opensPayload() {
        return mode instanceof Mode.Quoted(String prefix, int lengthField)
                && line.toString().strip().startsWith(prefix)
                && line.chars().filter(c -> c == ',').count() == lengthField + 1;
    }

    private Optional<Token> endLine() {
        String text = line.toString().strip();
        int length = bytesInLine;
        boolean useless = dropped;
        clearLine();
        if (useless) {
            return Optional.empty();
        }
        if (length > LINE_BYTES) {
            return Optional.of(new Token.Overlong(length));
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(new Token.Line(text));
    }

    private Optional<Token> nextInPayload(ByteBuffer input) {
        int length = Math.min(payload.length - filled, input.remaining());
        input.get(payload, filled, length);
        filled += length;
        if (filled < payload.length) {
            return Optional.empty();
        }
        mode = new Mode.Lines();
        return Optional.of(new Token.Payload(Arrays.copyOf(payload, filled)));
    }

    private static byte[] take(ByteBuffer input, int length) {
        byte[] bytes = new byte[length];
        input.get(bytes);
        return bytes;
    }
}
