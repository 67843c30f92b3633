package org.kadec21.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kadec21.submission.peer.Policies.LOGGED_IN;
import static org.kadec21.submission.peer.Policies.account;
import static org.kadec21.submission.peer.Policies.with;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.submission.Outcome.Deferred;
import org.kadec21.submission.Outcome.Scope;
import org.kadec21.submission.SubmissionPolicy.Tls;
import org.kadec21.submission.peer.MailWorld;
import org.kadec21.submission.peer.TestAuthority;
import org.kadec21.submission.peer.TestAuthority.Server;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// Trust in a key instead of an authority, or besides one.
class KeyPinTest {

    private static final String HEX =
            "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private static final TestAuthority AUTHORITY = new TestAuthority();
    private static final Server SERVER =
            AUTHORITY.issueServer(
                    "another.name.test",
                    Instant.parse("2020-01-01T00:00:00Z"),
                    Instant.parse("2021-01-01T00:00:00Z"));

    @Test
    void isReadFromHexadecimalDigitsAndFromBase64() {
        String colons = HEX.toUpperCase(Locale.ROOT).replaceAll("(..)(?=.)", "$1:");
        String base64 = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(HEX));

        assertThat(List.of(HEX, colons, base64, "sha256//" + base64))
                .allSatisfy(
                        text -> assertThat(KeyPin.parse(text).orElseThrow()).hasToString(colons));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00:01", "zz", "sha256//AAAA"})
    void isNotReadFromAnythingElse(String text) {
        assertThat(KeyPin.parse(text)).isEmpty();
    }

    @Test
    void trustsThePinnedKeyWhateverNameAndDatesItsCertificateCarries() {
        Protection protection =
                world().session(
                                pinned(List.of(KeyPin.of(SERVER.certificate())), false),
                                session -> {
                                    assertThat(session.failure()).isEmpty();
                                    return session.protection();
                                },
                                "! tls\n" + LOGGED_IN);

        assertThat(protection.tls()).isPresent();
    }

    @Test
    void takesAnyOfSeveralPinnedKeys() {
        KeyPin next = KeyPin.parse(HEX).orElseThrow();

        Protection protection =
                world().session(
                                pinned(List.of(next, KeyPin.of(SERVER.certificate())), false),
                                SubmissionSession::protection,
                                "! tls\n" + LOGGED_IN);

        assertThat(protection.tls()).isPresent();
    }

    @Test
    void refusesAnotherKeyAndShowsBoth() {
        KeyPin other = KeyPin.parse(HEX).orElseThrow();

        Deferred failure = failure(pinned(List.of(other), false));

        assertThat(failure.scope()).isEqualTo(Scope.SECURITY);
        assertThat(failure.reason())
                .contains(other.toString())
                .contains(KeyPin.of(SERVER.certificate()).toString());
    }

    @Test
    void demandsTheChainAsWellWhenAnAuthorityIsNamed() {
        Deferred failure = failure(pinned(List.of(KeyPin.of(SERVER.certificate())), true));

        assertThat(failure.scope()).isEqualTo(Scope.SECURITY);
        assertThat(failure.reason()).contains("has expired");
    }

    private static Deferred failure(SubmissionPolicy policy) {
        return world().session(policy, session -> session.failure().orElseThrow(), "! tls");
    }

    private static MailWorld world() {
        return new MailWorld(Duration.ZERO).withTls(SERVER.context());
    }

    private static SubmissionPolicy pinned(List<KeyPin> pins, boolean chain) {
        return with(
                account("PLAIN"),
                new Tls(
                        Tls.Mode.IMPLICIT,
                        chain ? List.of(AUTHORITY.certificate()) : List.of(),
                        pins));
    }
}
