package org.kadec21.simulation.provider.http;

import org.kadec21.simulation.provider.dialogue.Action;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// An answer, without what the connection adds to every one ([ResponseOctets]).
///
/// @param headers lines of their own, in order
/// @param notes what the journal is to know
public record HttpResponse(
        Status status, List<Header> headers, byte[] body, List<Action.Note> notes) {

    public HttpResponse {
        headers = List.copyOf(headers);
        notes = List.copyOf(notes);
    }

    /// A header line. Neither part may hold a control character: nobody splits a response here.
    public record Header(String name, String value) {

        public Header {
            if ((name + value).chars().anyMatch(c -> c < ' ' || c > '~')) {
                throw new IllegalArgumentException(
                        "a header line has printable ASCII only, not " + name + ": " + value);
            }
        }
    }

    /// A document in UTF-8.
    ///
    /// @param type its media type without the charset
    public static HttpResponse document(Status status, String type, String text) {
        return new HttpResponse(
                status,
                List.of(new Header("Content-Type", type + "; charset=utf-8")),
                text.getBytes(StandardCharsets.UTF_8),
                List.of());
    }

    /// A sentence for whoever sent something that no browser sends.
    public static HttpResponse refusal(Status status, String sentence) {
        return document(status, "text/plain", sentence + "\r\n");
    }

    /// Sends the browser to `path` by GET (post-redirect-get).
    public static HttpResponse seeOther(String path) {
        return refusal(Status.SEE_OTHER, "See " + path).with("Location", path);
    }

    /// This answer with one more header line.
    public HttpResponse with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new HttpResponse(status, more, body, notes);
    }

    /// This answer with when to come again (RFC 9110 section 10.2.3), in whole seconds, at least 1.
    public HttpResponse withRetryAfter(Duration span) {
        return with("Retry-After", Long.toString(Math.max(1, span.toSeconds())));
    }

    /// This answer with one more note for the journal.
    public HttpResponse noting(Action.Note note) {
        List<Action.Note> more = new ArrayList<>(notes);
        more.add(note);
        return new HttpResponse(status, headers, body, more);
    }
}
