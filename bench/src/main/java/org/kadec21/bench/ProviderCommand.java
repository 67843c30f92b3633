package org.kadec21.bench;

import org.jspecify.annotations.Nullable;
import org.kadec21.bench.config.BehaviourScript;
import org.kadec21.bench.config.ProviderFile;
import org.kadec21.bench.provider.Maildirs;
import org.kadec21.hal.Secret;
import org.kadec21.hal.Time;
import org.kadec21.simulation.provider.PortPlan;
import org.kadec21.simulation.provider.Provider;
import org.kadec21.simulation.provider.ProviderServer;
import org.kadec21.simulation.provider.mailbox.Account;
import org.kadec21.simulation.provider.mailbox.Accounts;
import org.kadec21.simulation.provider.mailbox.MailStore;
import org.kadec21.simulation.provider.mailbox.MailStoreException;
import org.kadec21.simulation.provider.mailbox.Mailboxes;
import org.kadec21.simulation.provider.mailbox.MemoryBudget;
import org.kadec21.simulation.provider.policy.ProviderPolicy;
import org.kadec21.simulation.provider.policy.Service;
import org.kadec21.simulation.provider.tls.CertificateAuthority;
import org.kadec21.simulation.provider.tls.CertificateAuthority.Validity;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

/// `kadec21 provider`: the simulated mail provider on real ports.
@Command(
        name = "provider",
        header = "Serves the simulated mail provider on loopback, for any mail program.",
        description = {
            "",
            "Submission with STARTTLS and AUTH PLAIN or LOGIN, a relay port without AUTH as"
                + " providers had it before, implicit TLS, POP3 to read what arrived, and the"
                + " member page for a browser. Rules change by date, as the file of --policy says;"
                + " --date and --speed say which day it is. The line 'ready {json}' on stdout says"
                + " which ports and which CA file."
        },
        footer = {
            "",
            "Examples:",
            "  kadec21 provider --smtp-port 1587 --pop3-port 1110 --ca-out ca.pem",
            "  kadec21 unit run --bearer host --server localhost:1587 --ca ca.pem --flash flash \\",
            "        --data data/wind-jfk-2013.csv --monitor-every 20s",
            "  curl -s pop3://localhost:1110/1 --user watch:secret --ssl-reqd --cacert ca.pem",
            "  kadec21 provider --policy config/providers/xephion.yaml --date 2017-01-23T23:50 \\",
            "        --speed 60x --maildir mail",
            "",
            "Exit codes: 0 ended by SIGTERM or Ctrl-C; 64 usage; 69 a port cannot be had; 70 bug;"
                    + " 78 a file of --accounts or --policy is wrong."
        },
        mixinStandardHelpOptions = true)
final class ProviderCommand implements Callable<Integer> {

    private static final Duration CERTIFICATE_LIFE = Duration.ofDays(365);

    /// The account of config/units/n2-dual-band.yaml, its recipient's, and one more.
    private static final Accounts LAB_ACCOUNTS =
            new Accounts(
                    List.of(
                            account("n2-0001", "lab-password-n2-0001"),
                            account("watch", "secret"),
                            account("lab", "secret")));

