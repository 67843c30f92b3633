package org.kadec21.firmware.service;

import org.kadec21.firmware.config.ConfigTree;
import org.kadec21.firmware.config.ServicePassword;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.service.Answer.Cause;
import org.kadec21.firmware.service.Answer.Done;
import org.kadec21.firmware.service.Answer.Refused;
import org.kadec21.firmware.settings.Change;
import org.kadec21.firmware.settings.SettingPath;
import org.kadec21.firmware.settings.Settings;
import org.kadec21.hal.Randomness;
import org.kadec21.hal.Secret;

import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Changes that were typed and wait to be tried out. They are held in memory only: what is half
/// typed, secrets among it, has no business on the flash. That they were there is remembered, so
/// that whoever logs in after a power cut is told.
///
/// Whoever comes back after a broken line finds them again. Whoever else comes finds them too, is
/// told so at the login, and neither adds to them nor applies them before having looked at them.
final class Draft {

    private static final SettingPath PASSWORD = new SettingPath("service.password");
    private static final SettingPath PASSWORD_FILE = new SettingPath("service.password-file");
    private static final SettingPath VERIFIER = new SettingPath("service.verifier");

    private static final String OVERRULED =
            ", but the command line that the unit was started with goes before it";

    private final SiteRules rules;
    private final Supplier<Settings> active;
    private final Randomness randomness;
    private final ServiceMemory memory;
    private final Visit visit;
    private Optional<Settings> waiting = Optional.empty();
    private int owner;

    /// @param active the settings in force, which a draft begins with
    /// @param visit whose draft it is
    Draft(
            SiteRules rules,
            Supplier<Settings> active,
            Randomness randomness,
            ServiceMemory memory,
            Visit visit) {
        this.rules = rules;
        this.active = active;
        this.randomness = randomness;
        this.memory = memory;
        this.visit = visit;
    }

    /// What waits; empty when nothing does.
    Optional<Settings> waiting() {
        return waiting;
    }

    /// What waits, or else is in force.
    Settings settings() {
        return waiting.orElseGet(active);
    }

    /// What waits, in a few words for whoever logs in next; empty when nothing does.
    Optional<String> remark() {
        return waiting.map(changes -> changes.placesOtherThan(active.get()).size())
                .map(places ->
                        (places == 1 ? "1 change" : places + " changes")
                                + " of an earlier session not applied: 'show draft' shows and"
                                + " takes over, 'revert' drops");
    }

    /// Whether somebody else has left it.
    boolean isLeft() {
        return waiting.isPresent() && owner != visit.number();
    }

    /// Whoever is here has seen it: it is theirs.
    void takeOver() {
        owner = visit.number();
    }

    void drop() {
        waiting = Optional.empty();
        memory.draftEnded();
    }

    /// Begins with the unit's file alone.
    void begin() {
        keep(Settings.NONE);
    }

    /// Adds a value. One that is not allowed at its place is refused; one that only makes another
    /// place wrong may be what is set first of two.
    Answer set(SettingPath path, String value) {
        if (!path.equals(PASSWORD)) {
            return add(new Change.Put(path, value), path + " is set");
        }
        if (value.length() < ServicePassword.LEAST_CHARACTERS
                || value.length() > ServicePassword.MOST_CHARACTERS) {
            return new Refused(
                    Cause.BAD_DATA,
                    PASSWORD
                            + ": expected "
                            + ServicePassword.LEAST_CHARACTERS
                            + " to "
                            + ServicePassword.MOST_CHARACTERS
                            + " characters, but came "
                            + value.length());
        }
        byte[] salt = new byte[ServicePassword.SALT_BYTES];
        randomness.secure().nextBytes(salt);
        String verifier = ServicePassword.of(Secret.of(value), salt).text();
        forget(PASSWORD);
        forget(PASSWORD_FILE);
        return add(
                new Change.Put(VERIFIER, verifier),
                "the password of the service port is set; once it is applied, log in with it to"
                        + " confirm it");
    }

    /// Takes a value, a group or an element of a list away, but not what opens this port.
    Answer unset(SettingPath path) {
        Change.Remove change = new Change.Remove(path);
        if (isGone(path)) {
            return new Refused(
                    Cause.BAD_DATA,
                    path + " is taken away already; 'show draft' shows all changes");
        }
        return opens(settings()) && !opens(settings().with(change))
                ? new Refused(Cause.BAD_DATA, SiteRules.PASSWORD_STAYS.toString())
                : add(change, path + " is taken away");
    }

    /// Whether there is a password of this port, right or wrong; what has no place changes nothing.
    private boolean opens(Settings settings) {
        try {
            SequencedMap<String, String> values = rules.document().shown(settings);
            return Stream.of(PASSWORD, PASSWORD_FILE, VERIFIER)
                    .anyMatch(place -> values.containsKey(place.text()));
        } catch (ConfigTree.PlaceException nowhere) {
            return true;
        }
    }

    /// Whether it was taken away, or what it stood in, and nothing was put there since.
    private boolean isGone(SettingPath path) {
        return !isThere(path)
                && settings().changes().stream()
                        .filter(Change.Remove.class::isInstance)
                        .map(change -> change.path().text())
                        .anyMatch(gone -> (path.text() + ".").startsWith(gone + "."));
    }

    private boolean isThere(SettingPath path) {
        try {
            rules.document().canonical(settings(), path);
            return true;
        } catch (ConfigTree.PlaceException notThere) {
            return false;
        }
    }

    private void forget(SettingPath path) {
        if (isThere(path)) {
            keep(settings().with(new Change.Remove(path)));
        }
    }

    private Answer add(Change change, String done) {
        if (change.path().isFixed()) {
            return new Refused(
                    Cause.BAD_DATA,
                    change.path()
                            + ": expected a place that may be changed on site; schema, id, firmware"
                            + " and channels stand in the unit's file only");
        }
        if (settings().isFull()) {
            return new Refused(
                    Cause.DEFERRED,
                    "expected at most "
                            + Settings.MOST_CHANGES
                            + " changes, and there are as many; 'reset' begins anew with the"
                            + " unit's file");
        }
        Settings next = settings().with(change);
        return switch (new Judgement(rules, active.get(), settings(), change).verdict()) {
            case Judgement.Verdict.Fits(UnitConfig config) ->
                    accept(
                            next,
                            rules.document().isOverruled(settings(), next)
                                    ? done + OVERRULED
                                    : done);
            case Judgement.Verdict.NotYet(var complaint) ->
                    accept(next, done + "; not valid yet: " + complaint);
            case Judgement.Verdict.Wrong(var complaint) ->
                    new Refused(Cause.BAD_DATA, complaint.toString());
        };
    }

    private Answer accept(Settings next, String done) {
        keep(next);
        return new Done(done + "; it waits for 'apply'");
    }

    private void keep(Settings next) {
        waiting = Optional.of(next);
        owner = visit.number();
        memory.draftBegun();
    }
}
