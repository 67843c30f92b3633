package org.kadec21.simulation.provider.dialogue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Cuts received octets into command lines. A line ends with LF, a CR in front of it is dropped:
/// people type commands by hand, and programs get line ends wrong (mail text is judged strictly,
/// elsewhere). Octets become characters one to one.
public final class LineBuffer {

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean tooLong;

    /// A line, or the fact that there was one nobody wants to keep.
    public sealed interface Line {

        record Text(String text) implements Line {}

        record TooLong() implements Line {}
    }

    /// Takes octets from `input` up to the end of a line; empty when it ends before that.
    ///
    /// @param limit octets a line may have without its end; the rest of a longer one is skipped
    public Optional<Line> take(ByteBuffer input, int limit) {
        while (input.hasRemaining()) {
            byte octet = input.get();
            if (octet == '\n') {
                return Optional.of(finish(limit));
            }
            // one more than the limit, for the CR that is not known yet to be part of the line's
            // end
            if (line.size() <= limit) {
                line.write(octet);
            } else {
                tooLong = true;
            }
        }
        return Optional.empty();
    }

    private Line finish(int limit) {
        String text = line.toString(StandardCharsets.ISO_8859_1);
        if (text.endsWith("\r")) {
            text = text.substring(0, text.length() - 1);
        }
        boolean refused = tooLong || text.length() > limit;
        line.reset();
        tooLong = false;
        return refused ? new Line.TooLong() : new Line.Text(text);
    }
}
