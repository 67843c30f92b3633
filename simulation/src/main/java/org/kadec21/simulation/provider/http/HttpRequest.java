package org.kadec21.simulation.provider.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// A complete request (RFC 9112).
///
/// @param path the target's path as it came, without the query; begins with a slash
/// @param query what stood behind the question mark; empty without one
/// @param headers by name in lower case, in the order they came; the first of a name counts
/// @param body as long as Content-Length said
/// @param keepAlive whether the client wants to go on with this connection
public record HttpRequest(
        Method method,
        String path,
        String query,
        SequencedMap<String, String> headers,
        byte[] body,
        boolean keepAlive) {

    public HttpRequest {
        headers = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(headers));
    }

    /// The methods there are; others are answered with 501 (RFC 9110 section 9.1).
    public enum Method {
        GET,
        HEAD,
        POST
    }

    /// A header by its name in lower case.
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /// The value of a cookie (RFC 6265 section 5.4); the first of that name.
    public Optional<String> cookie(String name) {
        for (String pair : header("cookie").orElse("").split(";", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0 && pair.substring(0, equals).strip().equals(name)) {
                return Optional.of(pair.substring(equals + 1).strip());
            }
        }
        return Optional.empty();
    }

    /// The form in the query.
    public Form queryForm() {
        return Form.parse(query);
    }
}
