package org.kadec21.updater.port;

import org.kadec21.updater.port.LineException.Blame;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A talk with a unit's service console (`docs/service-port.md`): an order goes out, lines come in.
public final class ConsoleTalk {

    /// For a greeting, before it is asked for again.
    public static final Duration GREETING_LIMIT = Duration.ofSeconds(5);

    /// Silence behind a greeting that says that nothing of an earlier talk is still to come.
    public static final Duration SETTLED = Duration.ofMillis(500);

    /// Of a greeting.
    public static final int MOST_GREETINGS = 6;

    /// For the next line of an answer; an installation reads and writes flash before it answers.
    public static final Duration ANSWER_LIMIT = Duration.ofMinutes(2);

    /// Of one answer; a status has about ten.
    public static final int MOST_LINES = 200;

    /// A longer line is none of the console's.
    public static final int MOST_LINE_BYTES = 4096;

    /// Ends a transfer that the other side may still wait for; a console does not hear it.
    private static final byte[] CANCEL_AND_RETURN = {0x18, 0x18, 0x18, 0x18, 0x18, '\r'};

    private static final String READY = "ready kadec21-service/1 ";
    private static final String WANTS_LOGIN = " login";
    private static final byte[] NOTHING = new byte[0];

    private final Line line;

    public ConsoleTalk(Line line) {
        this.line = line;
    }

    /// Finds the console, whatever was on the line before, and logs in when it wants that.
    ///
    /// @param password empty when there is none to give
    /// @throws LineException when nobody answers, or the password is not taken
    public void begin(Optional<String> password) throws IOException {
        String greeting = greeting();
        if (!greeting.endsWith(WANTS_LOGIN)) {
            return;
        }
        if (password.isEmpty()) {
            throw new LineException(
                    Blame.CONFIGURATION,
                    "expected a password for the unit's service port, but none was given; name its"
                            + " file with --password-file");
        }
        Reply reply = order("login " + password.get());
        if (!reply.isDone()) {
            throw new LineException(
                    reply.blame(),
                    "expected the unit to take the password of --password-file, but it says: "
                            + reply.words());
        }
    }

    /// Gives an order and hears the answer, or the news with which it goes on.
    ///
    /// @throws LineException when there is no answer
    public Reply order(String words) throws IOException {
        line.write((words + "\r").getBytes(StandardCharsets.UTF_8));
        return answer();
    }

    /// Hears the answer to an order that went on.
    ///
    /// @throws LineException when there is none
    public Reply answer() throws IOException {
        List<String> lines = new ArrayList<>();
        while (lines.size() < MOST_LINES) {
            Optional<String> text = read(ANSWER_LIMIT);
            if (text.isEmpty()) {
                throw new LineException(
                        "expected an answer of the unit within "
                                + ANSWER_LIMIT.toSeconds()
                                + " s, but none came; check the cable, then try again");
            }
            if (text.get().startsWith("  ")) {
                lines.add(text.get().strip());
            } else if (isEnd(text.get())) {
                return new Reply(lines, text.get());
            }
        }
        throw new LineException(
                "expected an answer of at most " + MOST_LINES + " lines, but more came; try again");
    }

    private static boolean isEnd(String text) {
        return text.equals("ok")
                || text.startsWith("ok ")
                || text.startsWith("error ")
                || text.startsWith("* ");
    }

    private String greeting() throws IOException {
        for (int attempt = 0; attempt < MOST_GREETINGS; attempt++) {
            line.write(CANCEL_AND_RETURN);
            long until = line.nanos() + GREETING_LIMIT.toNanos();
            for (long left = until - line.nanos(); left > 0; left = until - line.nanos()) {
                Optional<String> text = read(Duration.ofNanos(left));
                if (text.filter(it -> it.startsWith(READY)).isPresent()) {
                    return last(text.get());
                }
            }
        }
        throw new LineException(
                "expected a unit's service port, but nothing there says '"
                        + READY.strip()
                        + "'; check cable, port and --baud, and that the unit runs");
    }

    /// What was asked before may be answered still: the last greeting counts.
    private String last(String first) throws IOException {
        String greeting = first;
        for (int lines = 0; lines < MOST_LINES; lines++) {
            Optional<String> text = read(SETTLED);
            if (text.isEmpty()) {
                return greeting;
            }
            greeting = text.filter(it -> it.startsWith(READY)).orElse(greeting);
        }
        return greeting;
    }

    /// A line without its end; empty when `limit` was over first. Control characters are left out.
    private Optional<String> read(Duration limit) throws IOException {
        long until = line.nanos() + limit.toNanos();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        byte[] one = new byte[1];
        while (text.size() < MOST_LINE_BYTES) {
            long left = Math.max(0, until - line.nanos());
            if (line.read(one, Duration.ofNanos(left)) == 0) {
                return Optional.empty();
            }
            if (one[0] == '\n') {
                return Optional.of(text.toString(StandardCharsets.UTF_8));
            }
            text.writeBytes(one[0] >= 0 && one[0] < ' ' ? NOTHING : one);
        }
        return Optional.of("");
    }
}
