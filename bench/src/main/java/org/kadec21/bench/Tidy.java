package org.kadec21.bench;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Closes what was opened, the last first, once; one that cannot be closed does not keep the others
/// open.
final class Tidy implements Closeable {

    private final Deque<Closeable> open = new ArrayDeque<>();

    /// Remembers what is to be closed.
    <T extends Closeable> T later(T opened) {
        open.push(opened);
        return opened;
    }

    /// @throws UncheckedIOException for the first that could not be closed
    @Override
    public void close() {
        List<UncheckedIOException> failures = new ArrayList<>();
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (IOException failed) {
                failures.add(new UncheckedIOException(failed.getMessage(), failed));
            } catch (UncheckedIOException failed) {
                failures.add(failed);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }
}
