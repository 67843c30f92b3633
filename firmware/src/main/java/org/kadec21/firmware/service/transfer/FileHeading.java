package org.kadec21.firmware.service.transfer;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What block 0 says of the file that follows: name, NUL, length in decimal digits, and what the
/// unit has no use for (date, mode, serial number). An empty name ends the batch.
///
/// @param length empty when the sender does not say, which YMODEM allows
record FileHeading(String name, OptionalInt length) {

    private static final Pattern LENGTH = Pattern.compile("([0-9]{1,9})(?:[^0-9].*)?");

    /// Empty when there is no NUL behind the name, or a length that is none.
    static Optional<FileHeading> of(byte[] block) {
        String text = new String(block, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\0');
        if (end < 0) {
            return Optional.empty();
        }
        int behind = text.indexOf('\0', end + 1);
        String about = text.substring(end + 1, behind < 0 ? text.length() : behind);
        String name = text.substring(0, end);
        if (about.isEmpty()) {
            return Optional.of(new FileHeading(name, OptionalInt.empty()));
        }
        Matcher length = LENGTH.matcher(about);
        return length.matches()
                ? Optional.of(
                        new FileHeading(name, OptionalInt.of(Integer.parseInt(length.group(1)))))
                : Optional.empty();
    }

    boolean endsBatch() {
        return name.isEmpty();
    }
}
