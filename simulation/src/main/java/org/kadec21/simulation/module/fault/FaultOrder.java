package org.kadec21.simulation.module.fault;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A fault that somebody wants, with the settings that differ from the standard.
public record FaultOrder(FaultKind kind, SequencedMap<String, String> settings) {

    /// As spans are written in the project's files and on its command line.
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|min|h|d)");

    /// Ten years; [Parameter.Type#DURATION] says so to people.
    private static final Duration LONGEST = Duration.ofDays(3650);

    public FaultOrder {
        settings = new LinkedHashMap<>(settings);
        settings.forEach((name, value) -> check(kind, name, value));
    }

    /// The fault with its standard settings.
    public static FaultOrder of(FaultKind kind) {
        return new FaultOrder(kind, new LinkedHashMap<>());
    }

    /// This order with another value for a setting.
    ///
    /// @throws UnknownFaultException when the fault has no such setting, or not that value
    public FaultOrder with(String name, String value) {
        SequencedMap<String, String> more = new LinkedHashMap<>(settings);
        more.put(name, value);
        return new FaultOrder(kind, more);
    }

    Fault make(Circumstances circumstances) {
        return kind.make(this, circumstances);
    }

    double chance() {
        return Double.parseDouble(value("chance"));
    }

    Duration duration(String name) {
        return parse(value(name)).orElseThrow();
    }

    List<String> words(String name) {
        return List.of(value(name).split("\\+", -1));
    }

    /// As [Faults#parse(String)] reads it.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(kind.word());
        settings.forEach((name, value) -> text.append(':').append(name).append('=').append(value));
        return text.toString();
    }

    private String value(String name) {
        return Optional.ofNullable(settings.get(name))
                .orElseGet(() -> kind.parameter(name).orElseThrow().standard());
    }

    private static void check(FaultKind kind, String name, String value) {
        Parameter parameter =
                kind.parameter(name)
                        .orElseThrow(() ->
                                new UnknownFaultException(
                                        "expected a setting of "
                                                + kind.word()
                                                + ", one of "
                                                + kind.parameters().stream()
                                                        .map(Parameter::name)
                                                        .toList()
                                                + ", but came '"
                                                + name
                                                + "'"));
        boolean valid =
                switch (parameter.type()) {
                    case CHANCE -> value.matches("0|1|[01]?\\.\\d{1,6}") && asChance(value) <= 1;
                    case DURATION -> parse(value).isPresent();
                    case WORDS ->
                            List.of(parameter.standard().split("\\+", -1))
                                    .containsAll(List.of(value.split("\\+", -1)));
                };
        if (!valid) {
            throw new UnknownFaultException(
                    "expected for "
                            + kind.word()
                            + ":"
                            + name
                            + " "
                            + parameter.type().description()
                            + ", as in "
                            + parameter.standard()
                            + ", but came '"
                            + value
                            + "'");
        }
    }

    private static double asChance(String value) {
        return Double.parseDouble(value);
    }

    private static Optional<Duration> parse(String value) {
        Matcher matcher = DURATION.matcher(value);
        return matcher.matches()
                ? Optional.of(duration(Long.parseLong(matcher.group(1)), matcher.group(2)))
                        .filter(duration -> duration.compareTo(LONGEST) <= 0)
                : Optional.empty();
    }

    private static Duration duration(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "min" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
