package org.kadec21.firmware.service;

import org.kadec21.firmware.config.ServicePassword;
import org.kadec21.firmware.service.Answer.Cause;
import org.kadec21.firmware.service.Answer.Done;
import org.kadec21.firmware.service.Answer.Refused;
import org.kadec21.hal.Secret;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// Who may do what on the service port: a line in, what is to be said or done out. Pure; the driver
/// is [ServicePort].
///
/// Nothing but `help` and `login` works before the password was given. After [#FREE_TRIES] wrong
/// ones each further one costs a wait that doubles.
public final class Console {

    /// Wrong passwords in a row before a wait begins.
    public static final int FREE_TRIES = 3;

    public static final Duration FIRST_WAIT = Duration.ofSeconds(10);
    public static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private static final int MOST_DOUBLINGS = 20;
    private static final String LOGIN = "login";

    private final OrderBook book;
    private final String unit;
    private final Supplier<Optional<ServicePassword>> password;
    private final Supplier<Optional<String>> welcome;

    /// A console with nothing to tell at a login.
    public Console(OrderBook book, String unit, Supplier<Optional<ServicePassword>> password) {
        this(book, unit, password, Optional::empty);
    }

    /// @param unit its name, in the greeting
    /// @param password asked for at each login, since it can be changed here
    /// @param welcome what whoever logs in has to know, if there is something
    public Console(
            OrderBook book,
            String unit,
            Supplier<Optional<ServicePassword>> password,
            Supplier<Optional<String>> welcome) {
        this.book = book;
        this.unit = unit;
        this.password = password;
        this.welcome = welcome;
    }

    /// What a console remembers from one line to the next.
    ///
    /// @param wrongTries passwords in a row
    /// @param closedUntil nanoseconds on the monotonic clock; no password is looked at before
    public record State(boolean loggedIn, int wrongTries, long closedUntil) {

        public static final State BEGINNING = new State(false, 0, Long.MIN_VALUE);

        /// As after a boot. Nobody knows how long the power was gone: a wait that was due begins
        /// anew, and pulling the plug gains nothing.
        ///
        /// @param wrongTries before the power went
        /// @param now monotonic nanoseconds
        static State remembered(int wrongTries, long now) {
            return new State(false, wrongTries, Console.closedUntil(wrongTries, now));
        }

        /// Nobody is there any more. What was guessed wrong stays counted.
        public State left() {
            return new State(false, wrongTries, closedUntil);
        }
    }

    /// What has come over the line.
    public sealed interface Event {

        record Line(String text) implements Event {

            /// It may hold a password.
            @Override
            public String toString() {
                return "Line[***]";
            }
        }

        /// A line longer than [LineReader#MOST_BYTES].
        record TooLong() implements Event {}
    }

    /// What the driver has to do.
    public sealed interface Command {

        /// Say these lines, then the answer.
        record Say(List<String> lines, Answer answer) implements Command {
            public Say {
                lines = List.copyOf(lines);
            }
        }

        /// Somebody has shown the password: say so.
        record Admit(String words) implements Command {}

        /// Say who is there: the answer to an empty line.
        record Greet(String words) implements Command {}

        /// Carry an order out, then say its answer.
        record Perform(Order order, Arguments arguments) implements Command {}
    }

    /// A new state, and what to do.
    public record Step(State state, Command command) {}

    /// Judges a line.
    ///
    /// @param now monotonic nanoseconds
    public Step accept(State state, Event event, long now) {
        return switch (event) {
            case Event.Line(String text) when text.isBlank() ->
                    new Step(state, new Command.Greet(greeting(state)));
            case Event.Line(String text) -> order(state, text.strip(), now);
            case Event.TooLong tooLong ->
                    refused(
                            state,
                            Cause.USAGE,
                            "expected a line of at most "
                                    + LineReader.MOST_BYTES
                                    + " bytes, but came more; it was thrown away");
        };
    }

    private Step order(State state, String line, long now) {
        String word = line.split("\\s", 2)[0];
        String name = word.toLowerCase(Locale.ROOT); // may be longer than the word
        Arguments arguments = new Arguments(line.substring(word.length()));
        return switch (name) {
            case "help" ->
                    new Step(state, new Command.Say(book.help(), new Done("these are the orders")));
            case LOGIN -> login(state, arguments, now);
            case "logout" ->
                    new Step(state.left(), new Command.Say(List.of(), new Done("logged out")));
            default -> perform(state, name, arguments);
        };
    }

    private Step perform(State state, String name, Arguments arguments) {
        Optional<Order> order = book.find(name);
        if (!state.loggedIn()) {
            return refused(
                    state, Cause.CONFIGURATION, "expected 'login PASSWORD' before any other order");
        }
        return order.map(found -> new Step(state, new Command.Perform(found, arguments)))
                .orElseGet(() ->
                        refused(
                                state,
                                Cause.USAGE,
                                "there is no order '" + name + "'" + book.hint(name)));
    }

    private Step login(State state, Arguments arguments, long now) {
        Optional<ServicePassword> wanted = password.get();
        if (wanted.isEmpty()) {
            return refused(
                    state,
                    Cause.CONFIGURATION,
                    "nobody can log in: the unit's configuration has no service password; put"
                            + " 'service: {password-file: FILE}' into its file, and if it is there,"
                            + " start the unit once with --forget-settings");
        }
        if (now < state.closedUntil()) {
            return refused(
                    state,
                    Cause.DEFERRED,
                    "too many wrong passwords; the next one is looked at in "
                            + seconds(state.closedUntil() - now)
                            + " s");
        }
        if (wanted.get().matches(Secret.of(arguments.text()))) {
            return new Step(
                    new State(true, 0, Long.MIN_VALUE),
                    new Command.Admit(
                            "logged in to "
                                    + unit
                                    + welcome.get().map(words -> "; " + words).orElse("")));
        }
        int tries = state.wrongTries() + 1;
        State after = new State(false, tries, closedUntil(tries, now));
        return refused(after, Cause.CONFIGURATION, "this is not the password");
    }

    private static long closedUntil(int tries, long now) {
        if (tries < FREE_TRIES) {
            return Long.MIN_VALUE;
        }
        int doublings = Math.min(MOST_DOUBLINGS, tries - FREE_TRIES);
        Duration wait = FIRST_WAIT.multipliedBy(1L << doublings);
        return now + (wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT).toNanos();
    }

    private String greeting(State state) {
        return "ready kadec21-service/1 " + unit + (state.loggedIn() ? "" : " login");
    }

    private static long seconds(long nanos) {
        return Duration.ofNanos(nanos).plusMillis(999).toSeconds();
    }

    private static Step refused(State state, Cause cause, String words) {
        return new Step(state, new Command.Say(List.of(), new Refused(cause, words)));
    }
}
