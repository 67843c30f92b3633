package org.kadec21.simulation.flash;

import org.kadec21.hal.Flash;
import org.kadec21.hal.FlashFullException;
import org.kadec21.hal.PowerOffException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// A flash memory in memory, for power cuts at any operation.
///
/// What is durable:
/// - bytes of a file: those appended before the last [#force(String)] of it, whatever its name was
///   then;
/// - a creation, renaming or deletion: those before the last [#forceDirectory()]. Forcing a file
///   does not force its name, forcing the directory does not force any bytes;
/// - a renaming is atomic: `to` is the old file or the new one, never missing because of it. A file
///   found under two names after an undone change counts as two files.
///
/// What is not durable when the power goes is decided at [#powerOn()] by [Survival]: each directory
/// change is kept or undone on its own, each file's unforced end is lost, kept or torn. What is
/// found then is durable: a second cut does not change it.
///
/// Operations are creations, appends, forces, renamings, deletions and directory forces, numbered
/// from 1 over the life of the flash; reads are not counted. To cut at each operation of a run, let
/// it run once, read [#operations()] as `n`, and run it again with [#cutAt(long)] of 1 to `n`. An
/// operation that is a caller's bug is not counted.
public final class SimulatedFlash implements Flash {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    private final long totalBytes;
    private final RandomGenerator chance;
    private TreeMap<String, StoredFile> directory = new TreeMap<>();
    private TreeMap<String, StoredFile> durableDirectory = new TreeMap<>();
    private final List<DirectoryChange> unforcedChanges = new ArrayList<>();
    private long usedBytes;
    private long operations;
    private long cutAt = Long.MAX_VALUE;
    private boolean powered = true;
    private Runnable sameSupply = () -> {};

    /// An empty flash.
    ///
    /// @param totalBytes room for the content of all files together, in bytes
    /// @param chance decides what survives a power cut; seed one that mixes its seed well: the
    ///   first answers of [java.util.Random] are the same for all small seeds
    public SimulatedFlash(long totalBytes, RandomGenerator chance) {
        this.totalBytes = totalBytes;
        this.chance = chance;
    }

    @Override
    public void create(String name) {
        requirePower();
        requireValid(name);
        if (directory.containsKey(name)) {
            throw new IllegalStateException("cannot create " + name + ": it exists");
        }
        boolean cut = countAndAskForCut();
        change(new DirectoryChange.Created(name, new StoredFile()));
        endIf(cut);
    }

    @Override
    public void append(String name, byte[] bytes) {
        requirePower();
        StoredFile file = existing(name);
        boolean cut = countAndAskForCut();
        if (bytes.length > totalBytes - usedBytes) {
            endIf(cut);
            throw new FlashFullException(
                    "no room for "
                            + bytes.length
                            + " bytes in "
                            + name
                            + ": "
                            + (totalBytes - usedBytes)
                            + " of "
                            + totalBytes
                            + " bytes are free");
        }
        file.append(bytes);
        usedBytes += bytes.length;
        endIf(cut);
    }

    @Override
    public void force(String name) {
        requirePower();
        StoredFile file = existing(name);
        endIf(countAndAskForCut());
        file.force();
    }

    @Override
    public void rename(String from, String to) {
        requirePower();
        StoredFile file = existing(from);
        requireValid(to);
        boolean cut = countAndAskForCut();
        if (!from.equals(to)) {
            StoredFile replaced = directory.get(to);
            usedBytes -= replaced == null ? 0 : replaced.length();
            change(new DirectoryChange.Renamed(from, to, file));
        }
        endIf(cut);
    }

    @Override
    public void delete(String name) {
        requirePower();
        StoredFile file = existing(name);
        boolean cut = countAndAskForCut();
        usedBytes -= file.length();
        change(new DirectoryChange.Deleted(name, file));
        endIf(cut);
    }

    @Override
    public void forceDirectory() {
        requirePower();
        endIf(countAndAskForCut());
        unforcedChanges.clear();
        durableDirectory = new TreeMap<>(directory);
    }

    @Override
    public List<String> list() {
        requirePower();
        return List.copyOf(directory.keySet());
    }

    @Override
    public boolean exists(String name) {
        requirePower();
        requireValid(name);
        return directory.containsKey(name);
    }

