package org.kadec21.bench;

import org.jspecify.annotations.Nullable;
import org.kadec21.bench.world.UnitWorld;
import org.kadec21.firmware.UnitFile;
import org.kadec21.firmware.config.FirmwareProfile;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.update.BoardRevision;
import org.kadec21.firmware.update.FittedModule;
import org.kadec21.firmware.update.Image;
import org.kadec21.firmware.update.ImageFile;
import org.kadec21.firmware.update.ImageManifest;
import org.kadec21.firmware.update.ImageVerdict;
import org.kadec21.firmware.update.Refusal;
import org.kadec21.firmware.update.RefusedImageException;
import org.kadec21.firmware.update.SlotTable;
import org.kadec21.firmware.update.Slots;
import org.kadec21.hal.Journal;
import org.kadec21.hal.host.HostFiles;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// The image that a simulated unit boots: its behaviour comes from the image's manifest, its code
/// from this build.
final class ImageOption {

    private static final Journal UNHEARD = (event, fields) -> {};

    @Option(
            names = "--image",
            paramLabel = "FILE",
            description =
                    "Boot this firmware image, as 'kadec21 image make' made it, from a slot of the"
                        + " unit's flash: it says which port the unit submits to, and whether it"
                        + " can log in and use TLS (default: the firmware that the unit's file"
                        + " names).")
    private @Nullable Path file;

    /// The unit's file as the image reads it.
    ///
    /// @throws RefusedImageException when there is no sound image, or not for this unit
    UnitConfig unit(UnitFile unitFile) throws IOException {
        if (file == null) {
            return unitFile.read();
        }
        Path named = file;
        ImageManifest manifest = read(named).image().manifest();
        table(named, unitFile.read())
                .refusal(manifest)
                .ifPresent(refusal -> {
                    throw refused(named, refusal);
                });
        return unitFile.read(manifest.profile());
    }

    /// What the image says of itself; empty without one.
    Optional<ImageManifest> manifest() {
        return Optional.ofNullable(file).map(named -> read(named).image().manifest());
    }

    /// What a person should know of how the image reads the unit's file; nothing without an image.
    List<String> remarks(UnitFile unitFile) {
        return manifest().map(image -> unitFile.remarks(image.profile())).orElse(List.of());
    }

    /// Installs the image on the unit's flash.
    Consumer<UnitWorld> installing(Function<FirmwareProfile, UnitConfig> readFor)
            throws IOException {
        if (file == null) {
            return world -> {};
        }
        Path named = file;
        byte[] bytes = bytes(file);
        ImageFile image = read(file);
        return world -> {
            world.obeyImages(readFor);
            Slots.prepare(world.flash(), UNHEARD, table(named, world.config()))
                    .install(image, bytes);
        };
    }

    /// A board of the first revision that the image is for, unless the unit's file names its own.
    private static SlotTable table(Path file, UnitConfig unit) {
        BoardRevision revision =
                unit.hardware()
                        .map(boards ->
                                new BoardRevision("communication", boards.communicationBoard()))
                        .orElseGet(() -> read(file).image().manifest().boards().getFirst());
        return SlotTable.empty(revision, FittedModule.of(unit.module().variant()));
    }

    private static ImageFile read(Path file) {
        return switch (ImageFile.read(bytes(file))) {
            case ImageVerdict.Genuine genuine -> genuine.file();
            case ImageVerdict.Refused refused -> throw refused(file, refused.refusal());
        };
    }

    private static byte[] bytes(Path file) {
        try {
            return HostFiles.read(file, Image.MOST_BYTES);
        } catch (IOException unreadable) {
            throw new RefusedImageException(
                    file + ": expected an image, but " + unreadable.getMessage());
        }
    }

    private static RefusedImageException refused(Path file, Refusal refusal) {
        return new RefusedImageException(file + ": " + refusal.sentence());
    }
}
