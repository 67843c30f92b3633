package org.kadec21.firmware.store;

import org.kadec21.simulation.flash.SimulatedFlash;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Files as a released image wrote them, among the test resources.
public final class GoldenFlash {

    private GoldenFlash() {}

    /// Contents by name; nothing for a file that is not there.
    ///
    /// @param folder with a slash at either end
    public static SequencedMap<String, byte[]> contents(String folder, List<String> names) {
        TreeMap<String, byte[]> contents = new TreeMap<>();
        names.forEach(name -> contents.put(name, resource(folder + name)));
        return contents;
    }

    /// A flash with nothing but these files.
    public static SimulatedFlash of(String folder, List<String> names) {
        SimulatedFlash flash = Flashes.empty();
        flash.restore(contents(folder, names));
        return flash;
    }

    private static byte[] resource(String name) {
        try (InputStream in = GoldenFlash.class.getResourceAsStream(name)) {
            return in == null ? new byte[0] : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
