package org.kadec21.firmware.settings;

import org.kadec21.firmware.config.Generation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Where a unit's settings stand.
///
/// @param revision of the newest trial, or 0
/// @param confirmed what holds when nothing is tried out
/// @param trial what is tried out now
/// @param lastRevert why the newest trial came to nothing; empty when it did not
/// @param generation of the firmware that they hold for; empty where nobody noted it
/// @param kept settings of the servers for firmware of other generations
public record SettingsState(
        long revision,
        Settings confirmed,
        Optional<Trial> trial,
        Optional<String> lastRevert,
        Optional<Generation> generation,
        Map<Generation, Settings> kept) {

    private static final int MOST_NAMED = 20;

    /// A unit on which nothing was ever set.
    public static final SettingsState UNTOUCHED =
            new SettingsState(
                    0,
                    Settings.NONE,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    new EnumMap<>(Generation.class));

    public SettingsState {
        EnumMap<Generation, Settings> copy = new EnumMap<>(Generation.class);
        copy.putAll(kept);
        kept = Collections.unmodifiableMap(copy);
    }

    /// What the unit works by.
    public Settings active() {
        return trial.map(Trial::settings).orElse(confirmed);
    }

    /// What is kept and does not hold, a sentence for each generation, without values.
    public List<String> remarks() {
        return kept.entrySet().stream()
                .filter(entry -> !entry.getValue().changes().isEmpty())
                .filter(entry -> !isOwn(entry.getKey()) || hasNoRoomFor(entry.getValue()))
                .map(entry -> remark(entry.getKey(), entry.getValue()))
                .toList();
    }

    private boolean isOwn(Generation owner) {
        return generation.equals(Optional.of(owner));
    }

    private boolean hasNoRoomFor(Settings servers) {
        return !servers.fits(confirmed.ofAllElse());
    }

    private String remark(Generation owner, Settings servers) {
        return "what was set for firmware of generation "
                + owner.word()
                + " does not hold now; "
                + (isOwn(owner)
                        ? "with all other settings it would be more than "
                                + Settings.MOST_CHANGES
                                + " changes, set the servers anew: "
                        : "it is kept, and comes back with such an image: ")
                + servers.changes().stream()
                        .map(change -> change.path().text())
                        .distinct()
                        .limit(MOST_NAMED)
                        .collect(Collectors.joining(", "));
    }

    /// The state behind an event; one of a trial that is not this one's changes nothing.
    SettingsState after(SettingsEvent event) {
        return switch (event) {
            case SettingsEvent.Standing(long number, Settings settings, var noted) ->
                    new SettingsState(
                            number,
                            settings,
                            Optional.empty(),
                            lastRevert,
                            noted.or(() -> generation),
                            kept);
            case SettingsEvent.Tried tried ->
                    new SettingsState(
                            tried.revision(),
                            confirmed,
                            Optional.of(
                                    new Trial(tried.revision(), tried.settings(), tried.span(), 0)),
                            Optional.empty(),
                            generation,
                            kept);
            case SettingsEvent.Booted(long number) ->
                    isTrial(number) ? over(confirmed, trial.map(Trial::booted), lastRevert) : this;
            case SettingsEvent.Confirmed(long number) ->
                    isTrial(number) ? over(active(), Optional.empty(), Optional.empty()) : this;
            case SettingsEvent.Reverted(long number, String reason) ->
                    isTrial(number) ? over(confirmed, Optional.empty(), Optional.of(reason)) : this;
            case SettingsEvent.Kept(Generation owner, Settings servers) -> keeping(owner, servers);
        };
    }

    private SettingsState over(Settings holds, Optional<Trial> next, Optional<String> revert) {
        return new SettingsState(revision, holds, next, revert, generation, kept);
    }

    private SettingsState keeping(Generation owner, Settings servers) {
        EnumMap<Generation, Settings> more = new EnumMap<>(Generation.class);
        more.putAll(kept);
        more.put(owner, servers);
        return new SettingsState(revision, confirmed, trial, lastRevert, generation, more);
    }

    private boolean isTrial(long number) {
        return trial.filter(one -> one.revision() == number).isPresent();
    }
}
