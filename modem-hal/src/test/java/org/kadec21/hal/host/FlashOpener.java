package org.kadec21.hal.host;

import org.kadec21.hal.FlashException;

import java.nio.file.Path;

/// A program of its own that opens a flash for writing and says how that went.
final class FlashOpener {

    private FlashOpener() {}

    public static void main(String[] arguments) {
        try (DirectoryFlash flash = DirectoryFlash.open(Path.of(arguments[0]), 1000)) {
            System.out.println("opened, with " + flash.list().size() + " files");
        } catch (FlashException refused) {
            System.out.println(refused);
        }
    }
}
