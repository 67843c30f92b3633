package org.kadec21.updater.flash;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A flash that remembers what was forced, loses its power before a chosen operation, and comes
/// back with what that left.
final class TearingFlash implements FlashFiles {

    /// What a cut does to a file's bytes that were not forced.
    enum Contents {
        LOST,
        HALF,
        KEPT
    }

    /// What a cut does to names that were not forced.
    enum Names {
        LOST,
        KEPT
    }

    private final Map<String, Contained> names = new TreeMap<>();
    private final Map<String, Contained> forcedNames = new TreeMap<>();
    private int operationsLeft = Integer.MAX_VALUE;
    private int operations;

    /// The power goes before this many more changing operations are done.
    void cutAfter(int count) {
        operationsLeft = count;
    }

    /// Something changed one bit in the middle of a file.
    void damage(String name) {
        byte[] bytes = names.get(name).bytes;
        bytes[bytes.length / 2] ^= 1;
    }

    /// Changing operations so far.
    int operations() {
        return operations;
    }

    /// The flash after a loss of power, as somebody finds it.
    TearingFlash afterCut(Contents contents, Names kept) {
        TearingFlash found = new TearingFlash();
        Map<String, Contained> left = kept == Names.KEPT ? names : forcedNames;
        left.forEach((name, file) -> {
            Contained survivor = file.afterCut(contents);
            found.names.put(name, survivor);
            found.forcedNames.put(name, survivor);
        });
        return found;
    }

    @Override
    public List<String> list() {
        return List.copyOf(names.keySet());
    }

    @Override
    public long size(String name) throws IOException {
        return read(name).length;
    }

    @Override
    public byte[] read(String name) throws IOException {
        return file(name).bytes.clone();
    }

    @Override
    public void create(String name) throws IOException {
        spend();
        if (names.putIfAbsent(name, new Contained(new byte[0], 0)) != null) {
            throw new IOException(name + " exists");
        }
    }

    @Override
    public void append(String name, byte[] bytes) throws IOException {
        spend();
        Contained file = file(name);
        int before = file.bytes.length;
        file.bytes = Arrays.copyOf(file.bytes, before + bytes.length);
        System.arraycopy(bytes, 0, file.bytes, before, bytes.length);
    }

    @Override
    public void force(String name) throws IOException {
        spend();
        file(name).forced = file(name).bytes.length;
    }

    @Override
    public void rename(String from, String to) throws IOException {
        spend();
        Contained file = file(from);
        names.remove(from);
        names.put(to, file);
    }

    @Override
    public void delete(String name) throws IOException {
        spend();
        file(name);
        names.remove(name);
    }

    @Override
    public void forceDirectory() throws IOException {
        spend();
        forcedNames.clear();
        forcedNames.putAll(names);
    }

    private void spend() throws PowerCutException {
        if (operationsLeft == 0) {
            throw new PowerCutException();
        }
        operationsLeft--;
        operations++;
    }

    private Contained file(String name) throws IOException {
        Contained file = names.get(name);
        if (file == null) {
            throw new IOException("there is no " + name);
        }
        return file;
    }

    /// Nothing more can be done.
    static final class PowerCutException extends IOException {}

    private static final class Contained {

        private byte[] bytes;
        private int forced;

        Contained(byte[] bytes, int forced) {
            this.bytes = bytes;
            this.forced = forced;
        }

        Contained afterCut(Contents contents) {
            int length =
                    switch (contents) {
                        case LOST -> forced;
                        case HALF -> forced + (bytes.length - forced) / 2;
                        case KEPT -> bytes.length;
                    };
            return new Contained(Arrays.copyOf(bytes, length), length);
        }
    }
}
