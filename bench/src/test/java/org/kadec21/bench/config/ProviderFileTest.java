package org.kadec21.bench.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.kadec21.firmware.config.ConfigException;
import org.kadec21.firmware.config.NamedFiles;
import org.kadec21.simulation.provider.policy.Mechanism;
import org.kadec21.simulation.provider.policy.Relay;
import org.kadec21.simulation.provider.policy.Rules;
import org.kadec21.simulation.provider.policy.Service;
import org.kadec21.simulation.provider.policy.ServiceRules;
import org.kadec21.simulation.provider.policy.TlsOffer;

import java.nio.file.Path;

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

        assertThat(ProviderFile.read(file)).isEqualTo(Rules.generic());
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

    private static Rules read(String text) {
        return ProviderFile.reader().read("provider.yaml", text, NamedFiles.none());
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message);
    }
}
