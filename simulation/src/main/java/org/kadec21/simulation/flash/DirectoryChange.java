package org.kadec21.simulation.flash;

import java.util.Map;

/// A change of the directory that is not durable yet. It names the file it was made for, so that it
/// still means something when an earlier change was undone: a file whose renaming is kept appears
/// under its new name even if its creation was undone; a deletion that is kept never hits another
/// file of the same name.
sealed interface DirectoryChange {

    void applyTo(Map<String, StoredFile> directory);

    record Created(String name, StoredFile file) implements DirectoryChange {
        @Override
        public void applyTo(Map<String, StoredFile> directory) {
            directory.put(name, file);
        }
    }

    record Renamed(String from, String to, StoredFile file) implements DirectoryChange {
        @Override
        public void applyTo(Map<String, StoredFile> directory) {
            directory.remove(from, file);
            directory.put(to, file);
        }
    }

    record Deleted(String name, StoredFile file) implements DirectoryChange {
        @Override
        public void applyTo(Map<String, StoredFile> directory) {
            directory.remove(name, file);
        }
    }
}
