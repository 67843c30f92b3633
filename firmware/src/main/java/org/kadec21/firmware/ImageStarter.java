package org.kadec21.firmware;

import org.kadec21.firmware.boot.Images;
import org.kadec21.firmware.clock.UnitClock;
import org.kadec21.firmware.settings.SettingsState;
import org.kadec21.firmware.settings.SettingsStore;
import org.kadec21.firmware.settings.UnitDocument;
import org.kadec21.firmware.update.BoardRevision;
import org.kadec21.firmware.update.BootLoader.Choice;
import org.kadec21.firmware.update.Slot;
import org.kadec21.firmware.update.Slots;
import org.kadec21.hal.Journal;
import org.kadec21.hal.PowerOffException;
import org.kadec21.hal.host.ChildJvm;
import org.kadec21.hal.host.ChildJvm.Silence;
import org.kadec21.hal.host.DirectoryFlash;
import org.kadec21.hal.host.HostFiles;
import org.kadec21.hal.host.HostTasks;
import org.kadec21.hal.host.HostTime;
import org.kadec21.hal.host.ReadOnlyFlash;
import org.kadec21.hal.host.Termination;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The boot loader as a process of its own: picks an image from the unit's flash, runs its code in
/// another JVM, ends that one when it hangs, and goes on when it ends.
final class ImageStarter {

    /// A slow board starts its JVM and reads a full flash in less; a unit's tasks give the baton
    /// back within seconds.
    private static final Silence SILENCE =
            new Silence(Duration.ofMinutes(5), Duration.ofMinutes(1));

    /// From a request to end to the end, while an image rests.
    private static final Duration TIDY_LIMIT = Duration.ofSeconds(10);

    private final Path flashDirectory;
    private final UnitDocument written;
    private final PrintWriter err;
    private final Silence silence;
    private final HostTime time = new HostTime();
    private Hangs hangs;

    /// What follows from the end of an image.
    private sealed interface Next {

        /// The boot loader picks again.
        record Again() implements Next {}

        /// The code of the build runs.
        record Base() implements Next {}

        /// The unit ended for good.
        record Over(int exitCode) implements Next {}
    }

    /// @param written the unit's file, as the firmware reads it that it names
    ImageStarter(Path flashDirectory, UnitDocument written, PrintWriter err) {
        this(flashDirectory, written, err, SILENCE, Hangs.NONE);
    }

    /// @param silence how much of it an image may give
    /// @param hangs of images before
    ImageStarter(
            Path flashDirectory,
            UnitDocument written,
            PrintWriter err,
            Silence silence,
            Hangs hangs) {
        this.flashDirectory = flashDirectory;
        this.written = written;
        this.err = err;
        this.silence = silence;
        this.hangs = hangs;
    }

    /// Whether a flash has slots for images at all.
    static boolean hasSlots(Path flashDirectory) {
        return HostFiles.isFolder(flashDirectory)
                && !Slots.kinds(ReadOnlyFlash.open(flashDirectory)).isEmpty();
    }

    /// Runs images until one ends for good.
    ///
    /// @param mainClass the command, started again in front of the image's code
    /// @param arguments its command line
    /// @return the exit code; empty when no image can start, or none that lives, and the built-in
    ///   code is to run
    Optional<Integer> run(String mainClass, List<String> arguments) throws Exception {
        ImageProcess process = new ImageProcess(flashDirectory, mainClass, arguments, silence);
        while (true) {
            Images images = pick();
            Optional<Choice.Image> image = images.communication();
            if (image.isEmpty()) {
                return Optional.empty();
            }
            switch (runOnce(process, images, image.get().slot())) {
                case Next.Again _ -> {}
                case Next.Base _ -> {
                    return Optional.empty();
                }
                case Next.Over(int exitCode) -> {
                    return Optional.of(exitCode);
                }
            }
        }
    }

