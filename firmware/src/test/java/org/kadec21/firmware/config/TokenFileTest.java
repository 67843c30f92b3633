package org.kadec21.firmware.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.kadec21.hal.Secret;
import org.kadec21.submission.SubmissionPolicy.Auth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

class TokenFileTest {

    private static final String BY_TOKEN =
            "auth: token\n    user: n2-0001\n    token-file: token.txt\n";

    private String content = "first\n";

    @Test
    void theTokenIsReadForEachConnection() throws IOException {
        Auth.Token account = account(text());
        assertThat(account.tokens().token()).contains(Secret.of("first"));

        content = "  second  \nwhat follows does not matter\n";

        assertThat(account.tokens().token()).contains(Secret.of("second"));
    }

    @Test
    void anEmptyFileAndNoFileAreNoToken() throws IOException {
        Auth.Token account = account(text());

        content = "\n";
        assertThat(account.tokens().token()).isEmpty();

        content = "gone";
        assertThat(account.tokens().token()).isEmpty();
    }

    @Test
    void aTokenGoesByOneOfItsMechanisms() throws IOException {
        assertThat(account(text()).mechanisms()).containsExactly("OAUTHBEARER", "XOAUTH2");
    }

    @Test
    void aTokenAndAPasswordContradictEachOther() throws IOException {
        String both = text().replace("token-file:", "password: secret\n    token-file:");

        assertThatThrownBy(() -> read(both))
                .hasMessageEndingWith(
                        "servers: 'auth: token' and 'password' contradict each other; remove one"
                                + " of them");
    }

    @Test
    void theTokenIsNotShown() throws IOException {
        assertThat(account(text()).tokens().token().toString()).doesNotContain("first");
    }

    private static String text() throws IOException {
        String text = UnitConfigTest.file("n2-dual-band.yaml");
        int begin = text.indexOf("auth: password");
        int end = text.indexOf("    tls: required");
        return text.substring(0, begin) + BY_TOKEN + text.substring(end);
    }

    private Auth.Token account(String text) {
        return List.of(read(text).servers().getFirst().auth()).stream()
                .filter(Auth.Token.class::isInstance)
                .map(Auth.Token.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private UnitConfig read(String text) {
        return UnitBinder.reader().read("unit.yaml", text, this::named);
    }

    private byte[] named(String name) throws IOException {
        if (content.equals("gone")) {
            throw new IOException("no " + name);
        }
        return content.getBytes(StandardCharsets.UTF_8);
    }
}
