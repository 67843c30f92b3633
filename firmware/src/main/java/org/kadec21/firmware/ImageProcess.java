package org.kadec21.firmware;

import org.kadec21.firmware.boot.Images;
import org.kadec21.firmware.update.BaseImage;
import org.kadec21.firmware.update.BootLoader.Choice;
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
import org.kadec21.hal.host.UnpackedFiles;
import org.kadec21.submission.Submitter;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

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

    /// Folder of the flash directory for the libraries of the base that starts.
    private static final String LIBRARIES = "libraries";

    private static final String KEEP_TRYING = "--keep-trying";
    private static final String UNTIL_SETTLED = "--until-settled";

    ImageProcess {
        arguments = List.copyOf(arguments);
    }

    /// The image in a slot of the communication board.
    ///
    /// @throws FlashException when there is none; the boot loader has just picked it
    static Image image(Path flashDirectory, Slot slot) {
        Flash flash = ReadOnlyFlash.open(flashDirectory);
        String name = Slots.fileName(Images.COMMUNICATION, slot);
        return image(flash.read(name, 0, (int) flash.size(name)));
    }

    private static Image image(byte[] file) {
        return switch (ImageFile.read(file)) {
            case ImageVerdict.Genuine(ImageFile read) -> read.image();
            case ImageVerdict.Refused(Refusal refusal) ->
                    throw new FlashException(refusal.sentence());
        };
    }

    /// The same for an image that has to prove itself: a first call that fails is no reason to end.
    ImageProcess keepingOn() {
        if (arguments.contains(KEEP_TRYING)) {
            return this;
        }
        List<String> more = new ArrayList<>(arguments);
        more.add(KEEP_TRYING);
        return new ImageProcess(flashDirectory, mainClass, more, silence);
    }

    /// Whether its command line asks for an end without an error.
    boolean isToSettle() {
        return arguments.contains(UNTIL_SETTLED);
    }

    /// Runs the image in a slot to its end.
    ///
    /// @param base brings libraries; empty when they are the build's
    /// @throws IOException when it cannot be started
    ChildJvm.End run(Slot slot, Optional<Choice.Image> base) throws IOException {
        SequencedMap<String, byte[]> brought =
                base.map(image -> BaseImage.libraries(image(image.file()))).orElseGet(TreeMap::new);
        return run(slot, UnpackedFiles.in(flashDirectory.resolve(LIBRARIES), brought));
    }

    private ChildJvm.End run(Slot slot, List<Path> libraries) throws IOException {
        boolean watched = image(flashDirectory, slot).code().containsKey(WATCHDOG);
        List<String> all = new ArrayList<>(arguments);
        all.add("--started-from=" + slot.name());
        return ChildJvm.run(
                new ChildJvm.Program(code(slot, libraries), PROPERTIES, mainClass, all),
                watched ? Optional.of(silence) : Optional.empty());
    }

    /// The image, the libraries of its base, then everything of this build but what those hold
    /// themselves.
    private List<Path> code(Slot slot, List<Path> libraries) throws IOException {
        List<Path> own =
                List.of(
                        ChildJvm.home(Flash.class),
                        ChildJvm.home(Submitter.class),
                        ChildJvm.home(Main.class));
        List<Path> all = new ArrayList<>();
        all.add(flashDirectory.resolve(Slots.fileName(Images.COMMUNICATION, slot)));
        all.addAll(libraries);
        ChildJvm.libraries().stream()
                .filter(built -> !own.contains(built))
                .filter(built -> libraries.stream().noneMatch(brought -> replaces(brought, built)))
                .forEach(all::add);
        return all;
    }

    private static boolean replaces(Path brought, Path built) {
        return BaseImage.isSameLibrary(
                String.valueOf(brought.getFileName()), String.valueOf(built.getFileName()));
    }
}