    @Override
    public long size(String name) {
        requirePower();
        return existing(name).length();
    }

    @Override
    public byte[] read(String name, long offset, int length) {
        requirePower();
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException(
                    "cannot read " + length + " bytes at " + offset + " of " + name);
        }
        return existing(name).read(offset, length);
    }

    @Override
    public Capacity capacity() {
        requirePower();
        return new Capacity(totalBytes, Math.max(0, totalBytes - usedBytes));
    }

    /// How many operations were begun so far, the one that was cut included.
    public long operations() {
        return operations;
    }

    /// Arms a power cut: operation number `operation` begins, has an effect that is not durable,
    /// and throws [PowerOffException]; so does whatever follows until [#powerOn()]. A number that
    /// has passed disarms.
    public void cutAt(long operation) {
        cutAt = operation;
    }

    /// Calls `cut` in the moment an armed cut hits, before the operation throws: what hangs on the
    /// same supply loses it together with the flash.
    public void whenCut(Runnable cut) {
        sameSupply = cut;
    }

    /// Takes the power away now, between two operations.
    public void cutPower() {
        powered = false;
    }

    public boolean isPowered() {
        return powered;
    }

    /// Restores the power; what was not durable survives by chance.
    public void powerOn() {
        powerOn(Survival.byChance(chance));
    }

    /// Restores the power; `survival` decides what is found. Does nothing while there is power.
    /// Disarms [#cutAt(long)].
    public void powerOn(Survival survival) {
        if (powered) {
            return;
        }
        unforcedChanges.stream()
                .filter(change -> survival.keepsDirectoryChange())
                .forEach(change -> change.applyTo(durableDirectory));
        unforcedChanges.clear();
        durableDirectory.replaceAll((name, file) -> file.after(survival));
        directory = new TreeMap<>(durableDirectory);
        usedBytes = directory.values().stream().mapToLong(StoredFile::length).sum();
        cutAt = Long.MAX_VALUE;
        powered = true;
    }

    /// What would be found if the power went now and came back, as a flash of its own: a look at
    /// one moment of a run that goes on.
    ///
    /// @param otherChance decides what survives there
    public SimulatedFlash afterCut(RandomGenerator otherChance) {
        SimulatedFlash found = new SimulatedFlash(totalBytes, otherChance);
        found.durableDirectory.putAll(durableDirectory);
        found.unforcedChanges.addAll(unforcedChanges);
        found.cutPower();
        found.powerOn();
        return found;
    }

    /// Lets one bit of the medium rot, forced or not.
    ///
    /// @param bit 0 (least significant) to 7
    public void flipBit(String name, long offset, int bit) {
        existing(name).flipBit(offset, bit);
    }

    /// All files as a running unit sees them, sorted by name; also without power.
    public SequencedMap<String, byte[]> snapshot() {
        TreeMap<String, byte[]> contents = new TreeMap<>();
        directory.forEach((name, file) -> contents.put(name, file.content()));
        return contents;
    }

    /// Replaces everything by `files`, all of it durable; not counted as operations.
    public void restore(Map<String, byte[]> files) {
        files.keySet().forEach(SimulatedFlash::requireValid);
        unforcedChanges.clear();
        directory = new TreeMap<>();
        files.forEach((name, content) -> directory.put(name, new StoredFile(content)));
        durableDirectory = new TreeMap<>(directory);
        usedBytes = directory.values().stream().mapToLong(StoredFile::length).sum();
    }

    private void change(DirectoryChange change) {
        change.applyTo(directory);
        unforcedChanges.add(change);
    }

    private boolean countAndAskForCut() {
        operations++;
        return operations == cutAt;
    }

    private void endIf(boolean cut) {
        if (cut) {
            cutPower();
            sameSupply.run();
            requirePower();
        }
    }

    private void requirePower() {
        if (!powered) {
            throw new PowerOffException("the flash lost power at operation " + operations);
        }
    }

    private StoredFile existing(String name) {
        requireValid(name);
        StoredFile file = directory.get(name);
        if (file == null) {
            throw new IllegalStateException("there is no file " + name + " on the flash");
        }
        return file;
    }

    private static void requireValid(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "\""
                            + name
                            + "\" is no name for a file on flash: expected 1 to 64 of a-z 0-9 . _"
                            + " -, starting with a letter or digit");
        }
    }
}
