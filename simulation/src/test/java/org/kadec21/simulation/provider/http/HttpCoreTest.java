package org.kadec21.simulation.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kadec21.simulation.provider.dialogue.Action;
import org.kadec21.simulation.provider.dialogue.Event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class HttpCoreTest {

    private static final Instant START = Instant.parse("2017-01-23T00:00:00Z");
    private static final String POST =
            "POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\na=1&b=%20";

    private final List<HttpRequest> requests = new ArrayList<>();

    private HttpCore core() {
        return new HttpCore(
                (request, browser, now) -> {
                    requests.add(request);
                    return HttpResponse.document(Status.OK, "text/plain", "hello");
                },
                new HttpSite.Browser("client", false),
                HttpLimits.REQUEST);
    }

    @Test
    void answersWithLengthDateAndWhatKeepsAPageSafe() {
        String answer = say(core(), "GET /a?b=c HTTP/1.1\r\nHost: h\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 200 OK\r\nDate: Mon, 23 Jan 2017 00:00:00 GMT\r\n")
                .contains("\r\nContent-Length: 5\r\n")
                .contains("\r\nContent-Security-Policy: default-src 'none'; style-src 'self';")
                .contains("frame-ancestors 'none'\r\n")
                .contains("\r\nX-Content-Type-Options: nosniff\r\n")
                .contains("\r\nReferrer-Policy: same-origin\r\n")
                .contains("\r\nContent-Type: text/plain; charset=utf-8\r\n")
                .endsWith("\r\n\r\nhello");
        assertThat(requests).extracting(HttpRequest::path).containsExactly("/a");
        assertThat(requests).extracting(HttpRequest::query).containsExactly("b=c");
    }

    @Test
    void readsTheSameRequestsHoweverTheyAreCut() {
        String two = POST + "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
        for (int cut = 1; cut < two.length(); cut++) {
            requests.clear();
            HttpCore core = core();
            say(core, two.substring(0, cut));
            say(core, two.substring(cut));

            assertThat(requests).extracting(HttpRequest::path).containsExactly("/x", "/");
            assertThat(Form.read(requests.getFirst().body()))
                    .hasValueSatisfying(form -> assertThat(form.exact("b")).isEqualTo(" "));
        }
    }

    @Test
    void readsARequestOctetByOctet() {
        HttpCore core = core();
        POST.chars().forEach(c -> say(core, Character.toString(c)));

        assertThat(requests).hasSize(1);
    }

    @Test
    void answersHeadWithoutABody() {
        assertThat(say(core(), "HEAD / HTTP/1.1\r\nHost: h\r\n\r\n"))
                .contains("Content-Length: 5\r\n")
                .endsWith("\r\n\r\n");
    }

    /// What two servers could read differently, and what no browser sends (RFC 9112 section 11.2).
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    POST / HTTP/1.1~Host: h~Transfer-Encoding: chunked~~0~~        | 501
                    POST / HTTP/1.1~Host: h~Content-Length: 5~Transfer-Encoding: x~~ | 501
                    POST / HTTP/1.1~Host: h~Content-Length: 5~Content-Length: 6~~  | 400
                    POST / HTTP/1.1~Host: h~Content-Length: 5~Content-Length: 5~~  | 400
                    POST / HTTP/1.1~Host: h~Content-Length: +5~~                   | 400
                    POST / HTTP/1.1~Host: h~Content-Length: 5, 5~~                 | 400
                    POST / HTTP/1.1~Host: h~Content-Length: 99999999999~~          | 400
                    POST / HTTP/1.1~Host: h~Content-Length: 49153~~                | 413
                    GET / HTTP/1.1~Host: h~Host: i~~                               | 400
                    GET / HTTP/1.1~~                                               | 400
                    GET / HTTP/1.1~Host : h~~                                      | 400
                    GET / HTTP/1.1~Host: h~ folded~~                               | 400
                    GET / HTTP/1.1~Host: h~nonsense~~                              | 400
                    GET / HTTP/1.1~Host: h^X: y~~                                  | 400
                    GET  / HTTP/1.1~Host: h~~                                      | 400
                    GET x HTTP/1.1~Host: h~~                                       | 400
                    GET / HTTP/2.0~Host: h~~                                       | 505
                    PUT / HTTP/1.1~Host: h~~                                       | 501
                    POST / HTTP/1.1~Host: h~Expect: 100-continue~~                 | 417
                    """)
    void refusesAndHangsUp(String request, int status) {
        List<Action> actions =
                actions(core(), request.replace("~", "\r\n").replace('^', '\n'), START);

        assertThat(text(actions)).startsWith("HTTP/1.1 " + status).contains("Connection: close");
        assertThat(actions.getLast()).isEqualTo(new Action.HangUp());
        assertThat(requests).isEmpty();
    }

    @Test
    void boundsRequestLineHeadAndHeaderLines() {
        String get = "GET / HTTP/1.1\r\nHost: h\r\n";

        assertThat(say(core(), "GET /" + "x".repeat(HttpLimits.REQUEST_LINE)))
                .startsWith("HTTP/1.1 414");
        assertThat(say(core(), get + "X: " + "x".repeat(HttpLimits.HEAD)))
                .startsWith("HTTP/1.1 431");
        assertThat(say(core(), get + "X: y\r\n".repeat(HttpLimits.HEADER_LINES) + "\r\n"))
                .startsWith("HTTP/1.1 431");
    }

    @Test
    void endsARequestThatDripsForTooLong() {
        HttpCore core = core();
        actions(core, "GET / HT", START);

        List<Action> actions = actions(core, "TP", START.plus(HttpLimits.REQUEST).plusSeconds(1));

        assertThat(text(actions)).startsWith("HTTP/1.1 408");
        assertThat(actions.getLast()).isEqualTo(new Action.HangUp());
    }

    @Test
    void endsARequestThatStops() {
        HttpCore core = core();
        actions(core, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nab", START);

        assertThat(text(core.on(new Event.TimedOut(), START))).startsWith("HTTP/1.1 408");
    }

    @Test
    void hangsUpOnASilentBrowserWithoutAWord() {
        assertThat(core().on(new Event.TimedOut(), START)).containsExactly(new Action.HangUp());
    }

    @Test
    void endsAfterItsLastRequest() {
        String answers =
                say(core(), "GET / HTTP/1.1\r\nHost: h\r\n\r\n".repeat(HttpLimits.REQUESTS + 1));

        assertThat(requests).hasSize(HttpLimits.REQUESTS);
        assertThat(answers).containsOnlyOnce("Connection: close");
    }

    @Test
    void answersOneRequestAtATime() {
        String two = "GET / HTTP/1.1\r\nHost: h\r\n\r\n".repeat(2);

        List<Action> actions =
                core().on(new Event.Received(two.getBytes(StandardCharsets.US_ASCII)), START);

        assertThat(requests).hasSize(1);
        assertThat(actions).endsWith(new Action.Yield());
    }

    private static String say(HttpCore core, String text) {
        return text(actions(core, text, START));
    }

    private static List<Action> actions(HttpCore core, String text, Instant now) {
        List<Action> actions =
                new ArrayList<>(
                        core.on(
                                new Event.Received(text.getBytes(StandardCharsets.ISO_8859_1)),
                                now));
        while (!actions.isEmpty() && actions.getLast() instanceof Action.Yield) {
            actions.removeLast();
            actions.addAll(core.on(new Event.Continued(), now));
        }
        return actions;
    }

    private static String text(List<Action> actions) {
        StringBuilder sent = new StringBuilder();
        for (Action action : actions) {
            if (action instanceof Action.Send(byte[] octets)) {
                sent.append(new String(octets, StandardCharsets.UTF_8));
            }
        }
        return sent.toString();
    }
}
