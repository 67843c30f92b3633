package org.kadec21.bench;

import org.kadec21.firmware.update.ImageFile;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.concurrent.Callable;

/// `kadec21 image show`.
@Command(
        name = "show",
        header = "Shows what an image says about itself, without asking who signed it.",
        mixinStandardHelpOptions = true)
final class ImageShowCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Mixin private ImageArgument image = new ImageArgument();

    @Override
    public Integer call() throws IOException {
        byte[] file = image.read();
        return new ImageReport(file, "not checked")
                .print(ImageFile.read(file), image.json(), spec.commandLine());
    }
}
