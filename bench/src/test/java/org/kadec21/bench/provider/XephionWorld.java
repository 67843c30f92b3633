package org.kadec21.bench.provider;

import org.kadec21.bench.config.ProviderFile;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Randomness;
import org.kadec21.hal.Secret;
import org.kadec21.simulation.net.VirtualInternet;
import org.kadec21.simulation.provider.PortPlan;
import org.kadec21.simulation.provider.Provider;
import org.kadec21.simulation.provider.ProviderServer;
import org.kadec21.simulation.provider.mailbox.Account;
import org.kadec21.simulation.provider.mailbox.Accounts;
import org.kadec21.simulation.provider.mailbox.MailSettings;
import org.kadec21.simulation.provider.mailbox.Subscription;
import org.kadec21.simulation.provider.policy.ProviderPolicy;
import org.kadec21.simulation.provider.policy.Service;
import org.kadec21.simulation.provider.tls.CertificateAuthority;
import org.kadec21.simulation.provider.tls.CertificateAuthority.Validity;
import org.kadec21.simulation.time.World;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SSLContext;

/// The provider of `config/providers/xephion.yaml` in virtual time, and somebody who talks to it.
final class XephionWorld implements AutoCloseable {

    static final String UNIT = "unit7@ep.wakwak.ne.jp";
    static final String PAYING = "payer@ep.wakwak.ne.jp";

    /// Making its keys takes seconds, so that all worlds share it.
    private static final SSLContext TLS = tls();

    private static final Deadline EVER = Deadline.never();

    private final List<String> journal = new ArrayList<>();
    private final World world;
    private final VirtualInternet internet;
    private final ProviderPolicy policy = ProviderFile.read(file());
    private final Provider provider;

    /// @param start a moment with its distance from UTC
    XephionWorld(String start) throws LinkException {
        Instant begin = OffsetDateTime.parse(start).toInstant();
        world = new World(1, begin, journal::add);
        internet = new VirtualInternet(world.tasks("net"), world.time());
        provider = Provider.of(policy, accounts()).with(TLS);
        new ProviderServer(
                        world.tasks("provider"), world.time(), world.journal("provider"), provider)
                .serve(internet, PortPlan.registered(policy.hostName()));
    }

    static Path file() {
        return Path.of(System.getProperty("kadec21.home"), "config/providers/xephion.yaml");
    }

    Provider provider() {
        return provider;
    }

    List<String> journal() {
        return journal;
    }

    void liveUntil(String moment) {
        Instant target = OffsetDateTime.parse(moment).toInstant();
        world.runFor(Duration.between(world.time().now(), target));
    }

    /// Says all at once and listens until the server hangs up or has nothing to say for a while.
    String talk(Service service, String... lines) throws LinkException {
        String commands = String.join("\r\n", lines) + (lines.length == 0 ? "" : "\r\n");
        try (ByteLink link =
                internet.connect(
                        policy.hostName(),
                        service.port(),
                        world.time().after(Duration.ofMinutes(1)))) {
            if (!commands.isEmpty()) {
                link.write(commands.getBytes(StandardCharsets.ISO_8859_1), EVER);
            }
            return heard(link);
        }
    }

    private String heard(ByteLink link) throws LinkException {
        StringBuilder replies = new StringBuilder();
        byte[] buffer = new byte[4096];
        int count = link.read(buffer, 0, buffer.length, world.time().after(Duration.ofSeconds(9)));
        while (count > 0) {
            replies.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
            count = link.read(buffer, 0, buffer.length, world.time().after(Duration.ofSeconds(9)));
        }
        return replies.toString();
    }

    private static SSLContext tls() {
        Instant day = Instant.parse("2017-01-24T00:00:00Z");
        try (World maker = new World(1, day, line -> {})) {
            Randomness randomness = maker.randomness("provider");
            Validity validity = Validity.around(day, Duration.ofDays(3650));
            return CertificateAuthority.create("lab", randomness, validity)
                    .issue(List.of("ep.wakwak.ne.jp"), validity)
                    .sslContext(randomness.secure());
        }
    }

    private static Accounts accounts() {
        MailSettings paying = MailSettings.none().with(Subscription.VIRUS_CHECK_PLUS, true);
        return new Accounts(
                List.of(
                        new Account("tu", Secret.of("secret"), UNIT),
                        new Account("payer", Secret.of("secret"), PAYING, paying)));
    }

    @Override
    public void close() {
        world.close();
    }
}
