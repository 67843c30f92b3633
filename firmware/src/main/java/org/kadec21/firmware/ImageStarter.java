package org.kadec21.firmware;

import org.kadec21.firmware.boot.Images;
import org.kadec21.firmware.clock.UnitClock;
import org.kadec21.firmware.config.FirmwareProfile;
import org.kadec21.firmware.settings.SettingsState;
import org.kadec21.firmware.settings.SettingsStore;
import org.kadec21.firmware.settings.UnitDocument;
import org.kadec21.firmware.update.BootLoader.Choice;
import org.kadec21.firmware.update.ImageFile;
import org.kadec21.firmware.update.ImageVerdict;
import org.kadec21.firmware.update.Refusal;
import org.kadec21.firmware.update.SendingRules;
import org.kadec21.firmware.update.Slot;
import org.kadec21.firmware.update.Slots;
import org.kadec21.hal.Flash;
import org.kadec21.hal.FlashException;
import org.kadec21.hal.Journal;
import org.kadec21.hal.host.ChildJvm;
import org.kadec21.hal.host.DirectoryFlash;
import org.kadec21.hal.host.HostFiles;
import org.kadec21.hal.host.HostTime;
import org.kadec21.hal.host.ReadOnlyFlash;
import org.kadec21.submission.Submitter;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The boot loader as a process of its own: picks an image from the unit's flash, runs its code in
/// another JVM in front of this build's libraries, and goes on when that one ends.
final class ImageStarter {

    private static final List<String> PROPERTIES =
            List.of(
                    "kadec21.home",
                    "jdk.tls.server.newSessionTicketCount",
                    "jSerialComm.library.path");

    /// Ends of a unit that mean what they say. Any other costs an image on trial a start: it
    /// crashed, or cannot read the unit's configuration.
    private static final List<Integer> PLAIN_ENDS =
            List.of(
                    ExitCode.OK,
                    ExitCode.USAGE,
                    ExitCode.BAD_DATA,
                    ExitCode.UNAVAILABLE,
                    ExitCode.DEFERRED);

    private final Path flashDirectory;
    private final UnitDocument written;
    private final PrintWriter err;

    /// @param written the unit's file, as the firmware reads it that it names
    ImageStarter(Path flashDirectory, UnitDocument written, PrintWriter err) {
        this.flashDirectory = flashDirectory;
        this.written = written;
        this.err = err;
    }

    /// Whether a flash has slots for images at all.
    static boolean hasSlots(Path flashDirectory) {
        return HostFiles.isFolder(flashDirectory)
                && !Slots.kinds(ReadOnlyFlash.open(flashDirectory)).isEmpty();
    }

    /// How the image in a slot of the communication board behaves.
    ///
    /// @throws FlashException when there is none; the boot loader has just started it
    static FirmwareProfile profile(Path flashDirectory, Slot slot) {
        Flash flash = ReadOnlyFlash.open(flashDirectory);
        String name = Slots.fileName(Images.COMMUNICATION, slot);
        byte[] file = flash.read(name, 0, (int) flash.size(name));
        return switch (ImageFile.read(file)) {
            case ImageVerdict.Genuine(ImageFile image) -> image.image().manifest().profile();
            case ImageVerdict.Refused(Refusal refusal) ->
                    throw new FlashException(refusal.sentence());
        };
    }

    /// Runs images until one ends for good.
    ///
    /// @param mainClass the command, started again in front of the image's code
    /// @param arguments its command line
    /// @return the exit code; empty when no image can start, or none that lives, and the built-in
    ///   code is to run
    Optional<Integer> run(String mainClass, List<String> arguments) throws IOException {
        while (true) {
            Images images = pick();
            Optional<Choice.Image> image = images.communication();
            if (image.isEmpty()) {
                return Optional.empty();
            }
            Slot slot = image.get().slot();
            int exitCode = ChildJvm.run(code(slot), PROPERTIES, mainClass, with(slot, arguments));
            if (exitCode == RealUnit.STARTS_AGAIN) {
                continue;
            }
            if (PLAIN_ENDS.contains(exitCode) || isProven(slot)) {
                return Optional.of(exitCode);
            }
            err.println("kadec21: the image in slot " + slot.word() + " ended with " + exitCode);
            if (images.isStranded()) {
                err.println(
                        "kadec21: it has used up its starts and the other slot is no way back; the"
                                + " code of this build runs, install another image");
                return Optional.empty();
            }
        }
    }

    private Images pick() throws IOException {
        try (DirectoryFlash flash = DirectoryFlash.open(flashDirectory, RealUnit.FLASH_BYTES)) {
            Journal journal = journal();
            UnitClock clock = UnitClock.recover(flash, journal, new HostTime());
            return Images.powerOn(flash, journal, clock, rules(flash));
        }
    }

    /// Which images could send, by the unit's file and what was set on it.
    private SendingRules rules(Flash flash) {
        SettingsState stored = SettingsStore.listed(flash);
        return SendingRules.of(written.asDelivered())
                .objecting(image -> written.objection(image, stored));
    }

    /// A crash of an image that has proved itself is for whoever restarts the process.
    private boolean isProven(Slot slot) {
        Flash flash = ReadOnlyFlash.open(flashDirectory);
        return Slots.read(flash, Images.COMMUNICATION)
                .filter(table -> table.isConfirmed(slot))
                .isPresent();
    }

    /// The image, then everything of this build but what the image holds itself.
    private List<Path> code(Slot slot) throws IOException {
        List<Path> own =
                List.of(
                        ChildJvm.home(Flash.class),
                        ChildJvm.home(Submitter.class),
                        ChildJvm.home(Main.class));
        List<Path> all = new ArrayList<>();
        all.add(flashDirectory.resolve(Slots.fileName(Images.COMMUNICATION, slot)));
        ChildJvm.libraries().stream().filter(library -> !own.contains(library)).forEach(all::add);
        return all;
    }

    private Journal journal() {
        return (event, fields) -> {
            if (event.equals("firmware.started") || event.equals("firmware.switched")) {
                err.println("kadec21: " + event + " " + List.of(fields));
                err.flush();
            }
        };
    }

    private static List<String> with(Slot slot, List<String> arguments) {
        List<String> all = new ArrayList<>(arguments);
        all.add("--started-from=" + slot.name());
        return all;
    }
}
