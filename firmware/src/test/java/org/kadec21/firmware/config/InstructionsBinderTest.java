package org.kadec21.firmware.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kadec21.submission.SubmissionPolicy.Auth;
import org.kadec21.submission.SubmissionPolicy.Tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

class InstructionsBinderTest {

    private static final Path HOME = Path.of(System.getProperty("kadec21.home"));
    private static final String GROUP =
            """
            instructions:
              host: mail.provider.test
              user: box
              password: top-secret
              signers: [control.pem]
            """;

    @Test
    void aUnitTakesNoInstructionsUnlessItsFileSaysSo() throws IOException {
        assertThat(read("").instructions()).isEmpty();
    }

    @Test
    void demandsTlsAndLooksOnceADayUnlessToldOtherwise() throws IOException {
        Instructions rules = read(GROUP).instructions().orElseThrow();

        assertThat(rules.tls().mode()).isEqualTo(Tls.Mode.REQUIRED);
        assertThat(rules.mailbox().port()).isEqualTo(110);
        assertThat(rules.poll()).isEqualTo(Duration.ofDays(1));
        assertThat(rules.airtimeCap()).isEqualTo(Duration.ofMinutes(1));
        assertThat(rules.signers()).hasSize(1);
        assertThat(rules.reader()).isEmpty();
        assertThat(rules.toString()).doesNotContain("top-secret");
    }

    @Test
    void implicitTlsHasAPortOfItsOwn() throws IOException {
        Instructions rules = read(GROUP + "  tls: implicit\n").instructions().orElseThrow();

        assertThat(rules.mailbox().port()).isEqualTo(995);
    }

    @Test
    void readsWithAKeyOfItsOwn() throws IOException {
        Instructions rules =
                read(GROUP + "  key: watch-key.pem\n  certificate: watch.pem\n")
                        .instructions()
                        .orElseThrow();

        assertThat(rules.reader()).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    signers: [control.pem] | signers: []                | expected 1 to 8 files of certificates
                    signers: [control.pem] | signers: [watch-key.pem]   | a file of PEM or DER certificates
                    password: top-secret   | pin: []                    | expected a password (or password-file)
                    user: box              | user: box\\n  tls: optional | expected one of required, implicit, off
                    user: box              | user: box\\n  key: watch-key.pem | expected key and certificate together
                    user: box              | user: box\\n  pop: 3        | unknown key 'pop' in instructions
                    """)
    void refusesWhatCannotWork(String original, String replacement, String complaint) {
        String group = GROUP.replace(original, replacement.replace("\\n", "\n"));

        assertThatThrownBy(() -> read(group))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void aServersCertificateAndTokenMayStandInTheConfigurationItself() throws IOException {
        String pem = Files.readString(HOME.resolve("config/units/secure/authority.pem")).strip();
        ConfigTree tree = ConfigTree.read("unit.yaml", text(""));
        String changed;
        try {
            changed =
                    tree.put("servers.1.ca", pem)
                            .put("servers.1.auth", "token")
                            .put("servers.1.token", "bearer")
                            .remove("servers.1.password")
                            .text()
                            .yaml();
        } catch (ConfigTree.PlaceException e) {
            throw new AssertionError(e);
        }

        UnitConfig config = UnitBinder.reader().read("unit.yaml", changed, NamedFiles.none());
        assertThat(config.servers().getFirst().tls().trustAnchors()).hasSize(1);
        Auth.Token account = (Auth.Token) config.servers().getFirst().auth();
        assertThat(account.tokens().token().orElseThrow().reveal()).isEqualTo("bearer");
        assertThat(config.toString()).doesNotContain("bearer");
    }

    private static UnitConfig read(String group) throws IOException {
        return UnitBinder.reader()
                .read(
                        "unit.yaml",
                        text(group),
                        name ->
                                Files.readAllBytes(
                                        HOME.resolve("config/units/secure").resolve(name)));
    }

    private static String text(String group) throws IOException {
        return Files.readString(HOME.resolve("firmware/src/test/resources/unit-in-a-world.yaml"))
                + group;
    }
}
