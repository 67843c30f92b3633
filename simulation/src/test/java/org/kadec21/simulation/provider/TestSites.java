package org.kadec21.simulation.provider;

import org.kadec21.hal.Secret;
import org.kadec21.simulation.provider.mailbox.Account;
import org.kadec21.simulation.provider.mailbox.Accounts;
import org.kadec21.simulation.provider.mailbox.Mailboxes;
import org.kadec21.simulation.provider.mailbox.MemoryBudget;
import org.kadec21.simulation.provider.mailbox.QueueIds;
import org.kadec21.simulation.provider.policy.Mechanism;
import org.kadec21.simulation.provider.policy.Rules;
import org.kadec21.simulation.provider.policy.Service;
import org.kadec21.simulation.provider.policy.ServiceRules;
import org.kadec21.simulation.provider.policy.TlsOffer;
import org.kadec21.simulation.provider.pop3.Pop3Site;
import org.kadec21.simulation.provider.smtp.SmtpSite;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/// The provider the tests talk to: three customers, small limits.
public final class TestSites {

    public static final String HOST = "mail.provider.test";
    public static final Accounts ACCOUNTS =
            new Accounts(
                    List.of(
                            new Account("tu", Secret.of("secret"), "tu@provider.test"),
                            new Account("tim", Secret.of("tanstaaftanstaaf"), "tim@provider.test"),
                            new Account("two", Secret.of("zwei"), "two@provider.test")));

    private TestSites() {}

    public static Rules rules() {
        return Rules.generic().withSizes(1000, 5000);
    }

    /// An SMTP site with empty mailboxes.
    ///
    /// @param setting name of a [Service]; behind it `clear` for passwords without TLS, or `hashes`
    ///   for no TLS and every mechanism of old and new
    public static SmtpSite smtp(String setting) {
        return smtp(setting, 0);
    }

    /// An SMTP site.
    ///
    /// @param mailboxOctets how full every mailbox is
    public static SmtpSite smtp(String setting, long mailboxOctets) {
        return smtp(setting, mailboxOctets, memory());
    }

    /// An SMTP site with empty mailboxes, and this much memory for its client.
    public static SmtpSite smtp(String setting, MemoryBudget.Share memory) {
        return smtp(setting, 0, memory);
    }

    private static SmtpSite smtp(String setting, long mailboxOctets, MemoryBudget.Share memory) {
        Service service = service(setting);
        Rules rules = rules(setting);
        return new SmtpSite(
                HOST,
                rules,
                rules.of(service).orElseThrow(),
                ACCOUNTS,
                address -> mailboxOctets,
                new QueueIds(),
                memory,
                "client",
                1,
                service.isImplicitTls());
    }

    /// A POP3 site with two mails of 35 and 32 octets for `tu`.
    public static Pop3Site pop3(String setting) {
        Service service = service(setting);
        Rules rules = rules(setting);
        Mailboxes mailboxes = new Mailboxes();
        store(mailboxes, "Subject: one\r\n\r\n.dotted\r\n..\r\nlast\r\n");
        store(mailboxes, "Subject: two\r\n\r\nsecond message\r\n");
        return new Pop3Site(
                HOST,
                rules.of(service).orElseThrow(),
                rules.passwordsWithoutTls(),
                ACCOUNTS,
                mailboxes,
                memory(),
                service.isImplicitTls(),
                rules.apop(),
                1896);
    }

    /// Memory for one client, more than any test needs.
    public static MemoryBudget.Share memory() {
        return new MemoryBudget(1 << 24).forClient();
    }

    private static void store(Mailboxes mailboxes, String text) {
        mailboxes.store(
                "tu@provider.test", Instant.EPOCH, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static Service service(String setting) {
        return Service.valueOf(setting.split(" ", 2)[0]);
    }

    private static Rules rules(String setting) {
        if (setting.endsWith(" hashes")) {
            return rules().withMechanisms(Mechanism.values())
                    .withApop(true)
                    .with(Service.SUBMISSION, ServiceRules.submission(TlsOffer.NONE))
                    .with(Service.POP3, ServiceRules.pop3(TlsOffer.NONE));
        }
        if (!setting.endsWith(" clear")) {
            return rules();
        }
        return rules().withPasswordsWithoutTls(true)
                .with(Service.SUBMISSION, ServiceRules.submission(TlsOffer.NONE))
                .with(Service.POP3, ServiceRules.pop3(TlsOffer.NONE));
    }
}
