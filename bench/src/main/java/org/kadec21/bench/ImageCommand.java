package org.kadec21.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `kadec21 image`: firmware images, from key to verdict.
@Command(
        name = "image",
        header = "Makes, shows and verifies signed firmware images.",
        description = {
            "",
            "An image is a signed JAR with the unit's code: docs/image-format.md. The updater"
                    + " installs it on a unit: docs/updater.md."
        },
        footer = {
            "",
            "Examples:",
            "  kadec21 image key --name 'bench key' --until 2030-01-01 --out signing.pem",
            "  kadec21 image make --profile dual-band-2 --boards communication/B \\",
            "        --rollback-index 2 --expires 2028-01-01 --key signing.pem --out unit.jar",
            "  kadec21 image make --all --boards communication/B --rollback-index 2 \\",
            "        --expires 2028-01-01 --key signing.pem --out images",
            "  kadec21 image show unit.jar",
            "  kadec21 image verify unit.jar --keys signing-cert.pem --board communication/B \\",
            "        --module dual-band",
            "",
            "Exit codes: 0 done, or the image may be installed; 64 usage; 65 the image is refused;"
                    + " 69 a file cannot be read or written; 70 bug; 78 key file."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ImageKeyCommand.class,
            ImageMakeCommand.class,
            ImageShowCommand.class,
            ImageVerifyCommand.class
        })
final class ImageCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "expected a command: key, make, show or verify");
    }
}
