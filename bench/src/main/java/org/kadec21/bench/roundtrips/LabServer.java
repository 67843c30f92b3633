package org.kadec21.bench.roundtrips;

import org.kadec21.hal.Randomness;
import org.kadec21.hal.Secret;
import org.kadec21.hal.host.HostNetwork;
import org.kadec21.hal.host.HostRandomness;
import org.kadec21.hal.host.HostTasks;
import org.kadec21.hal.host.HostTime;
import org.kadec21.simulation.provider.PortPlan;
import org.kadec21.simulation.provider.Provider;
import org.kadec21.simulation.provider.ProviderServer;
import org.kadec21.simulation.provider.mailbox.Account;
import org.kadec21.simulation.provider.mailbox.Accounts;
import org.kadec21.simulation.provider.policy.ProviderPolicy;
import org.kadec21.simulation.provider.policy.Rules;
import org.kadec21.simulation.provider.policy.Service;
import org.kadec21.simulation.provider.policy.ServiceRules;
import org.kadec21.simulation.provider.policy.TlsOffer;
import org.kadec21.simulation.provider.tls.CertificateAuthority;
import org.kadec21.simulation.provider.tls.CertificateAuthority.Validity;
import org.kadec21.simulation.provider.tls.ServerCertificate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The simulated provider on a real port of loopback, with one certificate of RSA-2048 that its
/// clients' authority has issued directly: the shortest chain a real server shows.
public final class LabServer implements AutoCloseable {

    /// What it shows, in words.
    public static final String CHAIN =
            "one certificate, RSA-2048 signed by RSA-2048, no intermediate and no root";

    /// An address: nobody asks a resolver, and nobody says SNI.
    private static final String HOST = "127.0.0.1";

    private static final String HOST_NAME = "mail.provider.test";
    private static final Duration LIFE = Duration.ofDays(30);
    private static final Secret PASSWORD = Secret.of("secret");
    private static final String ADDRESS = "lab@provider.test";

    private final HostTasks tasks;
    private final int port;
    private final Task.Account account;

    private LabServer(HostTasks tasks, int port, Task.Account account) {
        this.tasks = tasks;
        this.port = port;
        this.account = account;
    }

    /// Starts one.
    ///
    /// @param folder where the authority's certificate is written
    public static LabServer start(Path folder, Security security) throws Exception {
        HostTime time = new HostTime();
        HostTasks tasks = new HostTasks(time);
        Randomness randomness = new HostRandomness();
        Validity validity = Validity.around(time.now(), LIFE);
        CertificateAuthority authority =
                CertificateAuthority.create("KADEC21 lab authority", randomness, validity);
        ServerCertificate issued = authority.issue(List.of(HOST_NAME, HOST), validity);
        Provider provider =
                Provider.of(
                                ProviderPolicy.always(HOST_NAME, rules(security)),
                                new Accounts(List.of(new Account("lab", PASSWORD, ADDRESS))))
                        .with(
                                new ServerCertificate(
                                                issued.key(), List.of(issued.chain().getFirst()))
                                        .sslContext(randomness.secure()));
        Service service = security == Security.IMPLICIT ? Service.SUBMISSIONS : Service.SUBMISSION;
        Map<Service, Integer> ports =
                tasks.call(() ->
                        new ProviderServer(tasks, time, (event, fields) -> {}, provider)
                                .serve(new HostNetwork(tasks), PortPlan.none(HOST).with(service, 0))
                                .ports());
        Path ca = Files.writeString(folder.resolve("ca.pem"), authority.pem());
        return new LabServer(
                tasks,
                ports.values().iterator().next(),
                new Task.Account("lab", PASSWORD, ADDRESS, ADDRESS, ca));
    }

    /// The name that its certificate has, which leads to it.
    public String host() {
        return HOST;
    }

    public int port() {
        return port;
    }

    public Task.Account account() {
        return account;
    }

    @Override
    public void close() {
        tasks.powerOff("measured");
    }

    private static Rules rules(Security security) {
        return switch (security) {
            case STARTTLS, IMPLICIT -> Rules.generic();
            case PLAIN ->
                    Rules.generic()
                            .withPasswordsWithoutTls(true)
                            .with(Service.SUBMISSION, ServiceRules.submission(TlsOffer.NONE));
        };
    }
}
