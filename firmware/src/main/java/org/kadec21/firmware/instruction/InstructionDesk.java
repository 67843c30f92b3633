package org.kadec21.firmware.instruction;

import org.kadec21.firmware.comms.OnlineWork;
import org.kadec21.firmware.comms.WindowResult;
import org.kadec21.firmware.config.Instructions;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.mail.ReportPost;
import org.kadec21.firmware.notice.Notices;
import org.kadec21.firmware.settings.Change;
import org.kadec21.firmware.settings.SettingPath;
import org.kadec21.firmware.settings.Settings;
import org.kadec21.firmware.settings.SettingsState;
import org.kadec21.firmware.store.StateStore;
import org.kadec21.firmware.transfer.TransferDesk;
import org.kadec21.hal.Board;
import org.kadec21.hal.FlashFullException;
import org.kadec21.mailbox.MailboxException;
import org.kadec21.modem.Attachment;
import org.kadec21.submission.Outcome.Deferred;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

import javax.net.SocketFactory;

/// A unit's instructions from its mailbox to their end: looked for after the mails of a window, one
/// tried out at a time, confirmed or taken back by what the calls after it show, and told by mail.
///
/// The number of an instruction is part of the settings that it brings, so that both come into
/// force with one write; the ledger follows, also over a loss of power in between.
public final class InstructionDesk implements OnlineWork {

    private static final String WITHOUT_SLOTS =
            "expected no image, this unit has no slots for one; install it on site";

    private static final String STAYS = "A server took mail by the new settings.";

    static final SettingPath SEQUENCE = new SettingPath("instructions.sequence");

    private final UnitConfig unit;
    private final Instructions rules;
    private final UnitSettings settings;
    private final Ledger ledger;
    private final InstructionReports reports;
    private final MailboxTrial mailbox;
    private final Optional<ImageWork> images;
    private final Board board;
    private final Notices notices;
    private Probation.Evidence evidence = new Probation.Evidence.Nothing();
    private boolean restarts;
    private boolean isHandedOver;

    /// What takes the parts of images, and what installs them.
    private record ImageWork(PartDesk parts, ImageDesk desk) {

        static ImageWork of(ImageIntake intake) {
            return new ImageWork(new PartDesk(intake), new ImageDesk(intake));
        }
    }

    private InstructionDesk(
            UnitConfig unit,
            Instructions rules,
            UnitSettings settings,
            StateStore state,
            ReportPost post,
            Optional<TransferDesk> transfer,
            Board board,
            Notices notices) {
        this.unit = unit;
        this.rules = rules;
        this.settings = settings;
        this.ledger = new Ledger(state, rules.leastSequence());
        this.reports = new InstructionReports(ledger, post, board, notices);
        this.board = board;
        this.notices = notices;
        this.mailbox = new MailboxTrial(rules, settings, board);
        this.images =
                transfer.map(desk -> ImageIntake.of(desk, state, ledger, post, notices))
                        .map(ImageWork::of);
    }

    /// The desk of a unit that boots: ends what a loss of power left half done. Does nothing for a
    /// unit that takes no instructions.
    ///
    /// @param unit by the settings that are active
    /// @param transfer where images go; empty for a unit that takes none
    public static OnlineWork open(
            UnitConfig unit,
            UnitSettings settings,
            StateStore state,
            ReportPost post,
            Optional<TransferDesk> transfer,
            Board board,
            Notices notices) {
        return unit.instructions()
                .<OnlineWork>map(rules -> {
                    InstructionDesk desk =
                            new InstructionDesk(
                                    unit, rules, settings, state, post, transfer, board, notices);
                    desk.recover();
                    return desk;
                })
                .orElse(NONE);
    }

    /// Whether the settings that are tried out came by an instruction, which judges them itself.
    public static boolean judges(SettingsState state) {
        return state.trial()
                .filter(trial -> !sequence(trial.settings()).equals(sequence(state.confirmed())))
                .isPresent();
    }

    private static Optional<Change> sequence(Settings settings) {
        return settings.changes().reversed().stream()
                .filter(change -> change.path().equals(SEQUENCE))
                .findFirst();
    }

