package org.kadec21.firmware.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.stream.Collectors;

/// Servers written for firmware of one generation, read by another.
class ServerMigrationTest {

    @ParameterizedTest(name = "{0} by {1}: {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    relay      | submission | host: a, auth: none                                | host=a auth=none port=25 tls=off
                    relay      | submission | host: a, auth: none, port: 2525                    | host=a auth=none port=2525 tls=off
                    relay      | submission | host: a, port: 25, auth: none, tls: off            | host=a port=25 auth=none tls=off
                    relay      | submission | host: a, user: u, password: p                      | host=a user=u password=p
                    relay      | account    | host: a, auth: none                                | host=a auth=none tls=off port=25
                    account    | submission | host: a, user: u, password: p, clear-text: true    | host=a user=u password=p clear-text=true tls=off
                    submission | relay      | host: a, user: u, password: p, tls: optional       | host=a tls=off auth=none
                    submission | relay      | host: a, user: u, token-file: f, auth: token, mechanisms: [XOAUTH2], tls: off | host=a auth=none tls=off
                    submission | relay      | host: a, port: 587, user: u, password-file: p, tls: optional, ca: c, pin: [d]  | host=a tls=off auth=none
                    submission | relay      | host: a, port: 465, user: u, password: p, tls: off | host=a tls=off auth=none
                    submission | relay      | host: a, port: 2525, user: u, password: p, tls: off | host=a port=2525 tls=off auth=none
                    submission | relay      | host: a, auth: none, tls: off                      | host=a auth=none tls=off port=587
                    submission | account    | host: a, user: u, password: p, tls: optional       | host=a user=u password=p tls=off
                    account    | relay      | host: a, user: u, password: p                      | host=a tls=off auth=none
                    """)
    void aServerKeepsWhatItsReaderUnderstands(
            String from, String to, String written, String expected) {
        assertThat(values(read(from, to, "{" + written + "}").tree())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    host: a, user: u, password: p
                    host: a, user: u, password: p, tls: required
                    host: a, user: u, password: p, tls: implicit
                    host: a, auth: none, port: 25
                    """)
    void aServerThatDemandsTlsIsLeftAsideByFirmwareWithoutTls(String written) {
        ConfigTree.Read read =
                read("submission", "relay", "{" + written + "}, {host: b, auth: none, tls: off}");

        assertThat(values(read.tree())).isEqualTo("host=b auth=none tls=off port=587");
        assertThat(read.remarks())
                .first()
                .asString()
                .contains("servers.1 (a) is left aside", "TLS only", "write 'tls: optional'");
    }

    @Test
    void whatChangesIsToldByPlaceAndNeverWithASecret() {
        ConfigTree.Read read =
                read("submission", "relay", "{host: a, user: u, password: geheim, tls: optional}");

        assertThat(read.remarks())
                .containsExactly(
                        "servers.1 (a) is used on port 25 without an account and without TLS");
    }

    @Test
    void aPortThatIsWrittenOutIsToldToGoBeforeTheFirmwaresOwn() {
        ConfigTree.Read read =
                read("relay", "submission", "{host: a, port: 25, auth: none, tls: off}");

        assertThat(values(read.tree())).isEqualTo("host=a port=25 auth=none tls=off");
        assertThat(read.remarks())
                .containsExactly(
                        "servers.1 (a) stays on port 25, which is written there; this firmware's"
                                + " own is 587");
    }

    @ParameterizedTest
    @EnumSource(Generation.class)
    void itsOwnGenerationReadsAFileAsItIs(Generation generation) {
        ConfigTree tree = tree("{host: a, user: u, password: p}, {host: b}, c");

        ConfigTree.Read read = tree.readBy(generation, generation);

        assertThat(read.remarks()).isEmpty();
        assertThat(read.tree().values()).isEqualTo(tree.values());
    }

    @Test
    void whatIsNoListOfServersIsLeftToTheReaderOfTheFile() {
        ConfigTree tree = ConfigTree.read("unit.yaml", "firmware: legacy-1\nservers: none\n");

        assertThat(tree.readBy(Generation.RELAY, Generation.SUBMISSION).remarks()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "card-1,RELAY",
        "legacy-1,RELAY",
        "submission-2,SUBMISSION",
        "dual-band-2,SUBMISSION",
        "lte-3,SUBMISSION"
    })
    void aFileIsOfTheGenerationOfItsFirmware(String firmware, Generation expected) {
        assertThat(ConfigTree.read("unit.yaml", "firmware: " + firmware + "\n").generation())
                .contains(expected);
    }

    private static ConfigTree.Read read(String from, String to, String servers) {
        return tree(servers)
                .readBy(Generation.of(from).orElseThrow(), Generation.of(to).orElseThrow());
    }

    private static ConfigTree tree(String servers) {
        return ConfigTree.read("unit.yaml", "id: n2\nservers: [" + servers + "]\n");
    }

    /// The first server's values, without the place in front.
    private static String values(ConfigTree tree) {
        return tree.values().entrySet().stream()
                .filter(value -> value.getKey().startsWith("servers.1."))
                .map(value ->
                        value.getKey().substring("servers.1.".length()) + "=" + value.getValue())
                .collect(Collectors.joining(" "));
    }
}
