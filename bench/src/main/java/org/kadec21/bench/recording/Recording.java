package org.kadec21.bench.recording;

import org.kadec21.bench.transcript.Direction;
import org.kadec21.bench.transcript.Escapes;
import org.kadec21.firmware.config.ConfigException;
import org.kadec21.hal.host.HostFiles;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a host and a module said to each other, as [RecordingWriter] wrote it or a person with an
/// editor.
public record Recording(List<Line> lines) {

    private static final int MOST_BYTES = 64 << 20;

    private static final String HEAD = RecordingWriter.HEAD;

    private static final Pattern LINE =
            Pattern.compile("\\s*(\\d{1,9}(?:\\.\\d{1,9})?) ([<>=]) (.*)");

    private static final double NANOS = Duration.ofSeconds(1).toNanos();

    /// One line of it.
    ///
    /// @param number in the file, from 1
    /// @param after the line before
    /// @param text as written
    /// @param tokens the bytes and secrets it stands for, none for an event
    public record Line(
            int number, Direction direction, Duration after, String text, List<Integer> tokens) {

        public Line {
            tokens = List.copyOf(tokens);
        }
    }

    public Recording {
        lines = List.copyOf(lines);
    }

    /// Reads a file.
    ///
    /// @throws ConfigException when it cannot be read, or for the first line that is wrong
    public static Recording read(Path file) {
        try {
            String text = new String(HostFiles.read(file, MOST_BYTES), StandardCharsets.US_ASCII);
            return parse(file.toString(), text);
        } catch (IOException unreadable) {
            throw new ConfigException(
                    file.toString(), "expected a recording, but " + unreadable.getMessage());
        }
    }

    /// @param file the name shown in errors
    /// @throws ConfigException for the first line that is wrong
    static Recording parse(String file, String text) {
        List<String> written = text.lines().toList();
        if (written.isEmpty() || !written.getFirst().equals(HEAD)) {
            throw new ConfigException(
                    file,
                    1,
                    "expected '"
                            + HEAD
                            + "' on the first line; --record makes such a file, see"
                            + " docs/module-command.md");
        }
        List<Line> lines = new ArrayList<>();
        for (int i = 1; i < written.size(); i++) {
            String line = written.get(i);
            if (!line.isBlank() && !line.startsWith("#")) {
                lines.add(line(file, i + 1, line));
            }
        }
        if (lines.isEmpty()) {
            throw new ConfigException(
                    file, written.size(), "expected something said, but nothing was recorded");
        }
        return new Recording(lines);
    }

    private static Line line(String file, int number, String written) {
        Matcher matcher = LINE.matcher(written);
        if (!matcher.matches()) {
            throw new ConfigException(
                    file,
                    number,
                    "expected seconds, then > < or =, then what was said, such as"
                            + " '    0.012 < \\r\\nOK\\r\\n'");
        }
        Direction direction = direction(matcher.group(2));
        Duration after = Duration.ofNanos(Math.round(Double.parseDouble(matcher.group(1)) * NANOS));
        String text = matcher.group(3);
        try {
            List<Integer> tokens = direction == Direction.LINE ? List.of() : Escapes.tokens(text);
            return new Line(number, direction, after, text, tokens);
        } catch (IllegalArgumentException wrong) {
            throw new ConfigException(file, number, String.valueOf(wrong.getMessage()));
        }
    }

    private static Direction direction(String mark) {
        return switch (mark) {
            case ">" -> Direction.HOST;
            case "<" -> Direction.MODULE;
            default -> Direction.LINE;
        };
    }
}
