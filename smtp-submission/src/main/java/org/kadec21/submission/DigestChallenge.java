package org.kadec21.submission;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The directives of a DIGEST-MD5 challenge (RFC 2831 2.1.1, 7.1): `name=token` or `name="quoted"`,
/// separated by commas.
///
/// @param directives names in lower case, in the server's order; some may occur several times
record DigestChallenge(List<Directive> directives) {

    private static final int MOST_BYTES = 2048; // RFC 2831 2.1.1
    private static final Pattern DIRECTIVE =
            Pattern.compile(
                    "[\\s,]*([a-zA-Z0-9-]{1,64})\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s,\"]*+))\\s*(?=,|$)");

    record Directive(String name, String value) {}

    /// Empty when these bytes are no list of directives.
    static Optional<DigestChallenge> parse(byte[] challenge) {
        if (challenge.length >= MOST_BYTES) {
            return Optional.empty();
        }
        String text = new String(challenge, StandardCharsets.UTF_8);
        Matcher matcher = DIRECTIVE.matcher(text);
        List<Directive> found = new ArrayList<>();
        int end = 0;
        while (end < text.length() && matcher.region(end, text.length()).lookingAt()) {
            String name = matcher.group(1).toLowerCase(Locale.ROOT);
            Optional<String> quoted = Optional.ofNullable(matcher.group(2));
            String value =
                    quoted.map(inside -> inside.replaceAll("\\\\(.)", "$1"))
                            .orElseGet(() -> matcher.group(3));
            found.add(new Directive(name, value));
            end = matcher.end();
        }
        boolean complete = text.substring(end).matches("[\\s,]*");
        return complete && !found.isEmpty()
                ? Optional.of(new DigestChallenge(List.copyOf(found)))
                : Optional.empty();
    }

    /// The value of a directive; its first one if it occurs several times.
    Optional<String> first(String name) {
        return directives.stream()
                .filter(directive -> directive.name().equals(name))
                .map(Directive::value)
                .findFirst();
    }

    /// Whether a directive occurs exactly once.
    boolean hasOne(String name) {
        return directives.stream().filter(directive -> directive.name().equals(name)).count() == 1;
    }

    /// Whether authentication without a security layer is on offer; it is unless `qop` says
    /// otherwise.
    boolean offersAuth() {
        return first("qop")
                .map(qop -> Arrays.asList(qop.toLowerCase(Locale.ROOT).split("[\\s,]+")))
                .map(options -> options.contains("auth"))
                .orElse(true);
    }
}
