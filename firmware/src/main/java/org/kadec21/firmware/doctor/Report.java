package org.kadec21.firmware.doctor;

import org.kadec21.firmware.doctor.Checkup.Finding;
import org.kadec21.firmware.doctor.Result.Blame;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// What is said of a checkup, to people and to programs.
///
/// @param findings in the order of their checks
public record Report(List<Finding> findings) {

    private static final int VERDICT_WIDTH = 5;
    private static final int CHECK_WIDTH = 12;

    public Report {
        findings = List.copyOf(findings);
    }

    /// One line for people: verdict, check, what was found, and what to try.
    public static String line(Finding finding) {
        String start =
                String.format(
                        Locale.ROOT,
                        "%-" + VERDICT_WIDTH + "s %-" + CHECK_WIDTH + "s ",
                        mark(finding.result()),
                        finding.check());
        String next = next(finding.result()).map(text -> " -> " + text).orElse("");
        return (start + words(finding.result()) + next).replaceAll("\\s*[\r\n]+\\s*", " / ");
    }

    /// The last line for people.
    public String summary() {
        return failure()
                .map(first ->
                        "The way is not clear: " + first.check() + " is the first thing to fix.")
                .orElseGet(() ->
                        warnings() == 0
                                ? "Nothing stands in the way of what was checked."
                                : "Nothing stands in the way; warnings: " + warnings() + ".");
    }

    /// One object, `docs/doctor.md`.
    ///
    /// @param exitCode how the command is going to end
    public SequencedMap<String, Object> json(int exitCode) {
        SequencedMap<String, Object> object = new LinkedHashMap<>();
        object.put("format", 1);
        object.put("verdict", failure().isPresent() ? "fail" : warnings() == 0 ? "ok" : "warn");
        object.put("exit_code", exitCode);
        object.put("first_failure", failure().map(Finding::check).orElse(""));
        object.put("checks", findings.stream().map(Report::json).toList());
        return object;
    }

    /// Where the first failure lies, if there is one: what comes behind it may only follow from it.
    public Optional<Blame> blame() {
        return failure()
                .map(Finding::result)
                .filter(Result.Failure.class::isInstance)
                .map(Result.Failure.class::cast)
                .map(Result.Failure::blame);
    }

    private Optional<Finding> failure() {
        return findings.stream()
                .filter(finding -> finding.result() instanceof Result.Failure)
                .findFirst();
    }

    private long warnings() {
        return findings.stream()
                .filter(finding -> finding.result() instanceof Result.Warning)
                .count();
    }

    private static Map<String, Object> json(Finding finding) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("check", finding.check());
        object.put("verdict", verdict(finding.result()));
        object.put("finding", words(finding.result()));
        object.put("next", next(finding.result()).orElse(""));
        object.put("seconds", finding.took().toMillis() / 1000.0);
        object.put("facts", facts(finding.result()).values());
        return object;
    }

    private static String verdict(Result result) {
        return switch (result) {
            case Result.Ok ok -> "ok";
            case Result.Warning warning -> "warn";
            case Result.Failure failure -> "fail";
            case Result.NotChecked notChecked -> "not_checked";
        };
    }

    private static String mark(Result result) {
        return result instanceof Result.NotChecked ? "-" : verdict(result);
    }

    private static String words(Result result) {
        return switch (result) {
            case Result.Ok ok -> ok.words();
            case Result.Warning warning -> warning.words();
            case Result.Failure failure -> failure.words();
            case Result.NotChecked notChecked -> "not checked: " + notChecked.why();
        };
    }

    private static Optional<String> next(Result result) {
        return switch (result) {
            case Result.Ok ok -> Optional.empty();
            case Result.Warning warning -> Optional.of(warning.next());
            case Result.Failure failure -> Optional.of(failure.next());
            case Result.NotChecked notChecked -> Optional.empty();
        };
    }

    private static Facts facts(Result result) {
        return switch (result) {
            case Result.Ok ok -> ok.facts();
            case Result.Warning warning -> warning.facts();
            case Result.Failure failure -> failure.facts();
            case Result.NotChecked notChecked -> notChecked.facts();
        };
    }
}