    @Override
    public void whileOnline(
            SocketFactory sockets, Optional<Deferred> failure, BooleanSupplier isAlarmWaiting) {
        if (isHandedOver) {
            return;
        }
        if (ledger.trial().isPresent()) {
            evidence =
                    failed(sockets, failure, isAlarmWaiting)
                            .<Probation.Evidence>map(Probation.Evidence.Failed::new)
                            .orElse(new Probation.Evidence.Nothing());
        } else if (isNothingTried() && ledger.isLookDue(board.time().now(), rules.poll())) {
            look(sockets, isAlarmWaiting);
        }
    }

    /// What a call shows against the settings that are tried out. Where the server was reached, the
    /// network works, and it is the mailbox's turn.
    private Optional<String> failed(
            SocketFactory sockets, Optional<Deferred> failure, BooleanSupplier isAlarmWaiting) {
        if (failure.isPresent()) {
            return failure.filter(deferred ->
                            new NetworkProof(unit, settings.proven()).isGiven(deferred, sockets))
                    .map(Deferred::reason);
        }
        return mailbox.isPassed() || isAlarmWaiting.getAsBoolean()
                ? Optional.empty()
                : mailbox.attempt(sockets);
    }

    @Override
    public void windowEnded(WindowResult result) {
        Optional<Runnable> nextImage = isHandedOver ? Optional.empty() : decide(result);
        evidence = new Probation.Evidence.Nothing();
        if (restarts) {
            restarts = false;
            settings.restart();
        }
        nextImage.ifPresent(Runnable::run);
    }

    /// @return what ends the unit, so that another image starts
    private Optional<Runnable> decide(WindowResult result) {
        try {
            ledger.trial().ifPresent(trial -> judge(trial, result));
            reports.catchUp();
            return images.flatMap(this::decideOnImages);
        } catch (FlashFullException full) {
            notices.trouble(
                    "an instruction waits for room on the flash: "
                            + full.getMessage()
                            + "; deliver or remove something");
            return Optional.empty();
        }
    }

    private Optional<Runnable> decideOnImages(ImageWork work) {
        work.desk().catchUp();
        Optional<Runnable> next =
                isNothingTried() && !restarts ? work.desk().install() : Optional.empty();
        work.parts().tellMore();
        return next;
    }

    /// One thing is tried at a time, so that what a call shows is evidence of that one.
    private boolean isNothingTried() {
        return ledger.trial().isEmpty()
                && settings.state().trial().isEmpty()
                && images.filter(work -> work.desk().isOnTrial()).isEmpty();
    }

    /// From now on it is the next life's matter: what a call before the restart shows is no
    /// evidence of settings that are not in force yet.
    private void handOver() {
        restarts = true;
        isHandedOver = true;
    }

    private void recover() {
        try {
            ledger.begun()
                    .ifPresent(begun -> {
                        if (rules.leastSequence() >= begun.sequence()) {
                            ledger.taken(begun, board.time().now());
                        } else {
                            ledger.forgetBegun();
                        }
                    });
            ledger.trial().filter(trial -> !isOnTrial(trial)).ifPresent(this::endedWithoutUs);
            ledger.trial().ifPresent(reports::onTrial);
            reports.catchUp();
            images.ifPresent(work -> work.desk().catchUp());
        } catch (FlashFullException full) {
            notices.trouble("no room to finish an instruction: " + full.getMessage());
        }
    }

    private boolean isOnTrial(Ledger.Trial trial) {
        return settings.state().trial().isPresent() && rules.leastSequence() >= trial.sequence();
    }

    /// The settings were confirmed or taken back, and the ledger did not hear of it.
    private void endedWithoutUs(Ledger.Trial trial) {
        if (rules.leastSequence() >= trial.sequence()) {
            end(trial.sequence(), InstructionReports.CONFIRMED, STAYS);
        } else {
            end(
                    trial.sequence(),
                    InstructionReports.TAKEN_BACK,
                    takenBack(
                            settings.state()
                                    .lastRevert()
                                    .orElse("other settings were tried out instead")));
        }
    }

