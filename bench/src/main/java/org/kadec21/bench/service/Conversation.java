package org.kadec21.bench.service;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Time;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Orders to a unit, one after the other, and its answers. To be used holding the baton.
///
/// ```java
/// Conversation unit = new Conversation(link, time);
/// unit.greet();
/// Heard.Answer answer = unit.order("status", heard -> show(heard), Optional::empty);
/// ```
public final class Conversation {

    /// A test mail may be silent for as long as a server takes to answer.
    public static final Duration SILENCE_LIMIT = Duration.ofMinutes(16);

    private static final int GREETINGS = 5;
    private static final Duration GREETING_LIMIT = Duration.ofSeconds(2);
    private static final Duration WRITE_LIMIT = Duration.ofSeconds(10);

    /// After such a silence it is the other side's turn to type.
    private static final Duration QUIET = Duration.ofMillis(300);

    /// What the unit says when an order listens to keys.
    private static final List<String> LISTENING = List.of("the module hears you", "a key ends it");

    private static final int MOST_LINE_BYTES = 1 << 16;
    private static final int CHUNK = 512;
    private static final int ENDED = -1;

    private final ByteLink link;
    private final Time time;
    private final byte[] ahead = new byte[CHUNK];
    private int from;
    private int to;
    private ByteArrayOutputStream line = new ByteArrayOutputStream();

    /// What a person types while an order is under way.
    @FunctionalInterface
    public interface Keys {

        /// What was typed and not yet handed over, with its line end; empty when nothing was.
        Optional<String> typed();
    }

    /// A conversation that has not begun.
    public Conversation(ByteLink link, Time time) {
        this.link = link;
        this.time = time;
    }

    /// Finds out who is there, whatever was typed or said before.
    ///
    /// @throws LinkException when the line is dead, or no unit answers
    public Heard.Greeting greet() throws LinkException {
        for (int attempt = 0; attempt < GREETINGS; attempt++) {
            write("\r");
            Deadline deadline = time.after(GREETING_LIMIT);
            for (Optional<Heard> heard = next(deadline);
                    heard.isPresent();
                    heard = next(deadline)) {
                if (heard.get() instanceof Heard.Greeting greeting) {
                    return greeting;
                }
            }
        }
        throw new LinkException(
                "expected a unit's service port, but nobody answers there; does it run with"
                        + " --service, and has nobody else the port open?");
    }

    /// Gives an order and hears all that is said about it.
    ///
    /// @param listener of everything but the answer
    /// @param keys asked while the order is under way and listens, whenever the unit is quiet
    /// @throws LinkException when the line is dead, or the unit has fallen silent
    public Heard.Answer order(String order, Consumer<Heard> listener, Keys keys)
            throws LinkException {
        return order(order, listener, keys, SILENCE_LIMIT);
    }

    /// As [#order(String, Consumer, Keys)].
    ///
    /// @param limit how long the unit may be silent
    Heard.Answer order(String order, Consumer<Heard> listener, Keys keys, Duration limit)
            throws LinkException {
        write(order + "\r");
        boolean listens = false;
        Deadline silence = time.after(limit);
        while (!time.isOver(silence)) {
            Optional<Heard> heard = next(time.after(QUIET));
            if (heard.isPresent()) {
                if (heard.get() instanceof Heard.Answer answer) {
                    return answer;
                }
                listens |= isInvitation(heard.get());
                listener.accept(heard.get());
                silence = time.after(limit);
            } else if (listens) {
                Optional<String> typed = keys.typed();
                if (typed.isPresent()) {
                    write(typed.get());
                    silence = time.after(limit);
                }
            }
        }
        throw new LinkException(
                "expected an answer within "
                        + limit.toSeconds()
                        + " s, but the unit has fallen silent");
    }

    private static boolean isInvitation(Heard heard) {
        return heard instanceof Heard.News(String text)
                && LISTENING.stream().anyMatch(text::contains);
    }

    /// The next line; empty when `deadline` came first.
    private Optional<Heard> next(Deadline deadline) throws LinkException {
        while (true) {
            if (from == to) {
                int count = link.read(ahead, 0, CHUNK, deadline);
                if (count == ENDED) {
                    throw new LinkException("the unit has closed the service port");
                }
                if (count == 0) {
                    return Optional.empty();
                }
                from = 0;
                to = count;
            }
            byte letter = ahead[from++];
            if (letter == '\n') {
                String text = line.toString(StandardCharsets.UTF_8);
                line = new ByteArrayOutputStream();
                return Optional.of(Heard.of(text));
            }
            if (letter != '\r' && line.size() < MOST_LINE_BYTES) {
                line.write(letter);
            }
        }
    }

    private void write(String text) throws LinkException {
        link.write(text.getBytes(StandardCharsets.UTF_8), time.after(WRITE_LIMIT));
    }
}
