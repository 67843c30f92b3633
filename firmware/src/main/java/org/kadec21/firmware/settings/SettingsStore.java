package org.kadec21.firmware.settings;

import org.kadec21.firmware.config.ConfigException;
import org.kadec21.firmware.config.Generation;
import org.kadec21.firmware.store.FileKind;
import org.kadec21.firmware.store.Frame;
import org.kadec21.firmware.store.Log;
import org.kadec21.firmware.store.LogReader;
import org.kadec21.hal.Flash;
import org.kadec21.hal.FlashFullException;
import org.kadec21.hal.Journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A unit's settings on its flash: those that are confirmed, and those that are tried out until
/// somebody confirms them. What a method has returned from is durable; a power cut at any moment
/// leaves either the state before it or the one behind it.
///
/// ```java
/// SettingsStore store = SettingsStore.open(board.flash(), board.journal(), document);
/// store.tryOut(store.state().confirmed().with(change), Duration.ofMinutes(10));
/// // the unit works by store.state().active() now
/// store.confirm(); // or store.revert("the server was out of reach")
/// ```
///
/// A flash on which nothing was ever set is not written to. The file holds what was set, secrets
/// included, as the unit's own file does.
public final class SettingsStore {

    /// The log's base name.
    public static final String BASE = "settings";

    private static final String FILE_PREFIX = BASE + ".";

    private static final String TOO_MANY_BOOTS =
            "the unit started more than " + Trial.MOST_BOOTS + " times before they were confirmed";

    private static final String OTHER_IMAGE =
            "an image of another generation booted before they were confirmed";

    private static final int MOST_NAMED = 20;

    private final Flash flash;
    private final Journal journal;
    private final List<Frame> unknown = new ArrayList<>();

    /// The events of a migration for which the flash had no room, oldest first. They come before
    /// any other.
    private final List<SettingsEvent> owed = new ArrayList<>();

    private Optional<Log> log = Optional.empty();
    private SettingsState state = SettingsState.UNTOUCHED;
    private Optional<Generation> reader = Optional.empty();

    private SettingsStore(Flash flash, Journal journal) {
        this.flash = flash;
        this.journal = journal;
    }

    /// Recovers the settings after a boot. A trial counts the boot, and is over when it has met
    /// more than [Trial#MOST_BOOTS].
    public static SettingsStore open(Flash flash, Journal journal) {
        SettingsStore store = new SettingsStore(flash, journal);
        if (flash.list().stream().anyMatch(name -> name.startsWith(FILE_PREFIX))) {
            Log.recover(flash, journal, BASE, FileKind.SETTINGS).ifPresent(store::replay);
            store.countBoot();
        }
        return store;
    }

    /// As [#open(Flash, Journal)], for the firmware that reads `document`: settings of another
    /// generation make room for its own, and are kept for the way back. A trial ends by that.
    ///
    /// @throws ConfigException when the document is no YAML
    public static SettingsStore open(Flash flash, Journal journal, UnitDocument document) {
        SettingsStore store = open(flash, journal);
        store.reader = Optional.of(document.generation());
        if (store.log.isPresent()) {
            SettingsMigration.of(store.state, document).ifPresent(store::migrate);
        }
        return store;
    }

    /// Goes back to the unit's file: everything that was ever set is forgotten, what is tried out
    /// and what is kept for firmware of other generations as well. A power cut leaves all of it or
    /// nothing.
    ///
    /// @return the places, each once; none when nothing was set
    /// @throws FlashFullException when there is no room to write that down; nothing changed
    public static List<SettingPath> forget(Flash flash, Journal journal) {
        SettingsStore store = open(flash, journal);
        SettingsState before = store.state;
        if (store.log.isEmpty()) {
            return List.of();
        }
        List<SettingPath> places =
                Stream.of(
                                before.kept().values().stream(),
                                Stream.of(before.confirmed(), before.active()))
                        .flatMap(settings -> settings)
                        .flatMap(settings -> settings.changes().stream())
                        .map(Change::path)
                        .distinct()
                        .toList();
        store.state =
                new SettingsState(
                        before.revision(),
                        Settings.NONE,
                        Optional.empty(),
                        Optional.empty(),
                        before.generation(),
                        new EnumMap<>(Generation.class));
        store.log.get().rewrite(store.snapshot());
        journal.event("settings.forgotten", "places", named(places));
        return places;
    }

    /// What is on flash, read without writing, also beside a running unit.
    public static SettingsState listed(Flash flash) {
        return LogReader.settled(() -> {
            SettingsState state = SettingsState.UNTOUCHED;
            List<Frame> frames =
                    new LogReader(flash).frames(BASE, FileKind.SETTINGS).orElse(List.of());
            for (Frame frame : frames) {
                SettingsState before = state;
                state = SettingsFrame.decode(frame).map(before::after).orElse(before);
            }
            return state;
        });
    }

    /// Where the settings stand.
    public SettingsState state() {
        return state;
    }

    /// Puts settings in force until they are confirmed. A trial that is under way makes room for
    /// the new one; what is confirmed stays.
    ///
    /// @param span how long they may be tried before they are reverted; counted anew after a boot
    /// @throws FlashFullException when there is no room; nothing changed
    public Trial tryOut(Settings settings, Duration span) {
        noteReader();
        long revision = state.revision() + 1;
        append(new SettingsEvent.Tried(revision, settings, span));
        journal.event(
                "settings.tried",
                "revision",
                revision,
                "changes",
                settings.changes().size(),
                "places",
                named(settings.placesOtherThan(state.confirmed())),
                "span",
                span);
        return state.trial().orElseThrow();
    }

