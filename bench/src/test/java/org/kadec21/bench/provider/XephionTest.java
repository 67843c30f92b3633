package org.kadec21.bench.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.bench.config.ProviderFile;
import org.kadec21.hal.LinkException;
import org.kadec21.simulation.provider.delivery.TestWords;
import org.kadec21.simulation.provider.mailbox.MemberLog.Reason;
import org.kadec21.simulation.provider.mailbox.StoredMail;
import org.kadec21.simulation.provider.policy.Service;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;

/// Each row of the notice of 2017-01-24, before and after, in virtual time.
class XephionTest {

    private static final String BEFORE = "2017-01-23T12:00:00+09:00";
    private static final String AFTER = "2017-01-24T06:00:00+09:00";
    private static final String PLAIN_TU = "AUTH PLAIN AHR1AHNlY3JldA==";
    private static final String PLAIN_PAYER =
            "AUTH PLAIN " + base64("\0payer\0secret".getBytes(StandardCharsets.US_ASCII));
    private static final int MIB = 1 << 20;

    @Test
    void offersTlsAfterTheChangeAndServesWhoDoesNotUseIt() throws LinkException {
        try (XephionWorld world = new XephionWorld(BEFORE)) {
            assertThat(world.talk(Service.SUBMISSION, "EHLO u", "STARTTLS"))
                    .doesNotContain("250-STARTTLS")
                    .contains("502 5.5.1");
            assertThat(world.talk(Service.POP3, "CAPA", "STLS")).contains("-ERR TLS");
            assertThat(world.talk(Service.SUBMISSIONS)).isEmpty();

            world.liveUntil(AFTER);

            assertThat(world.talk(Service.SUBMISSION, "EHLO u")).contains("250-STARTTLS");
            assertThat(world.talk(Service.SUBMISSION, "EHLO u", "STARTTLS")).contains("220 2.0.0");
            assertThat(world.talk(Service.POP3, "CAPA")).contains("\r\nSTLS\r\n");
            assertThat(world.talk(Service.SUBMISSION, "EHLO u", PLAIN_TU)).contains("235 2.7.0");
            assertThat(world.talk(Service.POP3, "USER tu", "PASS secret")).contains("+OK Logged");
        }
    }

    @Test
    void refusesTheMd5MechanismsAfterTheChange() throws LinkException {
        try (XephionWorld world = new XephionWorld(BEFORE)) {
            assertThat(world.talk(Service.SUBMISSION, "EHLO u", "AUTH CRAM-MD5"))
                    .contains("250-AUTH CRAM-MD5 DIGEST-MD5 PLAIN LOGIN\r\n")
                    .contains("\r\n334 ");
            assertThat(world.talk(Service.SUBMISSION, "EHLO u", "AUTH DIGEST-MD5"))
                    .contains("\r\n334 ");

            world.liveUntil(AFTER);

            assertThat(world.talk(Service.SUBMISSION, "EHLO u", "AUTH CRAM-MD5"))
                    .contains("250-AUTH PLAIN LOGIN\r\n")
                    .contains("\r\n504 5.5.4");
            assertThat(world.talk(Service.SUBMISSION, "EHLO u", "AUTH DIGEST-MD5"))
                    .contains("\r\n504 5.5.4");
        }
    }

    @Test
    void refusesApopAfterTheChange() throws LinkException {
        try (XephionWorld world = new XephionWorld(BEFORE)) {
            assertThat(world.talk(Service.POP3)).startsWith("+OK").contains("<").contains("@");

            world.liveUntil(AFTER);

            assertThat(world.talk(Service.POP3, "APOP tu c4c9334bac560ecc979e58001b3e22fb"))
                    .doesNotContain("<")
                    .contains("-ERR");
        }
    }

    @Test
    void mailboxesGrowByThemselves() throws LinkException {
        try (XephionWorld world = new XephionWorld(BEFORE)) {
            fill(world, 50 * MIB);
            String[] envelope = {
                "EHLO u", PLAIN_TU, "MAIL FROM:<tu@x.test>", "RCPT TO:<" + XephionWorld.UNIT + ">"
            };

            assertThat(world.talk(Service.SUBMISSION, envelope)).endsWith("Mailbox full\r\n");
            world.liveUntil(AFTER);
            assertThat(world.talk(Service.SUBMISSION, envelope)).endsWith("250 2.1.5 Ok\r\n");
        }
    }

    @Test
    void keepsMailForAYearAfterTheChange() throws LinkException {
        try (XephionWorld world = new XephionWorld(BEFORE)) {
            send(world, Service.SUBMISSION, PLAIN_TU, "old");
            world.liveUntil("2017-02-01T12:00:00+09:00");
            send(world, Service.SUBMISSION, PLAIN_TU, "new");

            world.liveUntil("2018-01-24T23:59:00+09:00");
            assertThat(mails(world)).hasSize(2);
            world.liveUntil("2018-01-25T00:01:00+09:00");
            assertThat(mails(world)).hasSize(1);
            world.liveUntil("2018-02-01T23:59:00+09:00");
            assertThat(mails(world)).hasSize(1);
            world.liveUntil("2018-02-02T00:01:00+09:00");
            assertThat(mails(world)).isEmpty();
            assertThat(world.journal()).anyMatch(line -> line.contains("mail.expired"));
        }
    }

