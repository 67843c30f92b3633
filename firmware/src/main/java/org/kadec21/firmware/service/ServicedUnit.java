package org.kadec21.firmware.service;

import org.kadec21.firmware.boot.Unit;
import org.kadec21.firmware.comms.WindowResult;
import org.kadec21.firmware.config.ConfigText;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.instruction.InstructionDesk;
import org.kadec21.firmware.instruction.UnitSettings;
import org.kadec21.firmware.notice.Notices;
import org.kadec21.firmware.settings.Settings;
import org.kadec21.firmware.settings.SettingsState;
import org.kadec21.firmware.settings.SettingsStore;
import org.kadec21.firmware.settings.Trial;
import org.kadec21.firmware.settings.UnitDocument;
import org.kadec21.hal.Board;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.FlashFullException;
import org.kadec21.hal.Signal;
import org.kadec21.hal.Time;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A unit that can be given other settings while its board keeps its power: it ends in good order
/// and boots again by the new ones. Settings on trial are reverted when the first call by them
/// fails, or when nobody has confirmed them in time.
public final class ServicedUnit {

    /// For a module to start anew, and for the call in which it shows its SIM's PIN.
    private static final Duration PIN_LIMIT = Duration.ofMinutes(10);

    /// A flash that has no room to write a revert down gets another chance after this time.
    private static final Duration REVERT_AGAIN = Duration.ofMinutes(1);

    private final Board board;
    private final UnitDocument document;
    private final Starting starting;
    private final Notices notices;
    private final SettingsStore settings;
    private final Signal changed;
    private final Signal booted;
    private UnitConfig config;
    private Unit unit;
    private Deadline trialEnds = Deadline.never();
    private Optional<String> failure = Optional.empty();
    private Optional<String> leftAside = Optional.empty();
    private boolean restartWanted;
    private boolean restarting;
    private boolean owesCall;
    private int boots;

    /// Boots a unit by a configuration.
    @FunctionalInterface
    public interface Starting {

        /// Called by a task that holds the baton.
        ///
        /// @param calling whether it is to call its server at once, to find out whether the way is
        ///   clear
        /// @param settings what the unit changes when instructions from afar want it
        Unit boot(UnitConfig config, boolean calling, UnitSettings settings);
    }

    private ServicedUnit(Board board, UnitDocument document, Starting starting, Notices notices) {
        this.board = board;
        this.document = document;
        this.starting = starting;
        this.notices = notices;
        this.changed = board.tasks().signal("settings");
        this.booted = board.tasks().signal("unit booted");
        this.settings = SettingsStore.open(board.flash(), board.journal(), document);
        this.config = configuration();
        this.unit = boot();
    }

    /// Boots the unit by the settings that are in force; called by a task that holds the baton.
    public static ServicedUnit boot(
            Board board, UnitDocument document, Starting starting, Notices notices) {
        ServicedUnit serviced = new ServicedUnit(board, document, starting, notices);
        board.tasks().start("settings", serviced::run);
        return serviced;
    }

    /// The unit that runs now; another one after each restart.
    public Unit unit() {
        return unit;
    }

    /// What it works by.
    public UnitConfig config() {
        return config;
    }

    public Board board() {
        return board;
    }

    public UnitDocument document() {
        return document;
    }

    public SettingsState settings() {
        return settings.state();
    }

    /// When the settings on trial are reverted; never when none are.
    public Deadline trialEnds() {
        return trialEnds;
    }

    /// How often the unit has booted on this power.
    public int boots() {
        return boots;
    }

    /// Waits until it has booted more than so many times; false when `deadline` came first.
    public boolean awaitBoot(int more, Deadline deadline) {
        while (boots <= more && booted.await(deadline)) {
            // looks again
        }
        return boots > more;
    }

    /// Waits for the end of a restart that is wanted or under way; false when `deadline` came
    /// first.
    public boolean awaitRest(Deadline deadline) {
        while (!isAtRest() && booted.await(deadline)) {
            // looks again
        }
        return isAtRest();
    }

    /// Whether the unit runs by the settings that are in force.
    public boolean isAtRest() {
        return !restartWanted && !restarting;
    }

    /// Puts valid settings on trial: the unit boots by them as soon as a call that is under way has
    /// ended.
    ///
    /// @param span how long they may be tried
    /// @throws FlashFullException when they cannot be kept; nothing changed
    public void tryOut(Settings tried, Duration span) {
        settings.tryOut(tried, span);
        trialEnds = Deadline.never();
        failure = Optional.empty();
        restart();
    }

    /// Keeps the settings on trial; false when none are.
    ///
    /// @throws FlashFullException when that cannot be written down; the trial goes on
    public boolean confirm() {
        boolean confirmed = settings.confirm();
        trialEnds = Deadline.never();
        failure = Optional.empty();
        return confirmed;
    }

    /// Goes back to the settings before the trial; false when none are on trial.
    ///
    /// @throws FlashFullException when that cannot be written down; the trial goes on
    public boolean revert(String reason) {
        boolean reverted = revertUntold(reason);
        if (reverted) {
            notices.trouble("the settings before the last change hold again: " + reason);
        }
        return reverted;
    }

    private boolean revertUntold(String reason) {
        boolean reverted = settings.revert(reason);
        if (reverted) {
            trialEnds = Deadline.never();
            failure = Optional.empty();
            restart();
        }
        return reverted;
    }

