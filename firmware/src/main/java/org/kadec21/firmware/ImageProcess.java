package org.kadec21.firmware;

import org.kadec21.firmware.boot.Images;
import org.kadec21.firmware.update.Image;
import org.kadec21.firmware.update.ImageFile;
import org.kadec21.firmware.update.ImageVerdict;
import org.kadec21.firmware.update.Refusal;
import org.kadec21.firmware.update.Slot;
import org.kadec21.firmware.update.Slots;
import org.kadec21.hal.Flash;
import org.kadec21.hal.FlashException;
import org.kadec21.hal.host.ChildJvm;
import org.kadec21.hal.host.ChildJvm.Silence;
import org.kadec21.hal.host.ReadOnlyFlash;
import org.kadec21.submission.Submitter;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An image's code in a JVM of its own, in front of this build's libraries.
///
/// @param flashDirectory whose slots hold it
/// @param mainClass the command, started again in front of the image's code
/// @param arguments its command line
/// @param silence how much of it the image may give
record ImageProcess(
        Path flashDirectory, String mainClass, List<String> arguments, Silence silence) {

    private static final List<String> PROPERTIES =
            List.of(
                    "kadec21.home",
                    "jdk.tls.server.newSessionTicketCount",
                    "jSerialComm.library.path");

    /// What an image feeds that knows of a watchdog; one that does not is not watched.
    private static final String WATCHDOG = "org/kadec21/hal/Watchdog.class";

    ImageProcess {
        arguments = List.copyOf(arguments);
    }

    /// The image in a slot of the communication board.
    ///
    /// @throws FlashException when there is none; the boot loader has just picked it
    static Image image(Path flashDirectory, Slot slot) {
        Flash flash = ReadOnlyFlash.open(flashDirectory);
        String name = Slots.fileName(Images.COMMUNICATION, slot);
        return switch (ImageFile.read(flash.read(name, 0, (int) flash.size(name)))) {
            case ImageVerdict.Genuine(ImageFile file) -> file.image();
            case ImageVerdict.Refused(Refusal refusal) ->
                    throw new FlashException(refusal.sentence());
        };
    }

    /// Runs the image in a slot to its end.
    ///
    /// @throws IOException when it cannot be started
    ChildJvm.End run(Slot slot) throws IOException {
        boolean watched = image(flashDirectory, slot).code().containsKey(WATCHDOG);
        List<String> all = new ArrayList<>(arguments);
        all.add("--started-from=" + slot.name());
        return ChildJvm.run(
                new ChildJvm.Program(code(slot), PROPERTIES, mainClass, all),
                watched ? Optional.of(silence) : Optional.empty());
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
}
