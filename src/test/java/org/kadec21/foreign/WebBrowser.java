package org.kadec21.foreign;

import org.kadec21.live.Program;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A headless Chromium, driven by chromedriver (W3C WebDriver) on loopback.
final class WebBrowser implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(60);

    /// How long an element is waited for: a form's answer may still be on its way.
    private static final Duration ELEMENT_PATIENCE = Duration.ofSeconds(10);

    private static final Pattern STARTED = Pattern.compile("started successfully on port (\\d+)");
    private static final String STARTED_LINE = "ChromeDriver was started successfully on port";

    /// The key under which WebDriver names an element (W3C WebDriver, section 11).
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

    private final JsonMapper json = new JsonMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Program driver;
    private final URI sessions;
    private final String session;

    private WebBrowser(Program driver, URI sessions, String language, Path profile) {
        this.driver = driver;
        this.sessions = sessions;
        this.session =
                command(sessions, capabilities(language, profile)).get("sessionId").asString();
    }

    /// Starts one with an empty profile.
    ///
    /// @param language what it asks servers for, as in Accept-Language
    static WebBrowser start(Path folder, String language) throws IOException {
        Path profile = Files.createTempDirectory(folder, "profile");
        Program driver =
                Program.start(
                        folder, Map.of("HOME", folder.toString()), "chromedriver", "--port=0");
        try {
            Matcher started = STARTED.matcher(driver.awaitOut(STARTED_LINE, START_LIMIT));
            if (!started.find()) {
                throw new AssertionError("chromedriver names no port: " + driver.story());
            }
            URI sessions = URI.create("http://127.0.0.1:" + started.group(1) + "/session");
            return new WebBrowser(driver, sessions, language, profile);
        } catch (AssertionError | RuntimeException notStarted) {
            driver.close();
            throw notStarted;
        }
    }

    private static Map<String, Object> capabilities(String language, Path profile) {
        List<String> arguments =
                List.of(
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--disable-dev-shm-usage",
                        "--force-device-scale-factor=1",
                        "--window-size=1000,820",
                        "--accept-lang=" + language,
                        "--user-data-dir=" + profile);
        return Map.of(
                "capabilities",
                Map.of(
                        "alwaysMatch",
                        Map.of(
                                "goog:chromeOptions",
                                Map.of("args", arguments),
                                "timeouts",
                                Map.of("implicit", ELEMENT_PATIENCE.toMillis()))));
    }

    void open(String url) {
        post("/url", Map.of("url", url));
    }

    String path() {
        return URI.create(get("/url").asString()).getPath();
    }

    /// The text that is seen in the first element that the CSS selector fits.
    String text(String selector) {
        return get("/element/" + element(selector) + "/text").asString();
    }

    /// Types into a field, in the place of what was there.
    void type(String selector, String text) {
        String element = element(selector);
        post("/element/" + element + "/clear", Map.of());
        post("/element/" + element + "/value", Map.of("text", text));
    }

    /// Clicks, and waits until the page it leads to is there.
    void click(String selector) {
        post("/element/" + element(selector) + "/click", Map.of());
    }

    void resize(int width, int height) {
        post("/window/rect", Map.of("width", width, "height", height));
    }

    /// How wide the page is compared to the window: more than nothing means scrolling sideways.
    int overhang() {
        return post(
                        "/execute/sync",
                        Map.of(
                                "script",
                                "return document.documentElement.scrollWidth - window.innerWidth",
                                "args",
                                List.of()))
                .asInt();
    }

    void screenshot(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(get("/screenshot").asString()));
    }

    private String element(String selector) {
        Map<String, ?> search = Map.of("using", "css selector", "value", selector);
        return post("/element", search).get(ELEMENT).asString();
    }

    private JsonNode get(String path) {
        return exchange(HttpRequest.newBuilder(command(path)).GET());
    }

    private JsonNode post(String path, Map<String, ?> arguments) {
        return command(command(path), arguments);
    }

    private URI command(String path) {
        return URI.create(sessions + "/" + session + path);
    }

    private JsonNode command(URI uri, Map<String, ?> arguments) {
        return exchange(
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        json.writeValueAsString(arguments))));
    }

    private JsonNode exchange(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    http.send(
                            request.timeout(COMMAND_LIMIT).build(),
                            HttpResponse.BodyHandlers.ofString());
            JsonNode value = json.readTree(response.body()).get("value");
            if (response.statusCode() != 200) {
                throw new AssertionError("chromedriver: " + value.get("message").asString());
            }
            return value;
        } catch (IOException e) {
            throw new AssertionError("chromedriver does not answer: " + driver.story(), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while waiting for chromedriver", e);
        }
    }

    @Override
    public void close() {
        try (driver;
                http) {
            exchange(HttpRequest.newBuilder(command("")).DELETE());
        }
    }
}
