package org.kadec21.firmware.doctor;

import org.kadec21.hal.LinkException;
import org.kadec21.hal.Secret;
import org.kadec21.simulation.provider.PortPlan;
import org.kadec21.simulation.provider.Provider;
import org.kadec21.simulation.provider.ProviderServer;
import org.kadec21.simulation.provider.mailbox.Account;
import org.kadec21.simulation.provider.mailbox.Accounts;
import org.kadec21.simulation.provider.mailbox.Mailboxes;
import org.kadec21.simulation.provider.policy.ProviderPolicy;
import org.kadec21.simulation.provider.policy.Rules;
import org.kadec21.simulation.provider.tls.CertificateAuthority;
import org.kadec21.simulation.provider.tls.CertificateAuthority.Validity;
import org.kadec21.simulation.time.World;
import org.kadec21.submission.Limits;
import org.kadec21.submission.SubmissionPolicy;
import org.kadec21.submission.SubmissionPolicy.Auth;
import org.kadec21.submission.SubmissionPolicy.Tls;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A mail server in a bedside's internet, and what a unit that trusts it demands of it.
final class MailHost {

    static final String NAME = "mail.example.jp";
    static final String USER = "unit";
    static final Secret PASSWORD = Secret.of("right");

    private static final Duration YEAR = Duration.ofDays(365);

    /// One for all tests: a key of 2048 bits takes its time.
    private static final CertificateAuthority AUTHORITY = authorityOfTheLab();

    Rules rules = Rules.generic();
    String certificateName = NAME;
    Validity validity;
    private final World world;
    private final Mailboxes mailboxes = new Mailboxes();

    MailHost(Bedside bedside) {
        world = bedside.world;
        validity = Validity.around(world.time().now(), YEAR);
    }

    /// Lets it listen on all its registered ports.
    MailHost open(Bedside bedside) throws LinkException {
        Provider provider =
                Provider.of(
                                ProviderPolicy.always(NAME, rules),
                                new Accounts(
                                        List.of(new Account(USER, PASSWORD, "unit@example.jp"))))
                        .with(mailboxes)
                        .with(
                                AUTHORITY
                                        .issue(List.of(certificateName), validity)
                                        .sslContext(world.randomness("tls").secure()));
        new ProviderServer(world.tasks(NAME), world.time(), world.journal(NAME), provider)
                .serve(bedside.internet, PortPlan.registered(NAME));
        return this;
    }

    X509Certificate authority() {
        return AUTHORITY.certificate();
    }

    /// A unit on port 587 that logs in inside TLS.
    SubmissionPolicy policy() {
        return policy(
                587,
                new Auth.Password(USER, PASSWORD, List.of("PLAIN", "LOGIN"), false),
                new Tls(Tls.Mode.REQUIRED, List.of(authority())));
    }

    static SubmissionPolicy policy(int port, Auth auth, Tls tls) {
        return new SubmissionPolicy(NAME, port, "[127.0.0.1]", auth, tls, Limits.standard());
    }

    private static CertificateAuthority authorityOfTheLab() {
        Instant begin = Instant.parse("2008-01-01T00:00:00Z");
        try (World anyWorld = new World(1, begin, line -> {})) {
            return CertificateAuthority.create(
                    "lab authority",
                    anyWorld.randomness("ca"),
                    Validity.around(begin, YEAR.multipliedBy(20)));
        }
    }
}
