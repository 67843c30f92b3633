package org.kadec21.simulation.provider.dialogue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Cuts received octets into command lines. A line ends with LF, a CR in front of it is dropped:
/// people type commands by hand, and programs get line ends wrong (mail text is judged strictly,
/// elsewhere). Octets become characters one to one.
///
/// A line that is too long is told of as soon as it is, not at its end, which may never come.
public final class LineBuffer {

    /// Octets of a line after which nobody waits for its end any more.
    public static final int ENDLESS = 65_536;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int length;
    private boolean skipping;

    /// A line, or the fact that there is one nobody wants to keep.
    public sealed interface Line {

        record Text(String text) implements Line {}

        /// The rest of it is skipped.
        record TooLong() implements Line {}

        /// It has [#ENDLESS] octets and goes on: it is time to hang up.
        record Endless() implements Line {}
    }

    /// Takes octets from `input` up to the end of a line; empty when it ends before that.
    ///
    /// @param limit octets a line may have without its end
    public Optional<Line> take(ByteBuffer input, int limit) {
        while (input.hasRemaining()) {
            byte octet = input.get();
            if (octet == '\n') {
                Optional<Line> whole = finish();
                if (whole.isPresent()) {
                    return whole;
                }
                continue;
            }
            length++;
            if (length > ENDLESS) {
                return Optional.of(new Line.Endless());
            }
            // one more than the limit, for a CR that may be part of the line's end
            if (line.size() < limit || (line.size() == limit && octet == '\r')) {
                line.write(octet);
            } else if (!skipping) {
                skipping = true;
                return Optional.of(new Line.TooLong());
            }
        }
        return Optional.empty();
    }

    /// The line; empty when it was the rest of one that was too long.
    private Optional<Line> finish() {
        String text = line.toString(StandardCharsets.ISO_8859_1);
        boolean told = skipping;
        line.reset();
        length = 0;
        skipping = false;
        if (told) {
            return Optional.empty();
        }
        return Optional.of(
                new Line.Text(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text));
    }
}
