package org.kadec21.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kadec21.live.Kadec21;
import org.kadec21.live.LabProvider;
import org.kadec21.live.Program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/// The member page of `./kadec21 provider` in a headless Chromium. The screenshots stay in
/// `target/screenshots`.
@Tag("foreign")
final class MemberPageInBrowserTest {

    private static final Duration CLIENT_LIMIT = Duration.ofSeconds(30);
    private static final Path SCREENSHOTS =
            Path.of(System.getProperty("kadec21.home"), "src/test/target/screenshots");

    /// Of 80 octets each.
    private static final int MAIL_LINES = 120_000;

    @TempDir private Path folder;

    @Test
    void servesACustomerInJapaneseBeforeTheProvidersChange() throws IOException {
        try (LabProvider provider =
                        LabProvider.start(
                                folder,
                                "--policy",
                                Kadec21.home().resolve("config/providers/xephion.yaml").toString(),
                                "--date",
                                "2017-01-20T10:00");
                WebBrowser browser = WebBrowser.start(folder, "ja")) {
            receive(provider);
            logIn(provider, browser, "secret");
            assertThat(browser.text("h1")).isEqualTo("メールボックス");
            assertThat(browser.text("#auth-id")).isEqualTo("lab");
            assertThat(browser.text("#used")).isEqualTo("9.2 MB");
            assertThat(browser.text(".amount")).contains("50 MB", "18%");
            keep(browser, "usage-ja");

            browser.click("#to-virus");
            assertThat(browser.text("main section")).contains("有料", "2017年1月24日からは");
            keep(browser, "virus-ja");

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
            assertThat(browser.text(".notice")).startsWith("お申し込み");
            keep(browser, "spam-ja");

            assertThat(pop3(provider, "secret")).isNotZero();
            assertThat(pop3(provider, "kyofu-2017")).isZero();
        }
    }

    @Test
    void isClosedInBothLanguagesDuringTheMaintenance() throws IOException {
        try (LabProvider provider =
                        LabProvider.start(
                                folder,
                                "--policy",
                                Kadec21.home().resolve("config/providers/xephion.yaml").toString(),
                                "--date",
                                "2017-01-24T00:10");
                WebBrowser browser = WebBrowser.start(folder, "ja")) {
            browser.open(page(provider, "/usage"));

            assertThat(browser.text("h1")).isEqualTo("メンテナンス中です");
            assertThat(browser.text("main")).contains("2017/01/24 01:30", "2017-01-24 01:30");
            keep(browser, "closed-ja");
        }
    }

    @Test
    void servesACustomerInEnglish() throws IOException {
        try (LabProvider provider = LabProvider.start(folder);
                WebBrowser browser = WebBrowser.start(folder, "en-GB")) {
            browser.open(page(provider, "/login"));
            assertThat(browser.text("h1")).isEqualTo("Log in");
            keep(browser, "login-en");
            logIn(provider, browser, "wrong");
            assertThat(browser.text("#password-error")).contains("do not fit together");
            logIn(provider, browser, "secret");
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
            browser.type("#password", "");
            assertThat(browser.path()).isEqualTo("/login");
        }
    }

    @Test
    void fitsOnAPhone() throws IOException {
        try (LabProvider provider = LabProvider.start(folder);
                WebBrowser browser = WebBrowser.start(folder, "ja")) {
            browser.resize(500, 900);
            logIn(provider, browser, "secret");

            assertThat(browser.overhang()).isLessThanOrEqualTo(0);
            keep(browser, "phone-ja");
        }
    }

    private static void logIn(LabProvider provider, WebBrowser browser, String password) {
        browser.open(page(provider, "/login"));
        browser.type("#user", "lab");
        browser.type("#password", password);
        browser.click("button");
    }

    private static String page(LabProvider provider, String path) {
        return "http://127.0.0.1:" + provider.port("member") + path;
    }

    private static void keep(WebBrowser browser, String name) throws IOException {
        browser.screenshot(SCREENSHOTS.resolve(name + ".png"));
    }

    /// Nine megabytes from elsewhere.
    private void receive(LabProvider provider) throws IOException {
        Path mail =
                Files.writeString(
                        folder.resolve("mail"),
                        "From: a@elsewhere.test\r\nSubject: high wind\r\n\r\n"
                                + ("x".repeat(78) + "\r\n").repeat(MAIL_LINES));
        int exit =
                curl(
                        "--upload-file",
                        mail.toString(),
                        "--mail-from",
                        "a@elsewhere.test",
                        "--mail-rcpt",
                        "lab@provider.test",
                        "smtp://localhost:" + provider.port("relay"));
        assertThat(exit).isZero();
    }

    /// Reads the mailbox; what curl exits with.
    private int pop3(LabProvider provider, String password) {
        return curl("--user", "lab:" + password, "pop3://localhost:" + provider.port("pop3") + "/");
    }

    private int curl(String... arguments) {
        try (Program curl =
                Program.start(
                        folder,
                        Map.of(),
                        Stream.concat(Stream.of("curl", "--silent"), Stream.of(arguments))
                                .toArray(String[]::new))) {
            return curl.awaitExit(CLIENT_LIMIT);
        }
    }
}
