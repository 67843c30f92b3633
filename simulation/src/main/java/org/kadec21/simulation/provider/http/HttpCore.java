package org.kadec21.simulation.provider.http;

import org.kadec21.simulation.provider.dialogue.Action;
import org.kadec21.simulation.provider.dialogue.Dialogue;
import org.kadec21.simulation.provider.dialogue.Event;
import org.kadec21.simulation.provider.dialogue.Unread;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// One connection of a browser: requests in, answers out in the same order (RFC 9112 section 9.3).
/// A request that cannot be understood ends the connection, since nobody knows where the next one
/// would begin.
public final class HttpCore implements Dialogue {

    private static final int NOTED_PATH = 100;

    private final HttpSite site;
    private final HttpSite.Browser browser;
    private final Duration patience;
    private final RequestReader reader = new RequestReader();

    private List<Action> actions = new ArrayList<>();
    private final Unread unread = new Unread();
    private Instant begun = Instant.MIN;
    private int requests;
    private boolean over;

    /// @param patience how far the `now` of events moves within [HttpLimits#REQUEST]: more than
    ///   that when the dates of the site run faster than the browser's clock
    public HttpCore(HttpSite site, HttpSite.Browser browser, Duration patience) {
        this.site = site;
        this.browser = browser;
        this.patience = patience;
    }

    @Override
    public List<Action> on(Event event, Instant now) {
        actions = new ArrayList<>();
        switch (event) {
            case Event.Connected() -> {}
            case Event.TlsEstablished() -> {}
            case Event.Received(byte[] octets) -> take(octets, now);
            case Event.Continued() -> goOn(now);
            case Event.TimedOut() -> timeOut(now);
            case Event.Broken() ->
                    refuse(Status.INTERNAL_ERROR, "This went wrong here; try again later.", now);
        }
        return List.copyOf(actions);
    }

    private void take(byte[] octets, Instant now) {
        if (reader.isIdle()) {
            begun = now;
        } else if (now.isAfter(begun.plus(patience))) {
            timeOut(now);
        }
        unread.add(octets);
        goOn(now);
    }

    /// Answers one request; the next when the browser has taken the answer.
    private void goOn(Instant now) {
        if (!over) {
            reader.take(unread.octets()).ifPresent(parsed -> judge(parsed, now));
        }
        if (!unread.isEmpty() && !over) {
            actions.add(new Action.Yield());
        }
    }

    private void judge(RequestReader.Parsed parsed, Instant now) {
        switch (parsed) {
            case RequestReader.Parsed.Complete(HttpRequest request) -> answer(request, now);
            case RequestReader.Parsed.Refused(Status status, String sentence) ->
                    refuse(status, sentence, now);
        }
    }

    private void answer(HttpRequest request, Instant now) {
        requests++;
        begun = now;
        HttpResponse response = site.answer(request, browser, now);
        boolean goesOn = request.keepAlive() && requests < HttpLimits.REQUESTS;
        boolean withBody = request.method() != HttpRequest.Method.HEAD;
        actions.add(
                Action.Note.of(
                        "http.request",
                        "method",
                        request.method(),
                        "path",
                        shortened(request.path()),
                        "status",
                        response.status().code()));
        actions.addAll(response.notes());
        actions.add(new Action.Send(ResponseOctets.of(response, goesOn, withBody, now)));
        if (!goesOn) {
            hangUp();
        }
    }

    private void timeOut(Instant now) {
        if (reader.isIdle()) {
            hangUp();
        } else {
            refuse(
                    Status.REQUEST_TIMEOUT,
                    "Expected a whole request within "
                            + HttpLimits.REQUEST.toSeconds()
                            + " s without pauses; send it again.",
                    now);
        }
    }

    private void refuse(Status status, String sentence, Instant now) {
        actions.add(Action.Note.of("http.refused", "status", status.code()));
        HttpResponse refusal = HttpResponse.refusal(status, sentence);
        actions.add(new Action.Send(ResponseOctets.of(refusal, false, true, now)));
        hangUp();
    }

    private void hangUp() {
        actions.add(new Action.HangUp());
        over = true;
    }

    private static String shortened(String path) {
        return path.length() <= NOTED_PATH ? path : path.substring(0, NOTED_PATH);
    }
}
