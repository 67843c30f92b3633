package org.kadec21.bench.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.kadec21.firmware.config.ConfigException;
import org.kadec21.firmware.config.NamedFiles;
import org.kadec21.simulation.provider.policy.Mechanism;
import org.kadec21.simulation.provider.policy.ProviderPolicy;
import org.kadec21.simulation.provider.policy.Relay;
import org.kadec21.simulation.provider.policy.Retention;
import org.kadec21.simulation.provider.policy.Rules;
import org.kadec21.simulation.provider.policy.Service;
import org.kadec21.simulation.provider.policy.ServiceRules;
import org.kadec21.simulation.provider.policy.TlsOffer;
import org.kadec21.simulation.provider.policy.VirusCheck;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;

class ProviderFileTest {

    private static final String PROVIDER =
            """
            schema: kadec21/provider/1
            services:
              - {service: submission, tls: offered, auth: offered, relays-for: nobody}
              - {service: submissions, auth: required}
              - {service: pop3, tls: required}
            mechanisms: [LOGIN]
            passwords-without-tls: true
            largest-mail: 512 KiB
            mailbox: 50 MiB
            recipients-per-mail: 10
            """;

    @Test
    void theDefaultFileIsTheGenericProvider() {
        Path file = Path.of(System.getProperty("kadec21.home"), "config/providers/generic.yaml");

        assertThat(ProviderFile.read(file).at(Instant.EPOCH)).isEqualTo(Rules.generic());
    }

    @Test
    void everyKeyCounts() {
        Rules rules = read(PROVIDER);

        assertThat(rules.services().keySet())
                .containsExactlyInAnyOrder(Service.SUBMISSION, Service.SUBMISSIONS, Service.POP3);
        assertThat(rules.of(Service.SUBMISSION))
                .contains(new ServiceRules(TlsOffer.OFFERED, true, false, Relay.NOBODY));
        assertThat(rules.of(Service.SUBMISSIONS)).contains(ServiceRules.submission(TlsOffer.NONE));
        assertThat(rules.of(Service.POP3)).contains(ServiceRules.pop3(TlsOffer.REQUIRED));
        assertThat(rules.mechanisms()).containsExactly(Mechanism.LOGIN);
        assertThat(rules.passwordsWithoutTls()).isTrue();
        assertThat(rules.maxMessageOctets()).isEqualTo(512 * 1024);
        assertThat(rules.maxMailboxOctets()).isEqualTo(50 * 1024 * 1024);
        assertThat(rules.maxRecipients()).isEqualTo(10);
    }

    @Test
    void aMisspeltWordIsShownWithTheOneThatWasMeant() {
        assertRefused(
                PROVIDER.replace("pop3,", "pop,"),
                "provider.yaml:5: service: expected one of submission, submissions, relay, pop3,"
                        + " pop3s, but came 'pop'; did you mean 'pop3'?");
    }

    @Test
    void aServiceStandsOnce() {
        assertRefused(
                PROVIDER.replace("submissions, auth", "submission, auth"),
                "provider.yaml:4: service: expected each service once, but came 'submission'");
    }

    @Test
    void startTlsInsideTlsIsRefused() {
        assertRefused(
                PROVIDER.replace("submissions, auth", "submissions, tls: offered, auth"),
                "provider.yaml:4: tls: expected 'none' or nothing: this service is inside TLS"
                        + " already, but came 'offered'");
    }

    @Test
    void aSizeHasAUnit() {
        assertRefused(
                PROVIDER.replace("512 KiB", "512"),
                "provider.yaml:8: largest-mail: expected a size such as '512 KiB', '35 MiB' or '1"
                        + " GiB', but came '512'");
    }

    @Test
    void aChangeKeepsWhatItDoesNotMention() {
        ProviderPolicy policy =
                policy(
                        PROVIDER
                                + """
                                time-zone: Asia/Tokyo
                                changes:
                                  - at: 2017-01-24T01:30:00+09:00
                                    services: [{service: pop3, tls: offered}]
                                    mechanisms: [PLAIN]
                                    kept-on-server: 1 year
                                    virus-check: everybody
                                """);

        Rules before = policy.at(Instant.parse("2017-01-23T16:29:59Z"));
        Rules after = policy.at(Instant.parse("2017-01-23T16:30:00Z"));

        assertThat(before).isEqualTo(read(PROVIDER));
        assertThat(after)
                .isEqualTo(
                        before.withMechanisms(Mechanism.PLAIN)
                                .with(Service.POP3, ServiceRules.pop3(TlsOffer.OFFERED))
                                .withVirusCheck(VirusCheck.EVERYBODY)
                                .withRetention(
                                        new Retention.Limited(
                                                Period.ofYears(1),
                                                LocalDate.of(2017, 1, 24),
                                                ZoneId.of("Asia/Tokyo"))));
    }

    @Test
    void changesStandInOrder() {
        assertRefused(
                PROVIDER
                        + """
                        changes:
                          - {at: 2017-01-24T01:30:00+09:00, apop: true}
                          - {at: 2016-01-24T01:30:00+09:00, apop: false}
                        """,
                "provider.yaml:13: at: expected a moment later than that of the change before it,"
                        + " but came '2016-01-24T01:30:00+09:00'");
    }

    @Test
    void anOutageEndsAfterItHasBegun() {
        assertRefused(
                PROVIDER
                        + """
                        outages:
                          - {from: 2017-01-24T01:30:00+09:00, until: 2017-01-24T00:30:00+09:00}
                        """,
                "provider.yaml:12: until: expected a moment later than 'from', but came"
                        + " '2017-01-24T00:30:00+09:00'");
    }

    @Test
    void aSpanThatMailIsKeptHasItsWord() {
        assertRefused(
                PROVIDER + "kept-on-server: a year\n",
                "provider.yaml:11: kept-on-server: expected 'without-limit', or a span such as '1"
                        + " year' or '90 days', but came 'a year'");
    }

    private static Rules read(String text) {
        return policy(text).at(Instant.EPOCH);
    }

    private static ProviderPolicy policy(String text) {
        return ProviderFile.reader().read("provider.yaml", text, NamedFiles.none());
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message);
    }
}
