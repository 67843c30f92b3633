package org.kadec21.simulation.provider.smtp;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The argument of MAIL and RCPT: a path in angle brackets and parameters (RFC 5321 4.1.2).
///
/// @param address without brackets and without the source route, which is ignored (RFC 5321
///   appendix C)
record PathArgument(String address, List<String> parameters) {

    private static final Pattern MAILBOX =
            Pattern.compile(
                    "[\\x21-\\x7e&&[^<>@,;:\\\\]]{1,64}@[\\x21-\\x7e&&[^<>@,;\\\\]]{1,255}");

    /// Empty when there is no keyword or no path in brackets. A space before the path is forgiven.
    static Optional<PathArgument> parse(String keyword, String argument) {
        if (!argument.regionMatches(true, 0, keyword, 0, keyword.length())) {
            return Optional.empty();
        }
        String rest = argument.substring(keyword.length()).strip();
        int end = rest.indexOf('>');
        if (!rest.startsWith("<") || end < 0) {
            return Optional.empty();
        }
        String after = rest.substring(end + 1);
        if (!after.isEmpty() && !after.startsWith(" ")) {
            return Optional.empty();
        }
        String path = rest.substring(1, end);
        String address = path.startsWith("@") ? path.substring(path.indexOf(':') + 1) : path;
        List<String> parameters =
                Arrays.stream(after.split(" ", -1)).filter(p -> !p.isEmpty()).toList();
        return Optional.of(new PathArgument(address, parameters));
    }

    boolean isMailbox() {
        return address.length() <= SmtpLimits.PATH - 2 && MAILBOX.matcher(address).matches();
    }
}
