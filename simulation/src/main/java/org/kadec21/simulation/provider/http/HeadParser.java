package org.kadec21.simulation.provider.http;

import org.kadec21.simulation.provider.http.RequestReader.Parsed;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/// Judges request line and header lines, stricter than RFC 9112 allows where leniency is how two
/// servers come to read two different requests (RFC 9112 section 11.2).
final class HeadParser {

    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern ORIGIN_FORM = Pattern.compile("/[\\x21-\\x7e]*");
    private static final Pattern ABSOLUTE_FORM =
            Pattern.compile("https?://[^/?#]*(/[\\x21-\\x7e]*)?");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,9}");

    private final SequencedMap<String, String> headers = new LinkedHashMap<>();

    /// A head that can be used, or why not.
    sealed interface Outcome {

        /// A request whose body is still to come.
        ///
        /// @param bodyOctets what Content-Length said, 0 without one
        record Head(HttpRequest request, int bodyOctets) implements Outcome {}

        record Wrong(Parsed.Refused refusal) implements Outcome {}
    }

    static Outcome parse(String head) {
        return new HeadParser().lines(List.of(head.split("\r\n", -1)));
    }

    private Outcome lines(List<String> lines) {
        String first = lines.getFirst();
        if (lines.size() - 1 > HttpLimits.HEADER_LINES) {
            return wrong(
                    Status.HEADERS_TOO_LARGE,
                    "Expected at most " + HttpLimits.HEADER_LINES + " header lines.");
        }
        for (String line : lines.subList(1, lines.size())) {
            Optional<Outcome> objection = header(line);
            if (objection.isPresent()) {
                return objection.get();
            }
        }
        return requestLine(first);
    }

    private Optional<Outcome> header(String line) {
        int colon = line.indexOf(':');
        String name = colon < 0 ? line : line.substring(0, colon);
        if (colon < 0 || !TOKEN.matcher(name).matches()) {
            return Optional.of(
                    wrong(
                            Status.BAD_REQUEST,
                            "Expected header lines of the form name, colon, value, each on one"
                                    + " line."));
        }
        String value = line.substring(colon + 1).strip();
        String key = name.toLowerCase(Locale.ROOT);
        if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
            return Optional.of(
                    wrong(Status.BAD_REQUEST, "A header value holds a control character."));
        }
        if (key.equals("transfer-encoding")) {
            return Optional.of(
                    wrong(
                            Status.NOT_IMPLEMENTED,
                            "Transfer-Encoding is not taken here; send Content-Length."));
        }
        boolean again = headers.putIfAbsent(key, value) != null;
        if (again && (key.equals("content-length") || key.equals("host"))) {
            return Optional.of(
                    wrong(Status.BAD_REQUEST, "Expected one " + key + " line, but several came."));
        }
        return Optional.empty();
    }

    private Outcome requestLine(String line) {
        String[] words = line.split(" ", -1);
        if (words.length != 3 || !TOKEN.matcher(words[0]).matches()) {
            return wrong(Status.BAD_REQUEST, "Expected method, target and HTTP/1.1.");
        }
        if (!words[2].equals("HTTP/1.1") && !words[2].equals("HTTP/1.0")) {
            return wrong(Status.VERSION_NOT_SUPPORTED, "Expected HTTP/1.1 or HTTP/1.0.");
        }
        Optional<HttpRequest.Method> method = method(words[0]);
        if (method.isEmpty()) {
            return wrong(Status.NOT_IMPLEMENTED, "Expected GET, HEAD or POST.");
        }
        Optional<String> target = target(words[1]);
        boolean modern = words[2].equals("HTTP/1.1");
        if (target.isEmpty() || (modern && !headers.containsKey("host"))) {
            return wrong(Status.BAD_REQUEST, "Expected a path that begins with / and a Host line.");
        }
        if (headers.containsKey("expect")) {
            return wrong(Status.EXPECTATION_FAILED, "Send the body without Expect.");
        }
        return head(method.get(), target.get(), modern);
    }

    private Outcome head(HttpRequest.Method method, String target, boolean modern) {
        String length = headers.getOrDefault("content-length", "0");
        if (!LENGTH.matcher(length).matches()) {
            return wrong(Status.BAD_REQUEST, "Expected Content-Length as a number.");
        }
        int octets = Integer.parseInt(length);
        if (octets > HttpLimits.BODY) {
            return wrong(
                    Status.CONTENT_TOO_LARGE,
                    "Expected a body of at most " + HttpLimits.BODY + " octets.");
        }
        int mark = target.indexOf('?');
        String connection = headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT);
        return new Outcome.Head(
                new HttpRequest(
                        method,
                        mark < 0 ? target : target.substring(0, mark),
                        mark < 0 ? "" : target.substring(mark + 1),
                        headers,
                        new byte[0],
                        modern && !connection.contains("close")),
                octets);
    }

    private static Optional<HttpRequest.Method> method(String word) {
        for (HttpRequest.Method method : HttpRequest.Method.values()) {
            if (method.name().equals(word)) {
                return Optional.of(method);
            }
        }
        return Optional.empty();
    }

    /// The path of a target in origin form or, as RFC 9112 section 3.2.2 wants, in absolute form.
    private static Optional<String> target(String word) {
        if (ORIGIN_FORM.matcher(word).matches()) {
            return Optional.of(word);
        }
        if (ABSOLUTE_FORM.matcher(word).matches()) {
            int slash = word.indexOf('/', "https://".length());
            return Optional.of(slash < 0 ? "/" : word.substring(slash));
        }
        return Optional.empty();
    }

    private static Outcome wrong(Status status, String sentence) {
        return new Outcome.Wrong(new Parsed.Refused(status, sentence));
    }
}
