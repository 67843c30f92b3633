package org.kadec21.hal;

import java.util.List;

/// A flat store of named byte sequences that only grow, on a medium that may lose power at any
/// moment. Until forced, appended bytes may be lost or torn; until the directory is forced, a
/// creation, renaming or deletion may be undone.
///
/// Names are 1 to 64 characters of `a-z 0-9 . _ -`, starting with a letter or digit. A missing or
/// already existing name where the opposite is needed is a bug of the caller
/// ([IllegalStateException]); a medium that fails raises [FlashException]; a lost board
/// [PowerOffException].
public interface Flash {

    /// Creates an empty file. It must not exist.
    void create(String name);

    /// Appends to a file.
    ///
    /// @throws FlashFullException when the medium has no room; nothing was appended
    void append(String name, byte[] bytes);

    /// Returns when all that was appended to the file is durable. A failure is never
    /// [FlashFullException], since there are bytes at stake by now.
    void force(String name);

    /// Renames, atomically replacing `to` if it exists.
    void rename(String from, String to);

    void delete(String name);

    /// All names, sorted.
    List<String> list();

    /// Returns when all creations, renamings and deletions are durable.
    void forceDirectory();

    boolean exists(String name);

    long size(String name);

    /// Reads up to `length` bytes from `offset`; shorter at the end of the file.
    byte[] read(String name, long offset, int length);

    /// Bytes the medium holds in all, and bytes still free.
    Capacity capacity();

    /// Room on the medium, in bytes.
    record Capacity(long totalBytes, long freeBytes) {}
}
