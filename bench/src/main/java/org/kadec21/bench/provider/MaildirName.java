package org.kadec21.bench.provider;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names in a tree of maildirs: a folder for each address, a file for each mail. Addresses come
/// from strangers, so that nothing in a name may mean anything to a file system.
final class MaildirName {

    private static final int LONGEST = 200;
    private static final String HARMLESS =
            "abcdefghijklmnopqrstuvwxyz0123456789@-_+ABCDEFGHIJKLMNOPQRSTUVWXYZ.";
    private static final Pattern FILE =
            Pattern.compile("(\\d{1,15})\\.([0-9a-f]{8})\\.kadec21(?::2,[A-Z]*)?");

    private MaildirName() {}

    /// The folder of an address: `%` and two digits for each octet that is not a letter, digit or
    /// one of `@-_+.`, and for a leading dot. Empty when that becomes too long for a name.
    static Optional<String> folder(String address) {
        StringBuilder name = new StringBuilder();
        for (byte octet : address.getBytes(StandardCharsets.UTF_8)) {
            boolean leadingDot = octet == '.' && name.isEmpty();
            if (HARMLESS.indexOf(octet) >= 0 && !leadingDot) {
                name.append((char) octet);
            } else {
                name.append(String.format(Locale.ROOT, "%%%02X", octet & 0xff));
            }
        }
        return name.length() > LONGEST ? Optional.empty() : Optional.of(name.toString());
    }

    /// The address of a folder; empty when none has such a folder.
    static Optional<String> address(String folder) {
        StringBuilder octets = new StringBuilder();
        for (int i = 0; i < folder.length(); i++) {
            char c = folder.charAt(i);
            if (c != '%') {
                octets.append(c);
                continue;
            }
            if (i + 2 >= folder.length()
                    || !folder.substring(i + 1, i + 3).matches("[0-9A-F]{2}")) {
                return Optional.empty();
            }
            octets.append((char) Integer.parseInt(folder.substring(i + 1, i + 3), 16));
            i += 2;
        }
        String address =
                new String(
                        octets.toString().getBytes(StandardCharsets.ISO_8859_1),
                        StandardCharsets.UTF_8);
        return folder(address).filter(folder::equals).map(same -> address);
    }

    /// The file of a mail, which is also its unique id: its time, and its number in the mailbox.
    static String file(Instant arrival, long number) {
        return String.format(Locale.ROOT, "%d.%08x.kadec21", arrival.toEpochMilli(), number);
    }

    /// What a file's name says; a mail program may have added its flags.
    static Optional<Parsed> parse(String file) {
        Matcher name = FILE.matcher(file);
        return name.matches()
                ? Optional.of(
                        new Parsed(
                                Instant.ofEpochMilli(Long.parseLong(name.group(1))),
                                Long.parseLong(name.group(2), 16)))
                : Optional.empty();
    }

    /// When a mail arrived, and its number in the mailbox.
    record Parsed(Instant arrival, long number) {}
}
