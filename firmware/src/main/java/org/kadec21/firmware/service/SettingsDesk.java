package org.kadec21.firmware.service;

import org.kadec21.firmware.comms.WindowResult;
import org.kadec21.firmware.config.ConfigText;
import org.kadec21.firmware.config.ConfigTree;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.service.Answer.Cause;
import org.kadec21.firmware.service.Answer.Done;
import org.kadec21.firmware.service.Answer.Refused;
import org.kadec21.firmware.settings.Change;
import org.kadec21.firmware.settings.SettingPath;
import org.kadec21.firmware.settings.Settings;
import org.kadec21.firmware.settings.UnitDocument;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.FlashFullException;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Time;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The orders that look at a unit's configuration and change it: `show`, `set`, `unset`, `reset`,
/// `validate`, `apply`, `confirm`, `revert`.
final class SettingsDesk {

    /// How long settings may be tried when nobody says otherwise.
    static final Duration TRIAL = Duration.ofMinutes(15);

    private static final int MOST_MINUTES = 1440;

    /// `apply` shows how the unit restarts and calls for so long, then leaves that to `status`.
    private static final Duration WATCHED = Duration.ofMinutes(5);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final ServicedUnit serviced;
    private final SiteRules rules;
    private final Draft draft;
    private final Visit visit;
    private final Time time;

    /// @param memory remembers that a draft waits
    /// @param visit who gives orders
    SettingsDesk(ServicedUnit serviced, ServiceMemory memory, Visit visit) {
        this.serviced = serviced;
        this.rules = new SiteRules(serviced.document(), serviced::config);
        this.visit = visit;
        this.time = serviced.board().time();
        this.draft =
                new Draft(
                        rules,
                        () -> serviced.settings().active(),
                        serviced.board().randomness(),
                        memory,
                        visit);
    }

    /// What whoever logs in has to know.
    Optional<String> welcome() {
        return draft.remark();
    }

    List<Order> orders() {
        return List.of(
                new PlainOrder(
                        "show",
                        List.of("show [PLACE]", "show changes", "show draft"),
                        "the configuration; what was set on site; what waits for 'apply'",
                        this::show),
                new PlainOrder(
                        "set",
                        List.of("set PLACE VALUE"),
                        "a value, such as 'set servers.1.host mail.example.net'",
                        (arguments, line) -> set(arguments)),
                new PlainOrder(
                        "unset",
                        List.of("unset PLACE"),
                        "takes a value, a group or an element of a list away",
                        (arguments, line) -> unset(arguments)),
                PlainOrder.alone(
                        "reset", "a draft without anything that was set on site", this::reset),
                PlainOrder.alone("validate", "whether what waits can be applied", this::validate),
                new PlainOrder(
                        "apply",
                        List.of("apply [MINUTES]"),
                        "tries out what waits, until 'confirm' or for so long",
                        this::apply),
                PlainOrder.alone("confirm", "keeps what is tried out", this::confirm),
                PlainOrder.alone("revert", "ends a trial, or drops the draft", this::revert));
    }

    private Answer show(Arguments arguments, ServiceLine line) throws LinkException {
        return switch (arguments.text()) {
            case "changes" -> showChanges(serviced.settings().active(), line);
            case "draft" -> {
                Answer shown = showChanges(draft.settings(), line);
                draft.takeOver();
                yield shown;
            }
            default -> showValues(arguments.text(), line);
        };
    }

    private static Answer showChanges(Settings settings, ServiceLine line) throws LinkException {
        for (Change change : settings.changes()) {
            line.say(change.toString());
        }
        return new Done(settings.changes().size() + " changes of the unit's file");
    }

    private Answer showValues(String wanted, ServiceLine line) throws LinkException {
        Optional<SettingPath> path = SettingPath.parse(wanted);
        if (path.isEmpty() && !wanted.isEmpty()) {
            return new Refused(
                    Cause.USAGE,
                    "expected show, show changes, show draft, or show PLACE with "
                            + SettingPath.WORDS);
        }
        Settings active = serviced.settings().active();
        UnitDocument document = serviced.document();
        try {
            String below = path.isEmpty() ? "" : document.canonical(active, path.get());
            int shown = 0;
            for (Map.Entry<String, String> value : document.shown(active).entrySet()) {
                String place = value.getKey();
                if (below.isEmpty() || place.equals(below) || place.startsWith(below + ".")) {
                    line.say(place + " = " + value.getValue());
                    shown++;
                }
            }
            return new Done(shown + " values in force");
        } catch (ConfigTree.PlaceException nowhere) {
            return new Refused(Cause.USAGE, String.valueOf(nowhere.getMessage()));
        }
    }

    private Answer set(Arguments arguments) {
        String place = arguments.first();
        Optional<SettingPath> path = SettingPath.parse(place);
        if (path.isEmpty() || arguments.text().equals(place)) {
            return new Refused(Cause.USAGE, "expected set PLACE VALUE with " + SettingPath.WORDS);
        }
        String value = arguments.behindFirst();
        if (value.length() > Change.MOST_VALUE_CHARACTERS) {
            return new Refused(
                    Cause.BAD_DATA,
                    "expected a value of at most "
                            + Change.MOST_VALUE_CHARACTERS
                            + " characters, but came "
                            + value.length());
        }
        return draft.isLeft() ? somebodyElses() : draft.set(path.get(), value);
    }

    private Answer unset(Arguments arguments) {
        return SettingPath.parse(arguments.text())
                .map(path -> draft.isLeft() ? somebodyElses() : draft.unset(path))
                .orElseGet(() ->
                        new Refused(Cause.USAGE, "expected unset PLACE with " + SettingPath.WORDS));
    }

