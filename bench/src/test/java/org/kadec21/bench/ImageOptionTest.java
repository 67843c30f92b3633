package org.kadec21.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.firmware.UnitFile;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.nio.file.Path;

/// What the bench tells of an image and the file of the unit that boots it.
class ImageOptionTest {

    private static final Path HOME = Path.of(System.getProperty("kadec21.home"));
    private static final Path IMAGE =
            HOME.resolve("bench/src/test/resources/image/golden-old-band.jar");

    @Command
    private static final class Options {

        @Mixin private ImageOption image = new ImageOption();
        @Mixin private UnitFile unit = new UnitFile();
    }

    @Test
    void aPortThatTheFileWritesOutIsTold() {
        Options options = parsed("--unit", unit("n2-legacy.yaml"), "--image", IMAGE.toString());

        assertThat(options.image.remarks(options.unit))
                .containsExactly(
                        "servers.1 (mail.provider.test) stays on port 25, which is written there;"
                                + " this firmware's own is 587");
    }

    @Test
    void withoutAnImageThereIsNothingToTell() {
        Options options = parsed("--unit", unit("n2-legacy.yaml"));

        assertThat(options.image.remarks(options.unit)).isEmpty();
    }

    private static String unit(String file) {
        return HOME.resolve("config/units").resolve(file).toString();
    }

    private static Options parsed(String... words) {
        Options options = new Options();
        new CommandLine(options).parseArgs(words);
        return options;
    }
}
