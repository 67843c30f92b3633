package org.kadec21.firmware.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Changes of a unit's configuration file, applied one after the other. None are the file alone.
///
/// @param changes at most [#MOST_CHANGES]
public record Settings(List<Change> changes) {

    public static final int MOST_CHANGES = 200;

    public static final Settings NONE = new Settings(List.of());

    public Settings {
        changes = List.copyOf(changes);
        if (changes.size() > MOST_CHANGES) {
            throw new IllegalArgumentException(
                    "at most " + MOST_CHANGES + " changes, not " + changes.size());
        }
    }

    /// Whether no change more can be made.
    public boolean isFull() {
        return changes.size() == MOST_CHANGES;
    }

    /// Those of the servers: what firmware of another generation may not understand.
    public Settings ofServers() {
        return new Settings(
                changes.stream().filter(change -> change.path().isOfServers()).toList());
    }

    /// All that are not of the servers. The two change nothing in each other's places.
    public Settings ofAllElse() {
        return new Settings(
                changes.stream().filter(change -> !change.path().isOfServers()).toList());
    }

    /// Whether there is room for others beside these.
    boolean fits(Settings others) {
        return changes.size() + others.changes.size() <= MOST_CHANGES;
    }

    /// These, and then others.
    Settings and(Settings others) {
        return new Settings(Stream.concat(changes.stream(), others.changes.stream()).toList());
    }

    /// The places at which these differ from others, each once.
    public List<SettingPath> placesOtherThan(Settings others) {
        return Stream.concat(
                        changes.stream().filter(change -> !others.changes.contains(change)),
                        others.changes.stream().filter(change -> !changes.contains(change)))
                .map(Change::path)
                .distinct()
                .toList();
    }

    /// These with one more. What is set again at the same place replaces the older value, as long
    /// as nothing was taken away since, which moves the places of a list.
    public Settings with(Change change) {
        List<Change> all = new ArrayList<>(changes);
        if (change instanceof Change.Put put) {
            int since = all.size();
            while (since > 0 && all.get(since - 1) instanceof Change.Put) {
                since--;
            }
            for (int at = since; at < all.size(); at++) {
                if (all.get(at).path().equals(put.path())) {
                    all.set(at, put);
                    return new Settings(all);
                }
            }
        }
        all.add(change);
        return new Settings(all);
    }
}
