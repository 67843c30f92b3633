package org.kadec21.firmware.boot;

import org.kadec21.firmware.comms.NetworkWitness;
import org.kadec21.firmware.comms.Submissions;
import org.kadec21.firmware.comms.WindowResult;
import org.kadec21.firmware.config.FirmwareProfile;
import org.kadec21.firmware.config.Instructions;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.config.Updates.Witness;
import org.kadec21.firmware.mail.ReportPost.Report;
import org.kadec21.firmware.update.BootEvent.Submission;
import org.kadec21.firmware.update.BootLoader;
import org.kadec21.firmware.update.BootState;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.modem.Attachment;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/// Tells the boot loader how the image that runs is doing, until that is decided.
final class ImageWatch {

    /// So often the image's running time is written down; a loss of power costs it no more.
    static final Duration STEP = Duration.ofHours(1);

    private final BootLoader loader;
    private final NetworkWitness witness;
    private final FirmwareProfile firmware;
    private final Time time;
    private final Predicate<Report> mail;
    private final Runnable restart;
    private boolean ended;

    /// @param mail makes a report durable; false when there is no room
    /// @param restart ends the unit, so that the boot loader goes on
    ImageWatch(
            BootLoader loader,
            UnitConfig unit,
            Time time,
            Predicate<Report> mail,
            Runnable restart) {
        this.loader = loader;
        this.witness = new NetworkWitness(witnesses(unit), this::isOnTrial);
        this.firmware = unit.firmware();
        this.time = time;
        this.mail = mail;
        this.restart = restart;
    }

    /// The same submissions, with an eye on the network.
    Submissions watching(Submissions submissions) {
        return witness.watching(submissions);
    }

    /// A communication window has ended.
    void windowEnded(WindowResult result) {
        loader.callEnded(isIdentified(result), isRegistered(result), submission(result));
        obey();
    }

    /// The body of a task: runs until the trial is decided.
    void run(Tasks tasks) {
        while (isOnTrial() && !ended) {
            tasks.sleepUntil(time.after(STEP));
            if (!ended) {
                loader.ran(STEP);
                obey();
            }
        }
    }

    /// The unit ends; another one on the same power has its own watch.
    void end() {
        ended = true;
    }

    /// Whether the image still has to prove itself.
    boolean isOnTrial() {
        return loader.state() instanceof BootState.OnTrial;
    }

    /// What the boot loader has to tell lies in the outbox before it is forgotten.
    void tell() {
        List<String> reports = loader.reports();
        if (!reports.isEmpty() && mail.test(report(reports))) {
            loader.told();
        }
    }

    /// The same sentences of one day are one mail: a unit that loses its power before it has noted
    /// that they were told tells them once.
    private Report report(List<String> sentences) {
        String words = String.join("\n", sentences);
        CRC32C sum = new CRC32C();
        sum.update(words.getBytes(StandardCharsets.UTF_8));
        return new Report(
                "firmware."
                        + time.now().getEpochSecond() / Duration.ofDays(1).toSeconds()
                        + "."
                        + Long.toHexString(sum.getValue()),
                "FIRMWARE ファームウェア " + firmware.version() + " (" + firmware.name() + ")",
                words);
    }

    private void obey() {
        tell();
        if (loader.isRestartWanted()) {
            restart.run();
        }
    }

    private static boolean isIdentified(WindowResult result) {
        return switch (result) {
            case WindowResult.Completed _ -> true;
            case WindowResult.Failed failed ->
                    isRegistered(result)
                            || failed.cause()
                                    .filter(cause -> cause == Attachment.Cause.REGISTRATION)
                                    .isPresent();
        };
    }

    private static boolean isRegistered(WindowResult result) {
        return switch (result) {
            case WindowResult.Completed _ -> true;
            case WindowResult.Failed failed ->
                    failed.stage().isPresent()
                            || failed.cause()
                                    .filter(cause -> cause == Attachment.Cause.BEARER)
                                    .isPresent();
        };
    }

    private Submission submission(WindowResult result) {
        boolean proven = witness.takeProof();
        return switch (result) {
            case WindowResult.Completed _ -> Submission.WENT;
            case WindowResult.Failed failed when failed.mailsSent() > 0 -> Submission.WENT;
            case WindowResult.Failed failed when proven || isRefused(failed) ->
                    Submission.FAILED_ON_PROVEN_NETWORK;
            case WindowResult.Failed _ -> Submission.FAILED_IN_SILENCE;
        };
    }

    /// A server that refuses account or security was there to do so.
    private static boolean isRefused(WindowResult.Failed failed) {
        return switch (failed.scope()) {
            case ACCOUNT, SECURITY -> true;
            case HOST, MAIL -> false;
        };
    }

    /// The unit's own servers can speak for each other, and its mailbox for them.
    private static List<Witness> witnesses(UnitConfig unit) {
        return Stream.of(
                        unit.updates().witness().stream(),
                        unit.servers().stream()
                                .map(server -> new Witness(server.host(), server.port())),
                        unit.instructions().stream()
                                .map(Instructions::mailbox)
                                .map(box -> new Witness(box.host(), box.port())))
                .flatMap(places -> places)
                .toList();
    }
}
