package org.kadec21.bench.service;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A line from a unit's service port (`docs/service-port.md`).
public sealed interface Heard {

    /// Part of what was asked for.
    record Output(String text) implements Heard {}

    /// Something that happens meanwhile.
    record News(String text) implements Heard {}

    /// The end of an order.
    ///
    /// @param code 0 when it was carried out, else one of the command line's
    record Answer(int code, String words) implements Heard {}

    /// Who is there.
    ///
    /// @param needsLogin whether the password has not been given yet
    record Greeting(String unit, boolean needsLogin) implements Heard {}

    /// Anything else.
    record Noise(String text) implements Heard {}

    Pattern GREETING = Pattern.compile("ready kadec21-service/1 (\\S+)( login)?");
    Pattern REFUSAL = Pattern.compile("error (\\d{2}) (.*)");
    Pattern DONE = Pattern.compile("ok( (.*))?");

    /// Reads a line without its end.
    static Heard of(String line) {
        if (line.startsWith("  ")) {
            return new Output(line.substring(2));
        }
        if (line.startsWith("* ")) {
            return new News(line.substring(2));
        }
        Matcher greeting = GREETING.matcher(line);
        if (greeting.matches()) {
            return new Greeting(greeting.group(1), greeting.group(2) != null);
        }
        Matcher refusal = REFUSAL.matcher(line);
        if (refusal.matches()) {
            return new Answer(Integer.parseInt(refusal.group(1)), refusal.group(2));
        }
        Matcher done = DONE.matcher(line);
        return done.matches()
                ? new Answer(0, done.group(2) == null ? "" : done.group(2))
                : new Noise(line);
    }
}