    @Test
    void searchesOutgoingMailForSubscribersThenForEverybody() throws LinkException {
        String infected = base64(TestWords.eicar());
        try (XephionWorld world = new XephionWorld(BEFORE)) {
            send(world, Service.SUBMISSION, PLAIN_TU, infected);
            send(world, Service.SUBMISSION, PLAIN_PAYER, infected);
            assertThat(mails(world)).as("only that of who does not pay").hasSize(1);
            assertThat(world.provider().mailboxes().mails(XephionWorld.PAYING))
                    .as("the notice")
                    .singleElement()
                    .satisfies(mail ->
                            assertThat(text(world, XephionWorld.PAYING, mail))
                                    .contains(TestWords.EICAR_NAME));

            world.liveUntil(AFTER);
            send(world, Service.SUBMISSION, PLAIN_TU, infected);

            assertThat(mails(world))
                    .as("the old one, and a notice")
                    .hasSize(2)
                    .last()
                    .satisfies(mail ->
                            assertThat(text(world, XephionWorld.UNIT, mail))
                                    .contains("Subject: A virus"));
            assertThat(world.provider().log().entries("tu", Reason.VIRUS)).hasSize(1);
        }
    }

    @Test
    void servesNoCustomerDuringTheOutage() throws LinkException {
        try (XephionWorld world = new XephionWorld("2017-01-23T23:59:30+09:00")) {
            assertThat(world.talk(Service.SUBMISSION)).startsWith("220 ");

            world.liveUntil("2017-01-24T00:00:00+09:00");
            assertThat(world.talk(Service.SUBMISSION)).isEmpty();
            assertThat(world.talk(Service.POP3)).isEmpty();
            world.liveUntil("2017-01-24T01:29:59+09:00");
            assertThat(world.talk(Service.SUBMISSION)).isEmpty();
            world.liveUntil("2017-01-24T01:30:00+09:00");
            assertThat(world.talk(Service.SUBMISSION)).startsWith("220 ");
            assertThat(world.talk(Service.POP3)).startsWith("+OK");
        }
    }

    @Test
    void mailFromElsewhereIsLateByTheRestOfTheOutage() throws LinkException {
        try (XephionWorld world = new XephionWorld("2017-01-24T00:00:00+09:00")) {
            String replies = send(world, Service.RELAY, "NOOP", "from elsewhere");

            assertThat(replies).contains("Ok: queued as");
            world.liveUntil("2017-01-24T01:29:00+09:00");
            assertThat(mails(world)).isEmpty();
            world.liveUntil("2017-01-24T01:31:00+09:00");
            assertThat(mails(world))
                    .extracting(StoredMail::arrival)
                    .containsExactly(OffsetDateTime.parse("2017-01-24T01:30:00+09:00").toInstant());
        }
    }

    @Test
    void mailsFromElsewhereKeepTheirOrderOverTheOutage() throws LinkException {
        try (XephionWorld world = new XephionWorld("2017-01-24T00:00:00+09:00")) {
            for (int i = 0; i < 20; i++) {
                send(world, Service.RELAY, "NOOP", "number " + i);
            }

            world.liveUntil("2017-01-24T01:31:00+09:00");

            List<StoredMail> mails = mails(world);
            assertThat(mails).hasSize(20);
            for (int i = 0; i < 20; i++) {
                assertThat(text(world, XephionWorld.UNIT, mails.get(i)))
                        .endsWith("number " + i + "\r\n");
            }
        }
    }

    @Test
    void hasBothPlans() {
        assertThat(ProviderFile.read(XephionWorld.file()).plans())
                .containsExactly("Enterprise basic mail", "Enterprise mail plus");
    }

    private static List<StoredMail> mails(XephionWorld world) {
        return world.provider().mailboxes().mails(XephionWorld.UNIT);
    }

    private static String text(XephionWorld world, String address, StoredMail mail) {
        byte[] content = world.provider().mailboxes().content(address, mail).orElseThrow();
        return new String(content, StandardCharsets.ISO_8859_1);
    }

    private static void fill(XephionWorld world, int octets) {
        world.provider()
                .mailboxes()
                .store(
                        XephionWorld.UNIT,
                        OffsetDateTime.parse(BEFORE).toInstant(),
                        new byte[octets]);
    }

    private static String send(XephionWorld world, Service service, String auth, String body)
            throws LinkException {
        return world.talk(
                service,
                "EHLO u",
                auth,
                "MAIL FROM:<someone@elsewhere.test>",
                "RCPT TO:<" + XephionWorld.UNIT + ">",
                "DATA",
                "Subject: a test",
                "",
                body,
                ".",
                "QUIT");
    }

    private static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }
}
