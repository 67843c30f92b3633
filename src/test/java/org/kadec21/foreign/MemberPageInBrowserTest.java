package org.kadec21.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kadec21.live.LabProvider;
import org.kadec21.live.Program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// The member page of `./kadec21 provider` in a headless Chromium. The screenshots stay in
/// `target/screenshots`.
@Tag("foreign")
final class MemberPageInBrowserTest {

    private static final Duration CLIENT_LIMIT = Duration.ofSeconds(30);
    private static final Path SCREENSHOTS =
            Path.of(System.getProperty("kadec21.home"), "src/test/target/screenshots");

    @TempDir private Path folder;

    private LabProvider provider;

    @BeforeEach
    void startProvider() {
        provider = LabProvider.start(folder);
    }

    @AfterEach
    void stopProvider() {
        provider.close();
    }

    @Test
    void servesACustomerInJapanese() throws IOException {
        curl("--upload-file", mail("high wind"), "smtp://localhost:" + provider.port("relay"));
        try (WebBrowser browser = WebBrowser.start(folder, "ja")) {
            logIn(browser, "secret");
            assertThat(browser.text("h1")).isEqualTo("メールボックス");
            assertThat(browser.text("#auth-id")).isEqualTo("lab");
            assertThat(browser.text("#used")).isNotEqualTo("0 バイト");
            keep(browser, "usage-ja");

            browser.click("#to-password");
            browser.type("#current", "secret");
            browser.type("#new", "kyofu-2017");
            browser.type("#repeated", "kyofu-2017");
            browser.click("main button");
            assertThat(browser.text(".notice")).isEqualTo("メールパスワードを変更しました。");

            browser.click("#to-expression");
            browser.type("#expression", "強風|大雨");
            browser.type("#text", "本日の強風にご注意ください");
            browser.click("main button");
            assertThat(browser.text("#result mark")).isEqualTo("強風");
            keep(browser, "expression-ja");

            browser.click("#to-spam");
            browser.click("main button");
            assertThat(browser.text(".notice")).startsWith("お申し込み:");
            keep(browser, "spam-ja");
        }

        assertThat(pop3("secret")).isNotZero();
        assertThat(pop3("kyofu-2017")).isZero();
    }

    @Test
    void servesACustomerInEnglish() throws IOException {
        try (WebBrowser browser = WebBrowser.start(folder, "en-GB")) {
            browser.open(page("/login"));
            assertThat(browser.text("h1")).isEqualTo("Log in");
            keep(browser, "login-en");
            logIn(browser, "wrong");
            assertThat(browser.text("#password-error")).contains("do not fit together");
            logIn(browser, "secret");
            keep(browser, "usage-en");

            browser.click("#to-password");
            browser.type("#current", "secret");
            browser.type("#new", "short");
            browser.click("main button");
            assertThat(browser.text("#new-error")).contains("8 to 64");
            keep(browser, "password-en");

            browser.click("#to-spam");
            browser.click("main button");
            assertThat(browser.text("main table")).contains("Ordered: spam is");

            browser.click("#to-filter");
            browser.type("#expression", "<script>alert(1)</script>");
            browser.click("main section:nth-of-type(2) button");
            assertThat(browser.text("main td code")).isEqualTo("<script>alert(1)</script>");
            keep(browser, "filter-en");

            browser.click("#lang-ja");
            assertThat(browser.text("h1")).isEqualTo("メールフィルタリング");
            browser.click(".menu button");
            assertThat(browser.path()).isEqualTo("/login");
        }
    }

    @Test
    void fitsOnAPhone() throws IOException {
        try (WebBrowser browser = WebBrowser.start(folder, "ja")) {
            browser.resize(500, 900);
            logIn(browser, "secret");

            assertThat(browser.overhang()).isLessThanOrEqualTo(0);
            keep(browser, "phone-ja");
        }
    }

    private void logIn(WebBrowser browser, String password) {
        browser.open(page("/login"));
        browser.type("#user", "lab");
        browser.type("#password", password);
        browser.click("button");
    }

    private String page(String path) {
        return "http://127.0.0.1:" + provider.port("member") + path;
    }

    private static void keep(WebBrowser browser, String name) throws IOException {
        browser.screenshot(SCREENSHOTS.resolve(name + ".png"));
    }

    private String mail(String subject) throws IOException {
        return Files.writeString(
                        folder.resolve("mail"),
                        "From: lab@provider.test\r\nSubject: " + subject + "\r\n\r\nHello.\r\n")
                .toString();
    }

    /// Reads the mailbox by POP3; what curl exits with.
    private int pop3(String password) {
        return run(
                "--ssl-reqd",
                "--cacert",
                provider.ca().toString(),
                "--user",
                "lab:" + password,
                "pop3://localhost:" + provider.port("pop3") + "/");
    }

    private void curl(String option, String file, String url) {
        int exit =
                run(
                        option,
                        file,
                        "--mail-from",
                        "lab@provider.test",
                        "--mail-rcpt",
                        "lab@provider.test",
                        url);
        assertThat(exit).isZero();
    }

    private int run(String... arguments) {
        String[] command = new String[arguments.length + 2];
        command[0] = "curl";
        command[1] = "--silent";
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        try (Program curl = Program.start(folder, Map.of(), command)) {
            return curl.awaitExit(CLIENT_LIMIT);
        }
    }
}
