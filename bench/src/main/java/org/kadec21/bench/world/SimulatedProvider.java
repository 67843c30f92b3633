package org.kadec21.bench.world;

import org.kadec21.firmware.config.Instructions;
import org.kadec21.firmware.config.MailServer;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Network;
import org.kadec21.hal.Randomness;
import org.kadec21.hal.Secret;
import org.kadec21.mailbox.MailboxReader;
import org.kadec21.simulation.provider.PortPlan;
import org.kadec21.simulation.provider.Provider;
import org.kadec21.simulation.provider.ProviderServer;
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
import org.kadec21.submission.SubmissionPolicy;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The provider as one unit needs it: every server of its list, an account for the unit and one for
/// each of its recipients, and one authority that all certificates come from.
final class SimulatedProvider {

    private static final Duration CERTIFICATE_LIFE = Duration.ofDays(3650);
    private static final Secret RECIPIENT_PASSWORD = Secret.of("lab-password-of-a-recipient");
    private static final String MAILBOX_HOST = "pop.provider.test";

    private final CertificateAuthority authority;
    private final Mailboxes mailboxes = new Mailboxes();

    SimulatedProvider(WorldSetup setup, World world, Network internet) throws LinkException {
        Randomness randomness = world.randomness("provider");
        Validity validity = Validity.around(setup.start(), CERTIFICATE_LIFE);
        authority =
                CertificateAuthority.create(
                        "KADEC21 lab authority", randomness, setup.keys(), validity);
        Accounts accounts = accounts(setup.unit());
        for (String host : hosts(setup.unit())) {
            Provider provider =
                    Provider.of(setup.providerAt(host), accounts)
                            .with(mailboxes)
                            .with(setup.behaviour())
                            .with(
                                    authority
                                            .issue(List.of(host), validity)
                                            .sslContext(randomness.secure()));
            new ProviderServer(world.tasks(host), world.time(), world.journal(host), provider)
                    .serve(internet, PortPlan.registered(host));
        }
        serveMailboxes(world, internet, accounts);
    }

    X509Certificate authority() {
        return authority.certificate();
    }

    /// Puts a mail into a mailbox, as if it came from elsewhere.
    void arrive(String address, Instant at, byte[] mail) {
        mailboxes.store(address, at, mail);
    }

    /// The account under which `address` reads its mail.
    static MailboxReader.Account mailbox(String address) {
        return new MailboxReader.Account(
                MAILBOX_HOST, Service.POP3.port(), address, RECIPIENT_PASSWORD);
    }

    /// Receivers read over a host of their own, without TLS: what they do is not what is rehearsed
    /// here.
    private void serveMailboxes(World world, Network internet, Accounts accounts)
            throws LinkException {
        Rules open =
                Rules.generic()
                        .with(Service.POP3, ServiceRules.pop3(TlsOffer.NONE))
                        .withPasswordsWithoutTls(true);
        Provider reader =
                Provider.of(ProviderPolicy.always(MAILBOX_HOST, open), accounts).with(mailboxes);
        new ProviderServer(
                        world.tasks(MAILBOX_HOST),
                        world.time(),
                        world.journal(MAILBOX_HOST),
                        reader)
                .serve(
                        internet,
                        PortPlan.none(MAILBOX_HOST).with(Service.POP3, Service.POP3.port()));
    }

    private static Set<String> hosts(UnitConfig unit) {
        Set<String> hosts = new LinkedHashSet<>();
        unit.servers().forEach(server -> hosts.add(server.host()));
        unit.instructions().ifPresent(box -> hosts.add(box.mailbox().host()));
        return hosts;
    }

    private static Accounts accounts(UnitConfig unit) {
        Map<String, Account> byUser = new LinkedHashMap<>();
        for (MailServer server : unit.serverList().servers()) {
            if (server.policy().auth() instanceof SubmissionPolicy.Auth.Password login) {
                String sender = server.envelopeFrom().orElse(unit.mail().envelopeFrom());
                byUser.put(login.user(), new Account(login.user(), login.password(), sender));
            }
            if (server.policy().auth() instanceof SubmissionPolicy.Auth.Token login) {
                String sender = server.envelopeFrom().orElse(unit.mail().envelopeFrom());
                login.tokens()
                        .token()
                        .ifPresent(token ->
                                byUser.put(login.user(), new Account(login.user(), token, sender)));
            }
        }
        unit.instructions()
                .map(Instructions::mailbox)
                .ifPresent(box ->
                        byUser.putIfAbsent(
                                box.user(),
                                new Account(box.user(), box.password(), UnitWorld.mailboxOf(box))));
        for (UnitConfig.Recipient recipient : unit.mail().recipients()) {
            byUser.put(
                    recipient.address(),
                    new Account(recipient.address(), RECIPIENT_PASSWORD, recipient.address()));
        }
        return new Accounts(new ArrayList<>(byUser.values()));
    }
}
