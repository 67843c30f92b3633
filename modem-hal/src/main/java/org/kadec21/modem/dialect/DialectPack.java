package org.kadec21.modem.dialect;

import org.kadec21.hal.at.Answer;
import org.kadec21.hal.at.Command;
import org.kadec21.hal.at.UrcTable;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/// The facts of one vendor: command texts, limits, patience, error numbers. They stand in
/// `<name>.properties` beside this class; `docs/dialects.md` lists the keys. Whatever is wrong with
/// the file is a bug and says so with file and key.
final class DialectPack {

    private static final int MOST_SECONDS = 600;
    private static final int MOST_BYTES = 8192;
    private static final int MOST_CONNECTIONS = 16;

    private final String name;
    private final Properties facts;

    /// A command parameter and where it is announced in a reply.
    record Announcement(String prefix, int field) {}

    /// Connection ids that the unit uses, first and last.
    record Ids(int first, int count) {}

    private DialectPack(String name, Properties facts) {
        this.name = name;
        this.facts = facts;
    }

    /// The pack `name`.properties of this package.
    static DialectPack read(String name) {
        try (InputStream file = DialectPack.class.getResourceAsStream(name + ".properties")) {
            if (file == null) {
                throw new IllegalStateException(
                        "expected " + name + ".properties beside the dialect classes, none is");
            }
            return of(name, new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A pack from somewhere else.
    static DialectPack of(String name, Reader file) throws IOException {
        Properties facts = new Properties();
        facts.load(file);
        return new DialectPack(name, facts);
    }

    String name() {
        return name;
    }

    /// Whether what a module says about itself names this vendor.
    boolean isNamedIn(String identity) {
        return identity.toLowerCase(Locale.ROOT)
                .contains(text("identity").toLowerCase(Locale.ROOT));
    }

    UrcTable urcs() {
        UrcTable table = UrcTable.of(list("urcs"));
        return announcement("urc.payload")
                .map(pushed -> table.withPayload(pushed.prefix(), pushed.field()))
                .orElse(table);
    }

    /// The text under `key`.
    String text(String key) {
        return find(key).orElseThrow(() -> wrong(key, "a text", "nothing"));
    }

    Optional<String> find(String key) {
        return Optional.ofNullable(facts.getProperty(key)).map(String::strip);
    }

    /// The command under `key`; when the pack has `<key>.answer` or `<key>.failed`, the command
    /// knows its information line or its failure.
    Command command(String key, Blanks blanks) {
        Command plain = Command.of(blanks.fill(text(key)));
        Command answered =
                find(key + ".answer")
                        .map(prefix ->
                                plain.answeredBy(
                                        new Answer.Prefixed(prefix, Command.LINES, _ -> true)))
                        .orElse(plain);
        Command failing =
                find(key + ".failed")
                        .map(words -> answered.endingWith(List.of("OK"), List.of(words)))
                        .orElse(answered);
        return blanks.secret().map(failing::hiding).orElse(failing);
    }

    /// How long the vendor says the command under `key` may take.
    Duration patience(String key) {
        return Duration.ofSeconds(number(key + ".seconds", MOST_SECONDS));
    }

    /// Most payload bytes of one `key`.
    int bytes(String key) {
        return number(key + ".bytes", MOST_BYTES);
    }

    /// Connection ids that the unit uses.
    Ids connections() {
        return ids("connections");
    }

    /// Connection ids that a unit which was cut off may have left open.
    Ids leftovers() {
        return ids("leftovers");
    }

    private Ids ids(String key) {
        String[] ends = text(key).split("-", 2);
        if (ends.length < 2 || !isNumber(ends[0]) || !isNumber(ends[1])) {
            throw wrong(key, "FIRST-LAST", text(key));
        }
        int first = Integer.parseInt(ends[0]);
        int count = Integer.parseInt(ends[1]) - first + 1;
        if (count < 1 || count > MOST_CONNECTIONS) {
            throw wrong(key, "1 to " + MOST_CONNECTIONS + " ids", text(key));
        }
        return new Ids(first, count);
    }

    /// A line's beginning and the field, from 0, that counts bytes.
    Optional<Announcement> announcement(String key) {
        return find(key)
                .map(value -> {
                    int end = value.lastIndexOf(' ');
                    if (end < 0 || !isNumber(value.substring(end + 1))) {
                        throw wrong(key, "a line's beginning and a field's number", value);
                    }
                    return new Announcement(
                            value.substring(0, end).strip(),
                            Integer.parseInt(value.substring(end + 1)));
                });
    }

    /// Numbers under `key`, separated by bars; none when the pack has no such key.
    List<Integer> numbers(String key) {
        return find(key).isEmpty() ? List.of() : list(key).stream().map(Integer::valueOf).toList();
    }

    /// The number with its meaning where the vendor tells one.
    String error(int number) {
        return find("error." + number)
                .map(meaning -> "error " + number + " (" + meaning + ")")
                .orElse("error " + number);
    }

    private List<String> list(String key) {
        return Arrays.stream(text(key).split("\\|", -1)).map(String::strip).toList();
    }

    private int number(String key, int most) {
        String value = text(key);
        if (!isNumber(value) || Integer.parseInt(value) < 1 || Integer.parseInt(value) > most) {
            throw wrong(key, "a number from 1 to " + most, value);
        }
        return Integer.parseInt(value);
    }

    private static boolean isNumber(String text) {
        return text.matches("\\d{1,6}");
    }

    private IllegalStateException wrong(String key, String expected, String came) {
        return new IllegalStateException(
                "%s.properties: expected under '%s' %s, came %s"
                        .formatted(name, key, expected, came));
    }
}