    /// Makes what is tried out hold; false when nothing is.
    ///
    /// @throws FlashFullException when there is no room; nothing changed
    public boolean confirm() {
        if (state.trial().isEmpty()) {
            return false;
        }
        long revision = state.revision();
        append(new SettingsEvent.Confirmed(revision));
        journal.event("settings.confirmed", "revision", revision);
        if (log.filter(file -> file.isMostlyDead(this::snapshot)).isPresent()) {
            compact();
        }
        return true;
    }

    /// Ends a trial: what was confirmed before holds again; false when nothing is tried out.
    ///
    /// @param reason in words, without a secret
    /// @throws FlashFullException when there is no room; nothing changed
    public boolean revert(String reason) {
        if (state.trial().isEmpty()) {
            return false;
        }
        long revision = state.revision();
        append(new SettingsEvent.Reverted(revision, reason));
        journal.event("settings.reverted", "revision", revision, "reason", reason);
        return true;
    }

    /// What the journal says of places: values may be secrets.
    private static String named(List<SettingPath> places) {
        String some =
                places.stream()
                        .limit(MOST_NAMED)
                        .map(SettingPath::text)
                        .collect(Collectors.joining(","));
        return places.size() > MOST_NAMED
                ? some + " and " + (places.size() - MOST_NAMED) + " more"
                : some;
    }

    private void replay(Log.Recovered recovered) {
        log = Optional.of(recovered.log());
        for (Frame frame : recovered.frames()) {
            SettingsFrame.decode(frame)
                    .ifPresentOrElse(event -> state = state.after(event), () -> unknown.add(frame));
        }
    }

    /// A flash without room for the count must not keep the unit from booting: it then counts in
    /// memory, and the trial's own span still ends it.
    private void countBoot() {
        state.trial()
                .ifPresent(trial -> {
                    SettingsEvent booted = new SettingsEvent.Booted(trial.revision());
                    try {
                        append(booted);
                        if (state.trial().filter(Trial::hasBootedTooOften).isPresent()) {
                            revert(TOO_MANY_BOOTS);
                        }
                    } catch (FlashFullException full) {
                        state = state.after(booted);
                    }
                });
    }

    /// What is put aside is durable before something else holds. A flash without room must not keep
    /// the unit from booting: it is done in memory then, and on flash before anything else is set,
    /// or again after the next boot.
    private void migrate(SettingsMigration migration) {
        List<SettingsEvent> events = new ArrayList<>();
        state.trial()
                .ifPresent(trial ->
                        events.add(new SettingsEvent.Reverted(trial.revision(), OTHER_IMAGE)));
        events.add(new SettingsEvent.Kept(migration.from(), migration.kept()));
        events.add(standing(migration.holds(), Optional.of(migration.to())));
        events.forEach(this::appendOrOwe);
        journal.event(
                "settings.migrated",
                "from",
                migration.from().word(),
                "to",
                migration.to().word(),
                "changes",
                migration.holds().changes().size());
    }

    /// Whose settings these are stands on flash before the first of them.
    private void noteReader() {
        if (reader.isPresent() && !state.generation().equals(reader)) {
            append(standing(state.confirmed(), reader));
        }
    }

    private SettingsEvent standing(Settings confirmed, Optional<Generation> generation) {
        return new SettingsEvent.Standing(state.revision(), confirmed, generation);
    }

    private void append(SettingsEvent event) {
        Frame frame = SettingsFrame.encode(event);
        if (log.isEmpty()) {
            log = Optional.of(Log.recoverOrCreate(flash, journal, BASE, FileKind.SETTINGS).log());
        }
        Log file = log.get();
        try {
            settle(file);
            file.append(frame);
        } catch (FlashFullException full) {
            rewrite(file);
            file.append(frame);
        }
        state = state.after(event);
    }

    private void appendOrOwe(SettingsEvent event) {
        try {
            append(event);
        } catch (FlashFullException full) {
            owed.add(event);
            state = state.after(event);
        }
    }

    private void settle(Log file) {
        while (!owed.isEmpty()) {
            file.append(SettingsFrame.encode(owed.getFirst()));
            owed.removeFirst();
        }
    }

    private void rewrite(Log file) {
        file.rewrite(snapshot());
        owed.clear();
    }

    private void compact() {
        try {
            rewrite(log.orElseThrow());
        } catch (FlashFullException full) {
            // It stays as long as it is until there is room.
        }
    }

    private List<Frame> snapshot() {
        List<Frame> frames = new ArrayList<>(unknown);
        long standing = state.revision() - (state.trial().isPresent() ? 1 : 0);
        state.kept()
                .forEach((generation, servers) ->
                        frames.add(
                                SettingsFrame.encode(new SettingsEvent.Kept(generation, servers))));
        frames.add(
                SettingsFrame.encode(
                        new SettingsEvent.Standing(
                                standing, state.confirmed(), state.generation())));
        state.trial()
                .ifPresent(trial -> {
                    frames.add(
                            SettingsFrame.encode(
                                    new SettingsEvent.Tried(
                                            trial.revision(), trial.settings(), trial.span())));
                    for (int boot = 0; boot < trial.boots(); boot++) {
                        frames.add(
                                SettingsFrame.encode(new SettingsEvent.Booted(trial.revision())));
                    }
                });
        return frames;
    }
}
