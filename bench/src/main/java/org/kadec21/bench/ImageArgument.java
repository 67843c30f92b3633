package org.kadec21.bench;

import org.kadec21.firmware.update.Image;
import org.kadec21.hal.host.HostFiles;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;

/// The image a command looks at.
final class ImageArgument {

    @Parameters(paramLabel = "IMAGE", description = "The image's file.")
    private Path file;

    @Option(names = "--json", description = "One JSON object instead of text.")
    private boolean json;

    byte[] read() throws IOException {
        return HostFiles.read(file, Image.MOST_BYTES);
    }

    boolean json() {
        return json;
    }
}
