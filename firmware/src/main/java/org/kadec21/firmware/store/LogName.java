package org.kadec21.firmware.store;

import org.kadec21.hal.Flash;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A log's file: its base name, its generation, and whether it is still being written and does not
/// count yet.
record LogName(String base, int generation, boolean unfinished) {

    private static final Pattern FORM = Pattern.compile("([a-z][a-z0-9-]*)\\.([0-9]{8})(\\.new)?");

    static Optional<LogName> parse(String name) {
        Matcher matcher = FORM.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                new LogName(
                        matcher.group(1),
                        Integer.parseInt(matcher.group(2)),
                        matcher.group(3) != null));
    }

    /// Every file of the log `base`, the newest generation first.
    static List<LogName> allOf(Flash flash, String base) {
        return all(flash).stream()
                .filter(name -> name.base().equals(base))
                .sorted(Comparator.comparingInt(LogName::generation).reversed())
                .toList();
    }

    static List<LogName> all(Flash flash) {
        return flash.list().stream().flatMap(name -> parse(name).stream()).toList();
    }

    LogName next() {
        return new LogName(base, generation + 1, false);
    }

    LogName beingWritten() {
        return new LogName(base, generation, true);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s.%08d%s", base, generation, unfinished ? ".new" : "");
    }
}
