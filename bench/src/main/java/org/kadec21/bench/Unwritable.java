package org.kadec21.bench;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// A file or folder that somebody named on the command line and that cannot be written.
final class Unwritable {

    private Unwritable() {}

    /// Why, in words that need no Java: `there is no folder keys`.
    ///
    /// @param path what was named
    /// @param refused what the system said when it was to be written
    static String reason(Path path, IOException refused) {
        return switch (refused) {
            case NoSuchFileException missing -> missingFolder(path);
            case AccessDeniedException denied -> "you have no right to";
            case FileAlreadyExistsException there -> there.getFile() + " is there already";
            case FileSystemException other ->
                    Optional.ofNullable(other.getReason()).orElse("the system refuses");
            default -> String.valueOf(refused.getMessage());
        };
    }

    private static String missingFolder(Path path) {
        Path folder = path.getParent();
        return folder == null || Files.isDirectory(folder)
                ? "the system makes nothing there"
                : "there is no folder " + folder;
    }
}
