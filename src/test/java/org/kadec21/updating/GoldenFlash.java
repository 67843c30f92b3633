package org.kadec21.updating;

import org.kadec21.simulation.flash.SimulatedFlash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Flashes that units of each time wrote, all of layout 1.0, checked in as files and never changed.
enum GoldenFlash {
    /// Records, outbox and state.
    FIRST("firmware/src/test/resources/flash-layout-1.0"),
    /// An image, installed by the updater.
    SLOTS("src/test/resources/flash-layouts/slots"),
    /// A confirmed image, another one on trial, settings on trial, half an image.
    TRIALS("src/test/resources/flash-layouts/trials"),
    /// A second copy of the slot table, settings of two generations.
    GENERATIONS("src/test/resources/flash-layouts/generations");

    private static final Path HOME = Path.of(System.getProperty("kadec21.home", "."));
    private static final long BYTES = 1 << 20;

    /// Images that the maker of images once made, with their key list.
    static final Path IMAGES = HOME.resolve("firmware/src/test/resources/image");

    private final String folder;

    GoldenFlash(String folder) {
        this.folder = folder;
    }

    /// The one for communication/A and communication/B with the dual-band module.
    static byte[] image() {
        return bytes(IMAGES.resolve("golden-dual-band.jar"));
    }

    /// All files by name.
    SequencedMap<String, byte[]> contents() {
        TreeMap<String, byte[]> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(HOME.resolve(folder))) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> contents.put(file.getFileName().toString(), bytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return contents;
    }

    /// A flash with nothing but these files.
    SimulatedFlash flash(long seed) {
        SimulatedFlash flash = new SimulatedFlash(BYTES, new SplittableRandom(seed));
        flash.restore(contents());
        return flash;
    }

    /// The same as a unit's directory.
    void copyTo(Path directory) throws IOException {
        for (var file : contents().entrySet()) {
            Files.write(directory.resolve(file.getKey()), file.getValue());
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