    private Next runOnce(ImageProcess process, Images images, Slot slot) throws Exception {
        long started = time.nanos();
        ImageProcess own = isProven(images, slot) ? process : process.keepingOn();
        return switch (own.run(slot, images.base())) {
            case ChildJvm.End.Exited(int exitCode) ->
                    exitCode == ExitCode.OK && own.isToSettle()
                            ? new Next.Over(exitCode)
                            : afterExit(images, slot, exitCode);
            case ChildJvm.End.Silent(Duration span) -> {
                hangs = hangs.after(Duration.ofNanos(time.nanos() - started));
                yield afterHang(images, slot, span);
            }
        };
    }

    /// On trial an end that nobody asked for costs the start, whatever the exit code: a request to
    /// end ends this process too. The end of an image that has proved itself is for whoever
    /// restarts the process.
    private Next afterExit(Images images, Slot slot, int exitCode) throws Exception {
        if (exitCode == RealUnit.STARTS_AGAIN) {
            return new Next.Again();
        }
        if (isProven(images, slot)) {
            return new Next.Over(exitCode);
        }
        say("the image in slot " + slot.word() + " ended with " + exitCode);
        return images.isStranded() ? stranded() : again(hangs.firstPause());
    }

    /// A hang costs an image on trial its start. One that has proved itself gets others, with
    /// longer and longer pauses.
    private Next afterHang(Images images, Slot slot, Duration span) throws Exception {
        say(
                "the image in slot "
                        + slot.word()
                        + " gave no sign of life for "
                        + span.toSeconds()
                        + " s and was ended");
        try (DirectoryFlash flash = flash()) {
            Images.bitten(flash, journal(), time, span);
        }
        if (images.isStranded()) {
            return stranded();
        }
        if (!isProven(images, slot)) {
            return new Next.Again();
        }
        Optional<Duration> pause = hangs.pause();
        if (pause.isEmpty()) {
            say(
                    "it hung "
                            + hangs.inARow()
                            + " times in a row; the code of this build runs, install another"
                            + " image");
            return new Next.Base();
        }
        return again(pause.get());
    }

    private Next again(Duration pause) throws Exception {
        return rest(pause) ? new Next.Again() : new Next.Over(ExitCode.OK);
    }

    private Next stranded() {
        say(
                "it has used up its starts and the other slot is no way back; the code of this"
                        + " build runs, install another image");
        return new Next.Base();
    }

    /// Waits; false when this process was asked to end meanwhile.
    private boolean rest(Duration pause) throws Exception {
        HostTasks tasks = new HostTasks(time);
        try (Termination _ = Termination.watch(tasks, TIDY_LIMIT)) {
            return tasks.call(() -> {
                tasks.sleepUntil(time.after(pause));
                return true;
            });
        } catch (PowerOffException asked) {
            return false;
        }
    }

    private Images pick() throws IOException {
        try (DirectoryFlash flash = flash()) {
            Journal journal = journal();
            UnitClock clock = UnitClock.recover(flash, journal, time);
            SettingsState stored = SettingsStore.listed(flash);
            return Images.powerOn(flash, journal, clock, written.sendingRules(() -> stored));
        }
    }

    private DirectoryFlash flash() throws IOException {
        return DirectoryFlash.open(flashDirectory, RealUnit.FLASH_BYTES);
    }

    /// Whether nothing that runs is on trial, neither the image nor its base.
    private boolean isProven(Images images, Slot slot) {
        return isConfirmed(Images.COMMUNICATION, slot)
                && images.base()
                        .filter(base -> !isConfirmed(BoardRevision.BASE, base.slot()))
                        .isEmpty();
    }

    private boolean isConfirmed(String kind, Slot slot) {
        return Slots.read(ReadOnlyFlash.open(flashDirectory), kind)
                .filter(table -> table.isConfirmed(slot))
                .isPresent();
    }

    private Journal journal() {
        return (event, fields) -> {
            if (event.equals("firmware.started") || event.equals("firmware.switched")) {
                say(event + " " + List.of(fields));
            }
        };
    }

    private void say(String words) {
        err.println("kadec21: " + words);
        err.flush();
    }
}