    private void restart() {
        restartWanted = true;
        changed.raise();
    }

    private void run() {
        while (true) {
            if (failure.isPresent()) {
                revertByItself(failure.get());
            } else if (board.time().isOver(trialEnds)) {
                revertByItself("nobody has confirmed them in time");
            } else if (restartWanted) {
                restarting = true;
                restartUnit();
                restarting = false;
                booted.raise();
            } else {
                changed.await(trialEnds);
            }
        }
    }

    private void restartUnit() {
        boolean otherPin = hasOtherPin(configuration());
        if (otherPin) {
            askForPin();
        }
        unit.stop();
        unit.awaitEnd(Deadline.never());
        restartWanted = false;
        UnitConfig next = configuration(); // it may have changed again meanwhile
        owesCall = otherPin || hasOtherPin(next);
        config = next;
        unit = boot();
    }

    private boolean hasOtherPin(UnitConfig other) {
        return !other.module().pin().equals(config.module().pin());
    }

    /// A SIM that is unlocked takes no notice of a wrong PIN: it would hold as tried out, and keep
    /// the unit off the network from the next power cut on. So the module starts anew, and the SIM
    /// is asked. Before that, a PIN that was right has had its call, which fills the SIM's counter:
    /// two wrong ones never follow each other.
    private void askForPin() {
        if (owesCall) {
            unit.awaitFirstWindow(board.time().after(PIN_LIMIT));
        }
        unit.hold(Deadline.never());
        unit.restartModule(board.time().after(PIN_LIMIT));
    }

    private void revertByItself(String reason) {
        failure = Optional.empty();
        try {
            revert(reason);
        } catch (FlashFullException full) {
            notices.trouble("a change of settings cannot be reverted: " + full.getMessage());
            trialEnds = board.time().after(REVERT_AGAIN);
        }
    }

    private Unit boot() {
        Optional<Trial> trial = settings.state().trial();
        Unit started = starting.boot(config, trial.isPresent() || owesCall, new FromAfar());
        boots++;
        trial.ifPresent(tried -> {
            trialEnds = board.time().after(tried.span());
            if (!InstructionDesk.judges(settings.state())) {
                board.tasks().start("trial", () -> watch(tried, started));
            }
        });
        return started;
    }

    /// A trial's first call has to get through.
    private void watch(Trial tried, Unit started) {
        Time time = board.time();
        Optional<WindowResult> first = started.awaitFirstWindow(time.after(tried.span()));
        boolean underWay =
                settings.state()
                        .trial()
                        .filter(one -> one.revision() == tried.revision())
                        .isPresent();
        if (underWay
                && first.isPresent()
                && first.get() instanceof WindowResult.Failed failed
                && failed.mailsSent() == 0) {
            failure = Optional.of("the first call with them failed: " + failed.reason());
            changed.raise();
        }
    }

    /// The file with the settings over it. What no longer fits the file does not keep a unit from
    /// booting.
    private UnitConfig configuration() {
        Settings active = settings.state().active();
        leftAside = Optional.empty();
        return switch (document.read(active)) {
            case UnitDocument.Reading.Valid(UnitConfig valid) -> valid;
            case UnitDocument.Reading.Invalid invalid -> {
                String complaint = invalid.complaint().toString();
                board.journal().event("settings.unusable", "reason", complaint);
                String sentence =
                        "what was set on this unit does not fit its file any more and is left"
                                + " aside: "
                                + complaint;
                notices.trouble(sentence);
                leftAside = Optional.of(sentence);
                yield active.equals(settings.state().confirmed())
                        ? document.asDelivered()
                        : withoutTrial(complaint);
            }
        };
    }

    private UnitConfig withoutTrial(String complaint) {
        try {
            settings.revert(complaint);
        } catch (FlashFullException full) {
            return document.asDelivered();
        }
        return configuration();
    }

    /// What instructions do with the settings: nothing comes into force before the unit is off the
    /// air, and their trial is judged by them.
    private final class FromAfar implements UnitSettings {

        @Override
        public SettingsState state() {
            return settings.state();
        }

        @Override
        public Optional<String> objection(Settings candidate) {
            return switch (document.readFromAfar(candidate, settings.state().confirmed())) {
                case UnitDocument.Reading.Valid valid -> Optional.empty();
                case UnitDocument.Reading.Invalid(ConfigText.Complaint complaint) ->
                        Optional.of(complaint.toString());
            };
        }

        @Override
        public Optional<UnitConfig> proven() {
            return switch (document.read(settings.state().confirmed())) {
                case UnitDocument.Reading.Valid(UnitConfig valid) -> Optional.of(valid);
                case UnitDocument.Reading.Invalid invalid -> Optional.empty();
            };
        }

        @Override
        public List<String> remarks() {
            return Stream.of(
                            leftAside.stream(),
                            document.remarks(settings.state().confirmed()).stream(),
                            settings.state().remarks().stream())
                    .flatMap(sentences -> sentences)
                    .toList();
        }

        @Override
        public void tryOut(Settings tried, Duration span) {
            settings.tryOut(tried, span);
            failure = Optional.empty();
        }

        @Override
        public void confirm() {
            ServicedUnit.this.confirm();
        }

        /// Who instructs tells why.
        @Override
        public void revert(String reason) {
            revertUntold(reason);
        }

        @Override
        public void restart() {
            ServicedUnit.this.restart();
        }
    }
}
