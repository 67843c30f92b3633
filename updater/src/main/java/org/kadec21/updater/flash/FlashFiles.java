package org.kadec21.updater.flash;

import java.io.IOException;
import java.util.List;

/// A flat store of files, as a unit's flash is one. What was written survives a loss of power only
/// once it is forced: contents by [#force], names (created, renamed, deleted) by [#forceDirectory].
public interface FlashFiles {

    /// The names of all files, sorted.
    List<String> list() throws IOException;

    byte[] read(String name) throws IOException;

    /// Bytes of a file.
    long size(String name) throws IOException;

    /// Makes an empty file; one of that name must not exist.
    void create(String name) throws IOException;

    /// Adds bytes to the end.
    void append(String name, byte[] bytes) throws IOException;

    /// Makes the file's contents durable.
    void force(String name) throws IOException;

    /// Renames in one step; a file of the new name is replaced.
    void rename(String from, String to) throws IOException;

    void delete(String name) throws IOException;

    /// Makes the names durable.
    void forceDirectory() throws IOException;
}
