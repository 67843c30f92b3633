package org.kadec21.bench.service;

import org.kadec21.hal.LinkException;
import org.kadec21.hal.Secret;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Some orders at one unit, shown as they come: what was asked for on one stream, everything else
/// on the other.
public final class Session {

    private static final int DONE = 0;
    private static final Duration LOGOUT_LIMIT = Duration.ofSeconds(2);

    private final Conversation unit;
    private final PrintWriter output;
    private final PrintWriter words;
    private final List<Map<String, Object>> orders = new ArrayList<>();
    private String name = "";
    private boolean loggedIn;

    /// @param output receives what was asked for
    /// @param words receives news, answers and whatever else was said
    public Session(Conversation unit, PrintWriter output, PrintWriter words) {
        this.unit = unit;
        this.output = output;
        this.words = words;
    }

    /// Greets the unit and logs in where that is needed and a password is there.
    ///
    /// @return 0, or the code that the unit answered the login with
    public int begin(Optional<Secret> password) throws LinkException {
        Heard.Greeting greeting = unit.greet();
        name = greeting.unit();
        if (!greeting.needsLogin() || password.isEmpty()) {
            return DONE;
        }
        int code = carryOut("login " + password.get().reveal(), Optional::empty);
        loggedIn = code == DONE;
        return code;
    }

    /// Leaves the unit as it was found: a line that has nobody to hang up would stay logged in for
    /// whoever comes next. A unit that has gone away needs no logout.
    public void end() {
        if (loggedIn) {
            try {
                unit.order("logout", heard -> {}, Optional::empty, LOGOUT_LIMIT);
            } catch (LinkException gone) {
                loggedIn = false;
            }
        }
    }

    /// The unit's name.
    public String unitName() {
        return name;
    }

    /// Gives one order.
    ///
    /// @return 0, or the code of the refusal
    public int carryOut(String order, Conversation.Keys keys) throws LinkException {
        List<String> lines = new ArrayList<>();
        List<String> news = new ArrayList<>();
        Heard.Answer answer =
                unit.order(
                        order,
                        heard -> {
                            switch (heard) {
                                case Heard.Output(String text) -> {
                                    lines.add(text);
                                    show(output, text);
                                }
                                case Heard.News(String text) -> {
                                    news.add(text);
                                    show(words, "* " + text);
                                }
                                case Heard.Noise(String text) -> show(words, text);
                                case Heard.Greeting greeting -> {}
                                case Heard.Answer late -> {}
                            }
                        },
                        keys);
        show(words, answer.code() == DONE ? ("ok " + answer.words()).strip() : refusal(answer));
        orders.add(told(order, answer, lines, news));
        return answer.code();
    }

    /// The same as [#json(int)] for a port at which nobody answers.
    ///
    /// @param message why, in a sentence
    public static SequencedMap<String, Object> failed(int exitCode, String message) {
        SequencedMap<String, Object> object = new LinkedHashMap<>();
        object.put("format", 1);
        object.put("exit_code", exitCode);
        object.put("message", message);
        return object;
    }

    /// Everything as one object, `docs/service-port.md`.
    ///
    /// @param exitCode how the command is going to end
    public SequencedMap<String, Object> json(int exitCode) {
        SequencedMap<String, Object> object = new LinkedHashMap<>();
        object.put("format", 1);
        object.put("unit", name);
        object.put("exit_code", exitCode);
        object.put("orders", orders);
        return object;
    }

    /// Only the order's name: behind it may stand a password.
    private static Map<String, Object> told(
            String order, Heard.Answer answer, List<String> lines, List<String> news) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("order", order.strip().split("\\s", 2)[0]);
        told.put("code", answer.code());
        told.put("answer", answer.words());
        told.put("lines", lines);
        told.put("news", news);
        return told;
    }

    private static String refusal(Heard.Answer answer) {
        return "kadec21: " + answer.words() + " (" + answer.code() + ")";
    }

    private static void show(PrintWriter stream, String text) {
        stream.println(text);
        stream.flush();
    }
}
