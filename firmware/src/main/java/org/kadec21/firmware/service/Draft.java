package org.kadec21.firmware.service;

import org.kadec21.firmware.config.ConfigText;
import org.kadec21.firmware.config.ConfigTree;
import org.kadec21.firmware.config.ServicePassword;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.service.Answer.Cause;
import org.kadec21.firmware.service.Answer.Done;
import org.kadec21.firmware.service.Answer.Refused;
import org.kadec21.firmware.settings.Change;
import org.kadec21.firmware.settings.SettingPath;
import org.kadec21.firmware.settings.Settings;
import org.kadec21.firmware.settings.UnitDocument;
import org.kadec21.hal.Randomness;
import org.kadec21.hal.Secret;

import java.util.Optional;
import java.util.function.Supplier;

/// Changes that were typed and wait to be tried out. They are held in memory only: what is half
/// typed, secrets among it, has no business on the flash. That they were there is remembered, so
/// that whoever logs in after a power cut is told.
final class Draft {

    private static final SettingPath PASSWORD = new SettingPath("service.password");
    private static final SettingPath PASSWORD_FILE = new SettingPath("service.password-file");
    private static final SettingPath VERIFIER = new SettingPath("service.verifier");

    private final UnitDocument document;
    private final Supplier<Settings> active;
    private final Randomness randomness;
    private final ServiceMemory memory;
    private Optional<Settings> waiting = Optional.empty();

    /// @param active the settings in force, which a draft begins with
    Draft(
            UnitDocument document,
            Supplier<Settings> active,
            Randomness randomness,
            ServiceMemory memory) {
        this.document = document;
        this.active = active;
        this.randomness = randomness;
        this.memory = memory;
    }

    /// What waits; empty when nothing does.
    Optional<Settings> waiting() {
        return waiting;
    }

    /// What waits, or else is in force.
    Settings settings() {
        return waiting.orElseGet(active);
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
        return add(new Change.Put(VERIFIER, verifier), "the password of the service port is set");
    }

    /// Takes a value, a group or an element of a list away.
    Answer unset(SettingPath path) {
        return add(new Change.Remove(path), path + " is taken away");
    }

    private void forget(SettingPath path) {
        try {
            document.canonical(settings(), path);
            keep(settings().with(new Change.Remove(path)));
        } catch (ConfigTree.PlaceException notThere) {
            // nothing to take away
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
        return switch (document.read(next)) {
            case UnitDocument.Reading.Valid(UnitConfig valid) -> accept(next, done);
            case UnitDocument.Reading.Invalid(ConfigText.Complaint complaint) ->
                    isAbout(complaint, next, change)
                            ? new Refused(Cause.BAD_DATA, complaint.toString())
                            : accept(next, done + "; not valid yet: " + complaint);
        };
    }

    private Answer accept(Settings next, String done) {
        keep(next);
        return new Done(done + "; it waits for 'apply'");
    }

    private void keep(Settings next) {
        waiting = Optional.of(next);
        memory.draftBegun();
    }

    private boolean isAbout(ConfigText.Complaint complaint, Settings next, Change change) {
        if (complaint.place().isEmpty()) {
            return true;
        }
        try {
            return change instanceof Change.Put
                    && document.canonical(next, change.path()).equals(complaint.place());
        } catch (ConfigTree.PlaceException nowhere) {
            return true;
        }
    }
}