    private Answer reset() {
        draft.begin();
        return new Done("the unit's file alone waits for 'apply'");
    }

    private Answer validate() {
        Optional<Settings> waiting = draft.waiting();
        if (waiting.isEmpty()) {
            return nothingWaits();
        }
        return switch (rules.read(waiting.get())) {
            case UnitDocument.Reading.Valid(UnitConfig valid) ->
                    new Done("what waits is valid; 'apply' tries it out");
            case UnitDocument.Reading.Invalid(ConfigText.Complaint complaint) ->
                    new Refused(Cause.BAD_DATA, complaint.toString());
        };
    }

    private Answer apply(Arguments arguments, ServiceLine line) throws LinkException {
        String minutes = arguments.text();
        boolean allowed =
                minutes.matches("[1-9]\\d{0,3}") && Integer.parseInt(minutes) <= MOST_MINUTES;
        if (!minutes.isEmpty() && !allowed) {
            return new Refused(
                    Cause.USAGE,
                    "expected apply, or apply with 1 to "
                            + MOST_MINUTES
                            + " minutes, but came '"
                            + minutes
                            + "'");
        }
        if (draft.isLeft()) {
            return somebodyElses();
        }
        Answer valid = validate();
        if (valid instanceof Refused) {
            return valid;
        }
        if (!serviced.isAtRest()) {
            line.news("the unit restarts by the settings before; that ends first");
            if (!serviced.awaitRest(time.after(WATCHED))) {
                return new Refused(
                        Cause.DEFERRED,
                        "the unit's restart by the settings before has not ended in "
                                + WATCHED.toMinutes()
                                + " min; try again");
            }
        }
        Duration span = minutes.isEmpty() ? TRIAL : Duration.ofMinutes(Integer.parseInt(minutes));
        int boots = serviced.boots();
        try {
            serviced.tryOut(draft.settings(), span);
        } catch (FlashFullException full) {
            return new Refused(Cause.DEFERRED, "the settings cannot be kept: " + full.getMessage());
        }
        draft.drop();
        return watch(boots, span, line);
    }

    private Answer watch(int boots, Duration span, ServiceLine line) throws LinkException {
        long revision = serviced.settings().revision();
        Deadline limit = time.after(WATCHED);
        line.news("the unit restarts; a call that is under way ends first");
        if (!awaitBoot(boots, limit, line)) {
            return new Done("the settings come into force as soon as the call under way has ended");
        }
        line.news("the unit calls its server with the new settings");
        while (!time.isOver(limit) && serviced.settings().trial().isPresent()) {
            Optional<WindowResult> first =
                    serviced.unit().awaitFirstWindow(time.after(Duration.ZERO));
            if (first.filter(WindowResult.Completed.class::isInstance).isPresent()) {
                return new Done(
                        "the server was reached; 'confirm' within "
                                + span.toMinutes()
                                + " min keeps the settings");
            }
            if (line.awaitsKey(time.after(BETWEEN_LOOKS))) {
                break;
            }
        }
        if (serviced.settings().revision() == revision
                && serviced.settings().lastRevert().isPresent()) {
            return new Refused(
                    Cause.UNAVAILABLE,
                    "the settings before hold again: " + serviced.settings().lastRevert().get());
        }
        return new Done(
                "the call is still under way; 'status' shows how it ends, 'confirm' keeps the"
                        + " settings, for "
                        + span.toMinutes()
                        + " min they are on trial");
    }

    private boolean awaitBoot(int boots, Deadline limit, ServiceLine line) throws LinkException {
        while (!serviced.awaitBoot(boots, time.after(BETWEEN_LOOKS).earlier(limit))) {
            if (time.isOver(limit) || line.awaitsKey(time.after(Duration.ZERO))) {
                return false;
            }
        }
        return true;
    }

    private Answer confirm() {
        if (serviced.settings().trial().isPresent() && !isPasswordKnown()) {
            return new Refused(
                    Cause.DEFERRED,
                    "the password of this port is on trial as well: 'login' with the new one, then"
                            + " 'confirm'");
        }
        try {
            return serviced.confirm()
                    ? new Done("the settings hold")
                    : new Refused(
                            Cause.DEFERRED,
                            "nothing is on trial"
                                    + serviced.settings()
                                            .lastRevert()
                                            .map(reason ->
                                                    "; the last change was reverted: " + reason)
                                            .orElse(""));
        } catch (FlashFullException full) {
            return unwritten(full);
        }
    }

    /// Whoever is here has logged in with the password that is to hold: one that was mistyped would
    /// close this port for ever.
    private boolean isPasswordKnown() {
        return switch (serviced.document().read(serviced.settings().active())) {
            case UnitDocument.Reading.Valid(UnitConfig tried) ->
                    tried.service().filter(password -> !visit.knows(password)).isEmpty();
            case UnitDocument.Reading.Invalid invalid -> true;
        };
    }

    private Answer revert() {
        if (draft.waiting().isPresent()) {
            draft.drop();
            return new Done("the draft is dropped");
        }
        try {
            return serviced.revert("asked for on the service port")
                    ? new Done("the settings before hold again; the unit restarts by them")
                    : new Refused(Cause.DEFERRED, "nothing is on trial, and no draft waits");
        } catch (FlashFullException full) {
            return unwritten(full);
        }
    }

    private static Answer unwritten(FlashFullException full) {
        return new Refused(
                Cause.DEFERRED,
                "expected room on the flash to write that down: " + full.getMessage());
    }

    private Answer somebodyElses() {
        return new Refused(Cause.DEFERRED, draft.remark().orElse(""));
    }

    private static Answer nothingWaits() {
        return new Refused(Cause.DEFERRED, "nothing waits to be applied; 'set' something first");
    }
}
