package org.kadec21.simulation.provider.page;

import org.kadec21.simulation.provider.Provider;
import org.kadec21.simulation.provider.http.HttpRequest;
import org.kadec21.simulation.provider.http.HttpRequest.Method;
import org.kadec21.simulation.provider.http.HttpResponse;
import org.kadec21.simulation.provider.http.HttpSite.Browser;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A browser in front of the page itself: keeps cookies, finds the token of the last form, follows
/// no redirection.
final class Visitor {

    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([0-9a-f]+)\"");

    final SequencedMap<String, String> cookies = new LinkedHashMap<>();
    String token = "";
    String address = "192.0.2.1";
    Instant now;
    boolean secure;
    String language = "en";
    private final MemberPage page;

    Visitor(MemberPage page, Instant now) {
        this.page = page;
        this.now = now;
    }

    static Visitor at(Provider provider, Instant now) {
        return new Visitor(new MemberPage(provider, new SecureRandom(new byte[] {1})), now);
    }

    /// Another browser in front of the same page.
    Visitor another() {
        return new Visitor(page, now);
    }

    Visitor loggedIn(String user, String password) {
        get("/login");
        HttpResponse response = post("/login", "user", user, "password", password);
        if (response.status().code() != 303) {
            throw new AssertionError("login: " + text(response));
        }
        get("/usage");
        return this;
    }

    HttpResponse get(String target) {
        return send(Method.GET, target, "");
    }

    /// Posts fields (name, value, name, value, ...) with the token of the last form.
    HttpResponse post(String path, String... fields) {
        StringBuilder body = new StringBuilder("token=" + token);
        for (int i = 0; i < fields.length; i += 2) {
            body.append('&')
                    .append(fields[i])
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return send(Method.POST, path, body.toString());
    }

    HttpResponse send(Method method, String target, String body) {
        SequencedMap<String, String> headers = new LinkedHashMap<>();
        headers.put("accept-language", language);
        headers.put("content-type", "application/x-www-form-urlencoded");
        headers.put(
                "cookie",
                String.join(
                        "; ",
                        cookies.entrySet().stream()
                                .map(e -> e.getKey() + "=" + e.getValue())
                                .toList()));
        int mark = target.indexOf('?');
        HttpResponse response =
                page.answer(
                        new HttpRequest(
                                method,
                                mark < 0 ? target : target.substring(0, mark),
                                mark < 0 ? "" : target.substring(mark + 1),
                                headers,
                                body.getBytes(StandardCharsets.US_ASCII),
                                true),
                        new Browser(address, secure),
                        now);
        keep(response);
        return response;
    }

    void pass(Duration span) {
        now = now.plus(span);
    }

    private void keep(HttpResponse response) {
        header(response, "Set-Cookie")
                .map(line -> line.split(";", 2)[0].split("=", 2))
                .ifPresent(pair -> cookies.put(pair[0], pair[1]));
        Matcher found = TOKEN.matcher(text(response));
        if (found.find()) {
            token = found.group(1);
        }
    }

    static String text(HttpResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    static Optional<String> header(HttpResponse response, String name) {
        return response.headers().stream()
                .filter(header -> header.name().equals(name))
                .map(HttpResponse.Header::value)
                .findFirst();
    }
}