    @Spec private CommandSpec spec;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address to listen on (default: ${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    @Mixin private ProviderPorts ports = new ProviderPorts();

    @Option(
            names = "--accounts",
            paramLabel = "FILE",
            description =
                    "Lines user:password:address (default: n2-0001 with the lab password of"
                            + " config/units/n2-dual-band.yaml, watch:secret and lab:secret, each"
                            + " at provider.test).")
    private @Nullable Path accounts;

    @Option(
            names = "--ca-out",
            paramLabel = "FILE",
            description = "Where to write the authority's certificate, PEM.")
    private @Nullable Path caOut;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description =
                    "What the provider offers and demands, see docs/configuration.md (default:"
                            + " config/providers/generic.yaml).")
    private @Nullable Path policy;

    @Mixin private CalendarOptions calendar = new CalendarOptions();

    @Option(
            names = "--maildir",
            paramLabel = "DIR",
            description =
                    "Keep mailboxes in this folder, a maildir for each address; what is there"
                            + " already is served (default: in memory).")
    private @Nullable Path maildir;

    @Mixin private BehaviourOption behaviour = new BehaviourOption();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Decides what --behaviour draws (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--certificate",
            paramLabel = "KIND",
            defaultValue = "VALID",
            description =
                    "VALID; EXPIRED half a day ago; or FOREIGN, issued for another host: the last"
                            + " two are what a unit must object to (default: ${DEFAULT-VALUE}).")
    private LabCertificate certificate = LabCertificate.VALID;

    @Override
    public Integer call() throws Exception {
        ProviderPolicy rules =
                ProviderFile.read(
                        policy == null ? Home.path("config", "providers", "generic.yaml") : policy);
        Accounts customers = accounts == null ? LAB_ACCOUNTS : AccountsFile.read(accounts);
        BehaviourScript faults = behaviour.script();
        if (faults.hasExpiredCertificate()) {
            certificate = LabCertificate.EXPIRED;
        }
        MemoryBudget memory = MemoryBudget.ofHeap(Runtime.getRuntime().maxMemory());
        MailStore mailboxes = maildir == null ? new Mailboxes(memory) : opened(maildir, memory);
        RealTime real = new RealTime();
        return real.run(
                () ->
                        serve(
                                real,
                                rules,
                                faults,
                                Provider.of(rules, customers).with(mailboxes, memory)),
                () -> {},
                spec.commandLine().getOut());
    }

    private Map<String, ?> serve(
            RealTime real, ProviderPolicy rules, BehaviourScript faults, Provider plain)
            throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        Validity validity = Validity.around(real.time().now(), CERTIFICATE_LIFE);
        CertificateAuthority authority =
                CertificateAuthority.create("KADEC21 lab authority", real.randomness(), validity);
        Provider provider =
                plain.with(faults.plan(new SplittableRandom(seed)))
                        .with(
                                authority
                                        .issue(
                                                certificate.names(rules.hostName()),
                                                certificate.validity(validity))
                                        .sslContext(real.randomness().secure()));
        Time today = calendar.calendar(real.time(), rules.zone());
        Map<Service, Integer> had =
                new ProviderServer(
                                real.tasks(),
                                today,
                                EventLine.on(err, today),
                                provider,
                                real.randomness())
                        .shielded()
                        .serve(real.network(), new PortPlan(host, ports.wanted()))
                        .ports();
        Map<String, Object> ready = new LinkedHashMap<>();
        ready.put("format", 1);
        ready.put("service", "provider");
        ready.put("host", host);
        ready.put("date", today.now().truncatedTo(ChronoUnit.SECONDS).toString());
        had.forEach(
                (kind, port) -> ready.put(kind.name().toLowerCase(Locale.ROOT) + "_port", port));
        if (caOut != null) {
            write(caOut, authority.pem());
            ready.put("ca", caOut.toString());
        }
        return ready;
    }

    private static MailStore opened(Path folder, MemoryBudget memory) throws IOException {
        try {
            return Maildirs.open(folder, memory);
        } catch (IOException | MailStoreException failed) {
            throw new IOException(
                    "--maildir: expected a folder that can be read and written, but "
                            + folder
                            + " cannot be ("
                            + failed
                            + "); choose one of your own",
                    failed);
        }
    }

    private static void write(Path file, String pem) throws IOException {
        try {
            Files.writeString(file, pem);
        } catch (IOException failed) {
            throw new IOException(
                    "--ca-out: expected a file that can be written, but "
                            + file
                            + " cannot be ("
                            + Unwritable.reason(file, failed)
                            + "); choose a file in a folder that exists",
                    failed);
        }
    }

    private static Account account(String user, String password) {
        return new Account(user, Secret.of(password), user + "@provider.test");
    }
}