    private void judge(Ledger.Trial trial, WindowResult result) {
        reports.onTrial(trial);
        Probation.Verdict verdict =
                new Probation(trial.failures())
                        .after(
                                evidence(trial, result),
                                Duration.between(trial.began(), board.time().now()));
        switch (verdict) {
            case Probation.Verdict.Stays stays -> {
                settings.confirm();
                end(trial.sequence(), InstructionReports.CONFIRMED, STAYS);
            }
            case Probation.Verdict.GoesOn goesOn -> {
                if (goesOn.next().failures() != trial.failures()) {
                    ledger.note(
                            new Ledger.Trial(
                                    trial.sequence(), trial.began(), goesOn.next().failures()));
                }
            }
            case Probation.Verdict.TakenBack(String reason) -> {
                settings.revert(reason);
                end(trial.sequence(), InstructionReports.TAKEN_BACK, takenBack(reason));
                handOver();
            }
        }
    }

    private Probation.Evidence evidence(Ledger.Trial trial, WindowResult result) {
        if (reports.isTrialDelivered(trial.sequence()) && mailbox.isPassed()) {
            return new Probation.Evidence.Delivered();
        }
        return switch (result) {
            case WindowResult.Completed completed -> evidence;
            case WindowResult.Failed failed ->
                    failed.cause()
                            .<Probation.Evidence>map(cause -> offline(cause, failed.reason()))
                            .orElse(evidence);
        };
    }

    private static Probation.Evidence offline(Attachment.Cause cause, String reason) {
        return switch (cause) {
            case BEARER -> new Probation.Evidence.Failed(reason);
            case PORT, MODULE, DIALECT, SIM, REGISTRATION -> new Probation.Evidence.Nothing();
        };
    }

    private void end(int sequence, String outcome, String words) {
        board.journal().event("instruction." + outcome, "sequence", sequence, "words", words);
        notices.trouble("instruction " + sequence + " " + outcome + ": " + words);
        ledger.ended(new Ledger.News(sequence, outcome, words));
    }

    private static String takenBack(String reason) {
        return "What worked before holds again: " + reason;
    }

    private void look(SocketFactory sockets, BooleanSupplier isAlarmWaiting) {
        ledger.looked(board.time().now());
        try {
            new MailboxVisit(unit.id(), rules, ledger, board, new Decisions())
                    .make(sockets, isAlarmWaiting);
            board.journal().event("instruction.looked");
        } catch (MailboxException failed) {
            board.journal()
                    .event(
                            "instruction.look-failed",
                            "reason",
                            String.valueOf(failed.getMessage()));
            notices.trouble("no instructions could be fetched: " + failed.getMessage());
        } catch (FlashFullException full) {
            notices.trouble("no instruction can be taken: " + full.getMessage());
        }
    }

    private final class Decisions implements MailboxVisit.Desk {

        @Override
        public boolean follow(Instruction instruction, String uidl, byte[] mail) {
            Optional<Settings> candidate = candidate(instruction);
            Optional<String> objection =
                    candidate
                            .map(settings::objection)
                            .orElse(
                                    Optional.of(
                                            "expected room for its changes beside those made"
                                                    + " before, came too many; put them into the"
                                                    + " unit's file"));
            if (objection.isPresent()) {
                refuse(
                        new Finding.Bad(
                                OptionalInt.of(instruction.sequence()),
                                "the unit cannot work by it: " + objection.get()),
                        mail);
                return false;
            }
            ledger.begin(instruction.sequence(), uidl);
            settings.tryOut(candidate.orElseThrow(), Probation.LONGEST);
            ledger.begun().ifPresent(begun -> ledger.taken(begun, board.time().now()));
            handOver();
            board.journal().event("instruction.taken", "sequence", instruction.sequence());
            return true;
        }

        @Override
        public boolean isOpenForParts() {
            return images.filter(work -> !work.parts().isOpen()).isEmpty();
        }

        @Override
        public PartDesk.Taking keep(ImagePart part, byte[] content) {
            return images.map(work -> work.parts().take(part, content))
                    .orElse(new PartDesk.Taking.Refused(WITHOUT_SLOTS));
        }

        @Override
        public void refuse(Finding.Bad finding, byte[] mail) {
            reports.refused(finding, mail);
        }

        private Optional<Settings> candidate(Instruction instruction) {
            Settings all = settings.state().confirmed();
            for (Change change : instruction.changes()) {
                if (all.isFull()) {
                    return Optional.empty();
                }
                all = all.with(change);
            }
            return all.isFull()
                    ? Optional.empty()
                    : Optional.of(
                            all.with(
                                    new Change.Put(
                                            SEQUENCE, String.valueOf(instruction.sequence()))));
        }
    }
}
