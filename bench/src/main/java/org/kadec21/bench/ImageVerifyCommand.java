package org.kadec21.bench;

import org.jspecify.annotations.Nullable;
import org.kadec21.firmware.update.BoardRevision;
import org.kadec21.firmware.update.FittedModule;
import org.kadec21.firmware.update.ImageTarget;
import org.kadec21.firmware.update.ImageVerdict;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;

/// `kadec21 image verify`.
@Command(
        name = "verify",
        header = "Says whether an image may be installed, and if not, why.",
        description = {
            "",
            "Checks form, digests, signature, key and expiry, and for the unit described by the"
                    + " options board, module, band, boot loader and rollback index."
        },
        mixinStandardHelpOptions = true)
final class ImageVerifyCommand implements Callable<Integer> {

    private final Clock clock = Clock.systemUTC();

    @Spec private CommandSpec spec;

    @Mixin private ImageArgument image = new ImageArgument();

    @Option(
            names = "--keys",
            required = true,
            paramLabel = "FILE",
            description =
                    "Key list: certificates (PEM) that may sign, lines 'revoked KEYID reason'.")
    private Path keys;

    @Option(
            names = "--at",
            paramLabel = "DATE",
            converter = DateOption.class,
            description = "When it would be installed (default: now).")
    private @Nullable Instant at;

    @Option(
            names = "--board",
            paramLabel = "BOARD",
            converter = ImageWords.BoardOption.class,
            description = "The unit's board, such as communication/B.")
    private @Nullable BoardRevision board;

    @Option(
            names = "--module",
            paramLabel = "MODULE",
            converter = ImageWords.ModuleOption.class,
            description = "The module in it, such as dual-band.")
    private @Nullable FittedModule module;

    @Option(
            names = "--boot-loader",
            paramLabel = "N",
            converter = ImageWords.NumberOption.class,
            description = "Version of its boot loader.")
    private @Nullable Integer bootLoader;

    @Option(
            names = "--rollback-index",
            paramLabel = "N",
            converter = ImageWords.NumberOption.class,
            description = "The highest rollback index it has confirmed.")
    private @Nullable Integer rollbackIndex;

    @Override
    public Integer call() throws IOException {
        byte[] file = image.read();
        Instant moment = Optional.ofNullable(at).orElseGet(clock::instant);
        ImageVerdict verdict = ImageVerdict.of(file, KeyFiles.list(keys), unit()::refusal, moment);
        return new ImageReport(file, "verified").print(verdict, image.json(), spec.commandLine());
    }

    private ImageTarget unit() {
        return new ImageTarget(
                Optional.ofNullable(board),
                Optional.ofNullable(module),
                Optional.ofNullable(bootLoader),
                Optional.ofNullable(rollbackIndex));
    }
}
