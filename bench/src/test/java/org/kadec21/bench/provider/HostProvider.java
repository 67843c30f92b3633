package org.kadec21.bench.provider;

import org.kadec21.hal.Journal;
import org.kadec21.hal.Randomness;
import org.kadec21.hal.Secret;
import org.kadec21.hal.host.HostNetwork;
import org.kadec21.hal.host.HostTasks;
import org.kadec21.hal.host.HostTime;
import org.kadec21.simulation.provider.PortPlan;
import org.kadec21.simulation.provider.Provider;
import org.kadec21.simulation.provider.ProviderServer;
import org.kadec21.simulation.provider.behaviour.BehaviourPlan;
import org.kadec21.simulation.provider.mailbox.Account;
import org.kadec21.simulation.provider.mailbox.Accounts;
import org.kadec21.simulation.provider.mailbox.Mailboxes;
import org.kadec21.simulation.provider.policy.ProviderPolicy;
import org.kadec21.simulation.provider.policy.Rules;
import org.kadec21.simulation.provider.policy.Service;
import org.kadec21.simulation.provider.policy.ServiceRules;
import org.kadec21.simulation.provider.policy.TlsOffer;
import org.kadec21.simulation.provider.tls.CertificateAuthority;
import org.kadec21.simulation.provider.tls.CertificateAuthority.Validity;
import org.kadec21.simulation.time.World;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A provider on this machine's TCP, and what a script says to it.
final class HostProvider implements AutoCloseable {

    static final String UNIT = "tu@provider.test";

    /// Plain and TLS ports, passwords on both.
    static final Rules RULES =
            Rules.generic()
                    .withPasswordsWithoutTls(true)
                    .with(Service.SUBMISSION, ServiceRules.submission(TlsOffer.OFFERED));

    private static final String HOST = "127.0.0.1";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SILENCE = Duration.ofMillis(300);

    /// Making keys takes seconds, so that all share these.
    private static final Keys KEYS = Keys.make();

    private final HostTasks tasks;
    private final Mailboxes mailboxes = new Mailboxes();
    private final List<String> journal = new CopyOnWriteArrayList<>();
    private final Map<Service, Integer> ports;

    HostProvider(Rules rules, BehaviourPlan behaviour) throws Exception {
        HostTime time = new HostTime();
        tasks = new HostTasks(time);
        Journal events = (event, fields) -> journal.add(event + " " + List.of(fields));
        Provider provider =
                Provider.of(
                                ProviderPolicy.always("mail.provider.test", rules),
                                new Accounts(List.of(new Account("tu", Secret.of("secret"), UNIT))))
                        .with(mailboxes)
                        .with(behaviour)
                        .with(KEYS.server());
        PortPlan plan =
                PortPlan.none(HOST)
                        .with(Service.SUBMISSION, 0)
                        .with(Service.SUBMISSIONS, 0)
                        .with(Service.RELAY, 0)
                        .with(Service.POP3, 0);
        ports =
                tasks.call(() ->
                        new ProviderServer(tasks, time, events, provider)
                                .serve(new HostNetwork(tasks), plan)
                                .ports());
    }

    List<String> journal() {
        return journal;
    }

    /// Mails in the unit's mailbox.
    int delivered() throws Exception {
        return tasks.call(() -> mailboxes.mails(UNIT).size());
    }

    Socket connect(Service service) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), ports.get(service));
    }

    /// A connection inside TLS.
    Socket connectTls() throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("lab", KEYS.authority());
        TrustManagerFactory managers =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext client = SSLContext.getInstance("TLS");
        client.init(null, managers.getTrustManagers(), null);
        return client.getSocketFactory().createSocket(HOST, ports.get(Service.SUBMISSIONS));
    }

    /// Says all at once and listens until the server hangs up, or has said enough and is silent.
    Heard talk(Socket connected, byte[] octets, Predicate<String> enough) throws IOException {
        try (Socket socket = connected) {
            OutputStream out = socket.getOutputStream();
            try {
                out.write(octets);
                out.flush();
            } catch (SocketException gone) {
                // what it said before it went is still there to be read
            }
            return heard(socket, enough);
        }
    }

    Heard talk(Service service, String commands, Predicate<String> enough) throws IOException {
        return talk(connect(service), commands.getBytes(StandardCharsets.ISO_8859_1), enough);
    }

    private static Heard heard(Socket socket, Predicate<String> enough) throws IOException {
        StringBuilder said = new StringBuilder();
        byte[] buffer = new byte[65_536];
        try {
            while (true) {
                Duration wait = enough.test(said.toString()) ? SILENCE : PATIENCE;
                socket.setSoTimeout(Math.toIntExact(wait.toMillis()));
                int count = socket.getInputStream().read(buffer);
                if (count < 0) {
                    return new Heard(said.toString(), true);
                }
                said.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
            }
        } catch (SocketTimeoutException silent) {
            return new Heard(said.toString(), false);
        } catch (SocketException reset) {
            return new Heard(said.toString(), true);
        }
    }

    /// The provider's certificate, and the authority it is from.
    private record Keys(SSLContext server, X509Certificate authority) {

        static Keys make() {
            Instant now = new HostTime().now();
            try (World world = new World(1, now, line -> {})) {
                Randomness randomness = world.randomness("keys");
                Validity validity = Validity.around(now, Duration.ofDays(30));
                CertificateAuthority authority =
                        CertificateAuthority.create("lab", randomness, validity);
                return new Keys(
                        authority
                                .issue(List.of("localhost", HOST), validity)
                                .sslContext(randomness.secure()),
                        authority.certificate());
            }
        }
    }

    /// What the server said, and whether it hung up behind it.
    record Heard(String said, boolean hungUp) {}

    @Override
    public void close() {
        tasks.powerOff("the test is over");
    }
}
