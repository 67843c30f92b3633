package org.kadec21.firmware.service;

import org.kadec21.firmware.config.ConfigText.Complaint;
import org.kadec21.firmware.config.ConfigTree;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.settings.Change;
import org.kadec21.firmware.settings.SettingPath;
import org.kadec21.firmware.settings.Settings;
import org.kadec21.firmware.settings.UnitDocument;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// What is to be said of one more change in a draft. A reader of configurations stops at its first
/// complaint, so that one place that waits to be put right would hide all others: a value is
/// therefore also judged with what was changed in its own group alone, and with no more of that
/// than decides what a value may be, laid over the settings in force.
///
/// @param draft what waits, without the change
record Judgement(SiteRules rules, Settings inForce, Settings draft, Change change) {

    /// Keys on which depends what their neighbours may be.
    private static final List<String> DECISIVE = List.of("auth", "kind", "onset");

    /// What becomes of a change.
    sealed interface Verdict {

        /// The draft can be applied.
        record Fits(UnitConfig config) implements Verdict {}

        /// It may be the first of two changes that fit together only.
        record NotYet(Complaint complaint) implements Verdict {}

        /// It is not allowed, whatever else is changed.
        record Wrong(Complaint complaint) implements Verdict {}
    }

    Verdict verdict() {
        Settings next = draft.with(change);
        return switch (rules.read(next)) {
            case UnitDocument.Reading.Valid(UnitConfig config) -> new Verdict.Fits(config);
            case UnitDocument.Reading.Invalid(Complaint complaint) ->
                    complaint.place().isEmpty() || isAbout(complaint, next)
                            ? new Verdict.Wrong(complaint)
                            : alone(complaint);
        };
    }

    private Verdict alone(Complaint whole) {
        Map<SettingPath, String> places = places();
        String group = group(places, change);
        Predicate<Change> isBeside = other -> group(places, other).equals(group);
        for (Predicate<Change> kept : List.of(isBeside, isBeside.and(Judgement::isDecisive))) {
            Settings settings = over(kept);
            switch (rules.read(settings)) {
                case UnitDocument.Reading.Valid valid -> {
                    return new Verdict.NotYet(whole);
                }
                case UnitDocument.Reading.Invalid(Complaint complaint) -> {
                    if (!complaint.place().isEmpty() && isAbout(complaint, settings)) {
                        return new Verdict.Wrong(complaint);
                    }
                }
            }
        }
        return new Verdict.NotYet(whole);
    }

    /// The settings in force with the change, and with those of the draft that are to be kept. What
    /// was taken away whole from the same list stays so: it moves the others' places.
    private Settings over(Predicate<Change> kept) {
        List<Change> changes = new ArrayList<>();
        for (Change one : draft.changes()) {
            if (movesPlaces(one) || inForce.changes().contains(one) || kept.test(one)) {
                changes.add(one);
            } else {
                inForce.changes().stream()
                        .filter(before -> before instanceof Change.Put)
                        .filter(before -> before.path().equals(one.path()))
                        .findFirst()
                        .ifPresent(changes::add);
            }
        }
        return new Settings(changes).with(change);
    }

    /// Whether a complaint names the place of the change, or an element of the list there.
    private boolean isAbout(Complaint complaint, Settings settings) {
        if (!(change instanceof Change.Put)) {
            return false;
        }
        return canonical(settings, change.path())
                .map(place ->
                        complaint.place().equals(place)
                                || complaint.place().startsWith(place + "."))
                .orElse(true);
    }

    private boolean movesPlaces(Change other) {
        List<String> steps = steps(other.path().text());
        return other instanceof Change.Remove
                && steps.size() == 2
                && change.path().text().startsWith(steps.getFirst() + ".");
    }

    private static boolean isDecisive(Change change) {
        String path = change.path().text();
        return DECISIVE.contains(path.substring(path.lastIndexOf('.') + 1));
    }

    /// The group at the top of the configuration, or the element of the list there.
    private static String group(Map<SettingPath, String> places, Change change) {
        List<String> steps = steps(places.getOrDefault(change.path(), change.path().text()));
        return steps.size() > 1 && steps.get(1).matches("\\d+")
                ? steps.getFirst() + "." + steps.get(1)
                : steps.getFirst();
    }

    private static List<String> steps(String path) {
        return List.of(path.split("\\.", -1));
    }

    /// Where everything stands, those aside that are not there any more.
    private Map<SettingPath, String> places() {
        Settings next = draft.with(change);
        try {
            return rules.document()
                    .canonical(next, next.changes().stream().map(Change::path).toList());
        } catch (ConfigTree.PlaceException nowhere) {
            return new LinkedHashMap<>();
        }
    }

    private Optional<String> canonical(Settings settings, SettingPath path) {
        try {
            return Optional.of(rules.document().canonical(settings, path));
        } catch (ConfigTree.PlaceException nowhere) {
            return Optional.empty();
        }
    }
}
