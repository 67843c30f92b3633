package org.kadec21.firmware.instruction;

import org.kadec21.firmware.config.ConfigException;
import org.kadec21.firmware.config.ConfigReader;
import org.kadec21.firmware.config.Instructions;
import org.kadec21.firmware.config.NamedFiles;
import org.kadec21.firmware.config.Section;
import org.kadec21.firmware.config.Value;
import org.kadec21.firmware.settings.Change;
import org.kadec21.firmware.settings.SettingPath;
import org.kadec21.firmware.transfer.Parts;
import org.kadec21.firmware.update.Image;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/// Reads an instruction's text: YAML of role `instruction`, as strictly as every configuration.
public final class InstructionReader {

    private static final String NAME = "instruction";
    private static final Pattern UNIT = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    /// What may be changed from afar. Who may give instructions, and what a unit is, is settled on
    /// site.
    private static final Pattern ALLOWED =
            Pattern.compile(
                    "(servers|failover|alarms|monitoring|retry)(\\..+)?"
                            + "|module\\.(apn|user|password|dial|bearer|fallback)"
                            + "|mail\\.(from|envelope-from|recipients(\\..+)?)"
                            + "|instructions\\.(host|port|user|password|tls|ca|pin|poll)");

    private static final Pattern FILE_NAME = Pattern.compile(".*-file");
    private static final Pattern CERTIFICATE = Pattern.compile(".*\\.(ca|certificate)");
    private static final String PEM = "-----BEGIN ";

    private static final String ALLOWED_WORDS =
            "a place below servers, failover, alarms, monitoring, retry or mail.recipients, or one"
                    + " of module.apn, .user, .password, .dial, .bearer, .fallback, mail.from,"
                    + " .envelope-from, instructions.host, .port, .user, .password, .tls, .ca,"
                    + " .pin, .poll";

    private static final Pattern BOARD = Pattern.compile("[a-z]{1,16}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private InstructionReader() {}

    /// Parses and validates.
    ///
    /// @throws ConfigException for the first thing that is wrong; a value that may be secret is not
    ///   shown
    public static Directive read(String text) {
        return new ConfigReader<>(NAME, InstructionReader::directive)
                .read(NAME, text, NamedFiles.none());
    }

    private static Directive directive(Section top) {
        top.knows("schema", "units", "sequence", "expires", "changes", "image");
        List<String> units =
                top.values("units").stream()
                        .map(unit -> unit.matching(UNIT, "a unit's id"))
                        .toList();
        requireSome(top, "units", units.size(), Instruction.MOST_UNITS);
        int sequence = top.value("sequence").integer(1, Instructions.LAST_SEQUENCE);
        Instant expires = top.value("expires").moment();
        if (!top.has("image")) {
            return new Instruction(units, sequence, expires, changes(top));
        }
        if (top.has("changes")) {
            throw top.wrong("expected either 'changes' or 'image', but came both");
        }
        return part(units, sequence, expires, top.section("image"));
    }

    private static List<Change> changes(Section top) {
        List<Change> changes =
                top.sections("changes").stream().map(InstructionReader::change).toList();
        requireSome(top, "changes", changes.size(), Instruction.MOST_CHANGES);
        return changes;
    }

    private static ImagePart part(
            List<String> units, int sequence, Instant expires, Section image) {
        image.knows("board", "bytes", "sha256", "part-bytes", "part");
        int bytes = image.value("bytes").integer(1, Image.MOST_BYTES);
        Parts parts =
                new Parts(
                        bytes,
                        image.value("part-bytes")
                                .integer(Parts.least(bytes), Instruction.MOST_MAIL_BYTES));
        return new ImagePart(
                units,
                sequence,
                expires,
                image.value("board").matching(BOARD, "a kind of board"),
                image.value("sha256").matching(SHA256, "64 hexadecimal digits"),
                parts,
                image.value("part").integer(1, parts.count()));
    }

    private static Change change(Section change) {
        change.knows("set", "to", "remove");
        if (change.has("set") == change.has("remove") || change.has("set") != change.has("to")) {
            throw change.wrong("expected either 'set' and 'to', or 'remove'");
        }
        if (change.has("remove")) {
            return new Change.Remove(path(change.value("remove")));
        }
        String value = change.value("to").text();
        if (value.length() > Change.MOST_VALUE_CHARACTERS) {
            throw change.wrong(
                    "expected a value of at most "
                            + Change.MOST_VALUE_CHARACTERS
                            + " characters, but came "
                            + value.length());
        }
        SettingPath place = path(change.value("set"));
        requireItself(change, place, value);
        return new Change.Put(place, value);
    }

    /// A file of the unit's host is named on site only: from afar any of them could be read, and be
    /// sent as a password.
    private static void requireItself(Section change, SettingPath place, String value) {
        if (FILE_NAME.matcher(place.text()).matches()
                || (CERTIFICATE.matcher(place.text()).matches() && !value.startsWith(PEM))) {
            throw change.wrong(
                    "expected the value itself for "
                            + place.text()
                            + ", not the name of a file; 'kadec21 instruct' takes it from one with"
                            + " 'to-file'");
        }
    }

    private static SettingPath path(Value named) {
        return SettingPath.parse(named.text())
                .filter(path -> ALLOWED.matcher(path.text()).matches())
                .orElseThrow(() -> named.wrong(ALLOWED_WORDS));
    }

    private static void requireSome(Section top, String key, int count, int most) {
        if (count < 1 || count > most) {
            throw top.wrong("expected 1 to " + most + " under '" + key + "', but came " + count);
        }
    }
}
