package org.kadec21.simulation.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.LinkException;
import org.kadec21.simulation.net.VirtualInternet;
import org.kadec21.simulation.provider.ProviderServer.Serving;
import org.kadec21.simulation.provider.behaviour.BehaviourPlan;
import org.kadec21.simulation.provider.behaviour.Repertoire;
import org.kadec21.simulation.provider.mailbox.MemoryBudget;
import org.kadec21.simulation.provider.mailbox.StoredMail;
import org.kadec21.simulation.provider.policy.ProviderPolicy;
import org.kadec21.simulation.provider.policy.Rules;
import org.kadec21.simulation.provider.policy.Service;
import org.kadec21.simulation.provider.policy.ServiceRules;
import org.kadec21.simulation.provider.policy.TlsOffer;
import org.kadec21.simulation.provider.smtp.Behaviour;
import org.kadec21.simulation.provider.smtp.Stage;
import org.kadec21.simulation.time.World;
import org.kadec21.simulation.time.WorldFailure;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class ProviderServerTest {

    private static final Rules RULES =
            Rules.generic()
                    .withPasswordsWithoutTls(true)
                    .with(Service.SUBMISSION, ServiceRules.submission(TlsOffer.NONE));
    private static final String MAIL =
            """
            EHLO unit
            AUTH PLAIN AHR1AHNlY3JldA==
            MAIL FROM:<tu@provider.test>
            RCPT TO:<tu@provider.test>
            DATA
            Subject: high wind

            15 m/s
            .
            """
                    .replace("\n", "\r\n");

    private static final Duration DROP = Duration.ofMinutes(4);

    private final List<String> journal = new ArrayList<>();
    private final World world = new World(1, Instant.parse("2013-01-01T00:00:00Z"), journal::add);
    private final VirtualInternet internet = new VirtualInternet(world.tasks("net"), world.time());
    private final Provider provider =
            Provider.of(ProviderPolicy.always(TestSites.HOST, RULES), TestSites.ACCOUNTS);

    @AfterEach
    void closeWorld() {
        world.close();
    }

    @Test
    void takesAMailBySubmissionAndHandsItOutByPop3() throws LinkException {
        serve(provider);

        String submission = talk(Service.SUBMISSION, MAIL + "QUIT\r\n");
        String pop3 = talk(Service.POP3, "USER tu\r\nPASS secret\r\nRETR 1\r\nQUIT\r\n");

        assertThat(submission).endsWith("250 2.0.0 Ok: queued as 0000000001\r\n221 2.0.0 Bye\r\n");
        assertThat(pop3).contains("Subject: high wind\r\n\r\n15 m/s\r\n.\r\n");
    }

    @Test
    void journalsTheFactsButNoPassword() throws LinkException {
        serve(provider);

        talk(Service.SUBMISSION, MAIL + "QUIT\r\n");

        assertThat(journal)
                .anyMatch(line -> line.contains("\"event\":\"auth.ok\",\"user\":\"tu\""))
                .anyMatch(line -> line.contains("\"event\":\"mail.stored\",\"id\":\"0000000001\""))
                .anyMatch(line -> line.contains("\"event\":\"connection.closed\""))
                .noneMatch(line -> line.contains("secret") || line.contains("AHR1AHNlY3JldA"));
    }

    @Test
    void keepsAMailWhoseLastReplyIsLost() throws LinkException {
        serve(
                provider.with(
                        BehaviourPlan.always(new Repertoire().find("lost-250-eof").orElseThrow())));

        String replies = talk(Service.SUBMISSION, MAIL);

        assertThat(replies).endsWith("354 End data with <CR><LF>.<CR><LF>\r\n");
        assertThat(provider.mailboxes().mails("tu@provider.test"))
                .extracting(StoredMail::arrival)
                .containsExactly(world.time().now());
    }

    @Test
    void saysGoodbyeToAClientThatFallsSilent() throws LinkException {
        serve(provider);
        Instant start = world.time().now();

        String replies = talk(Service.SUBMISSION, "NOOP\r\n");

        assertThat(replies).endsWith("421 4.4.2 mail.provider.test Error: timeout exceeded\r\n");
        assertThat(world.time().now()).isEqualTo(start.plus(Duration.ofMinutes(5)));
    }

    @Test
    void endsAClientWhoseWordsDrip() throws LinkException {
        serve(provider);
        Instant start = world.time().now();
        byte[] buffer = new byte[4096];

        try (ByteLink link = connect(Service.SUBMISSION)) {
            int drops = 0;
            while (link.read(buffer, 0, buffer.length, world.time().after(DROP)) >= 0
                    && drops < 100) {
                drops++;
                link.write(new byte[] {'x'}, world.time().after(DROP));
            }
        } catch (LinkException hungUp) {
            assertThat(hungUp).hasMessageContaining("closed");
        }

        assertThat(Duration.between(start, world.time().now()))
                .isBetween(Duration.ofMinutes(55), Duration.ofMinutes(70));
    }

    @Test
    void aFastCalendarLeavesABrowserItsTime() throws LinkException {
        serveAtSixtyTimes();

        String answer = drip("GET /login HTTP/1.1\r\n", "Host: h\r\n", "Connection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200");
    }

    @Test
    void aFastCalendarDoesNotMakeTheServerPatient() throws LinkException {
        serveAtSixtyTimes();

        String answer =
                drip("GET /login HTTP/1.1\r\n", "Host: h\r\n", "A: b\r\n", "C: d\r\n", "\r\n");

        assertThat(answer).startsWith("HTTP/1.1 408");
    }

    @Test
    void hangsUpOnAServiceThatNeedsACertificateItDoesNotHave() throws LinkException {
        serve(provider);

        assertThat(talk(Service.SUBMISSIONS, "")).isEmpty();
    }

    @Test
    void turnsAwayMoreClientsThanItCanServe() throws LinkException {
        serve(provider);
        List<ByteLink> clients = new ArrayList<>();
        for (int i = 0; i < ProviderServer.MAX_CONNECTIONS; i++) {
            clients.add(connect(Service.SUBMISSION));
        }

        assertThat(talk(Service.SUBMISSION, ""))
                .isEqualTo("421 4.7.0 mail.provider.test Error: too many connections\r\n");
        assertThat(talk(Service.POP3, ""))
                .isEqualTo("-ERR [SYS/TEMP] too many connections, come back later.\r\n");
        assertThat(talk(Service.MEMBER, ""))
                .startsWith("HTTP/1.1 503 ")
                .endsWith("connections\r\n");
        clients.forEach(ByteLink::close);
        world.runFor(Duration.ofSeconds(1));
        assertThat(talk(Service.SUBMISSION, "QUIT\r\n")).endsWith("221 2.0.0 Bye\r\n");
    }

    @Test
    void aBugThatAClientMeetsEndsThatClientOnly() throws LinkException {
        server(provider.with(connection -> clumsy(connection)))
                .shielded()
                .serve(internet, PortPlan.registered(TestSites.HOST));

        assertThat(talk(Service.SUBMISSION, "EHLO unit\r\nNOOP\r\n"))
                .isEqualTo(
                        """
                        220 mail.provider.test ESMTP
                        421 4.3.0 mail.provider.test Error: internal error
                        """
                                .replace("\n", "\r\n"));
        assertThat(talk(Service.SUBMISSION, "QUIT\r\n")).endsWith("221 2.0.0 Bye\r\n");
        assertThat(journal)
                .anyMatch(line ->
                        line.contains("connection.failed") && line.contains("as the test wants"));
    }

    @Test
    void aBugEndsTheWorldItHappensIn() throws LinkException {
        server(provider.with(connection -> clumsy(connection)))
                .serve(internet, PortPlan.registered(TestSites.HOST));

        assertThatThrownBy(() -> talk(Service.SUBMISSION, "EHLO unit\r\n"))
                .isInstanceOf(WorldFailure.class)
                .hasStackTraceContaining("as the test wants");
    }

    @Test
    void anAcceptedMailIsPaidForOnce() throws LinkException {
        serve(provider);

        talk(Service.SUBMISSION, MAIL + "QUIT\r\n");

        long octets = provider.mailboxes().octets("tu@provider.test");
        assertThat(provider.memory().used()).isEqualTo(octets + MemoryBudget.A_MAIL);
    }

    @Test
    void aClientThatLeavesInTheMiddleOfAMailKeepsNoMemory() throws LinkException {
        serve(provider);
        try (ByteLink link = connect(Service.SUBMISSION)) {
            String unfinished = MAIL.substring(0, MAIL.length() - 3) + "x\r\n".repeat(20_000);
            link.write(unfinished.getBytes(StandardCharsets.US_ASCII), world.time().after(DROP));
            world.runFor(Duration.ofSeconds(1));
            assertThat(provider.memory().used()).isGreaterThan(60_000);
        }
        world.runFor(Duration.ofSeconds(1));

        assertThat(provider.memory().used()).isZero();
    }

    private static Behaviour clumsy(int connection) {
        return moment -> {
            if (connection == 1 && moment.stage() == Stage.EHLO) {
                throw new IllegalStateException("as the test wants");
            }
            return Optional.empty();
        };
    }

    private ProviderServer server(Provider served) {
        return new ProviderServer(
                world.tasks("provider"), world.time(), world.journal("provider"), served);
    }

    private Serving serve(Provider served) throws LinkException {
        return server(served).serve(internet, PortPlan.registered(TestSites.HOST));
    }

    /// A provider whose member page lives sixty times as fast as its visitors.
    private void serveAtSixtyTimes() throws LinkException {
        new ProviderServer(
                        world.tasks("provider"),
                        Calendar.from(world.time(), Instant.parse("2017-01-20T00:00:00Z"), 60),
                        world.journal("provider"),
                        provider,
                        world.randomness("provider"))
                .serve(internet, PortPlan.registered(TestSites.HOST));
    }

    /// Asks the member page, a part every ten seconds.
    private String drip(String... parts) throws LinkException {
        byte[] answer = new byte[4096];
        try (ByteLink link = connect(Service.MEMBER)) {
            for (String part : parts) {
                link.write(part.getBytes(StandardCharsets.US_ASCII), world.time().after(DROP));
                world.runFor(Duration.ofSeconds(10));
            }
            int count = link.read(answer, 0, answer.length, world.time().after(DROP));
            return new String(answer, 0, count, StandardCharsets.UTF_8);
        }
    }

    private ByteLink connect(Service service) throws LinkException {
        return internet.connect(
                TestSites.HOST, service.port(), world.time().after(Duration.ofMinutes(1)));
    }

    /// Says all at once and listens until the server hangs up.
    private String talk(Service service, String commands) throws LinkException {
        StringBuilder replies = new StringBuilder();
        try (ByteLink link = connect(service)) {
            if (!commands.isEmpty()) {
                link.write(
                        commands.getBytes(StandardCharsets.US_ASCII),
                        world.time().after(Duration.ofMinutes(1)));
            }
            byte[] buffer = new byte[4096];
            int count =
                    link.read(buffer, 0, buffer.length, world.time().after(Duration.ofHours(1)));
            while (count > 0) {
                replies.append(new String(buffer, 0, count, StandardCharsets.US_ASCII));
                count =
                        link.read(
                                buffer, 0, buffer.length, world.time().after(Duration.ofHours(1)));
            }
        }
        return replies.toString();
    }
}
