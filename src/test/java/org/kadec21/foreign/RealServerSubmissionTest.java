package org.kadec21.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kadec21.foreign.PostfixDovecot.Port;
import org.kadec21.foreign.PostfixLog.Login;
import org.kadec21.foreign.SubmitTool.Said;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// `./kadec21 submit` at a Postfix with Dovecot's SASL that has a port for each temper of a server.
@Tag("foreign")
final class RealServerSubmissionTest {

    private static final String USER = "tele@lab.test";
    private static final String ACCEPTED = "accepted - 250 2.0.0 final_reply";

    /// Greylisting ends after five seconds; a start of the tool takes at least half a one.
    private static final int MOST_TRIES = 60;

    /// Beyond the 4096 that one port takes, and beyond what is left to the user `full`.
    private static final int BIG_LINES = 100;

    private static PostfixDovecot servers;

    @TempDir private Path folder;

    @BeforeAll
    static void startServers() throws IOException {
        servers = PostfixDovecot.start();
    }

    @AfterAll
    static void stopServers() throws IOException {
        servers.close();
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    OPEN,       off,      PLAIN,         -
                    OPEN,       off,      LOGIN,         -
                    OPEN,       off,      CRAM-MD5,      -
                    OPEN,       off,      DIGEST-MD5,    -
                    OPEN,       off,      SCRAM-SHA-1,   -
                    OPEN,       off,      SCRAM-SHA-256, -
                    LEGACY,     off,      PLAIN,         -
                    LEGACY,     optional, DIGEST-MD5,    -
                    OPEN,       optional, SCRAM-SHA-256, TLSv1.3
                    SUBMISSION, required, PLAIN,         TLSv1.3
                    SUBMISSION, required, LOGIN,         TLSv1.3
                    SUBMISSION, required, CRAM-MD5,      TLSv1.3
                    SUBMISSION, required, DIGEST-MD5,    TLSv1.3
                    SUBMISSION, required, SCRAM-SHA-1,   TLSv1.3
                    SUBMISSION, required, SCRAM-SHA-256, TLSv1.3
                    SUBMISSION, required, XOAUTH2,       TLSv1.3
                    SUBMISSION, required, OAUTHBEARER,   TLSv1.3
                    MUSTTLS,    required, SCRAM-SHA-256, TLSv1.3
                    MUSTTLS,    optional, PLAIN,         TLSv1.3
                    TLS12,      required, PLAIN,         TLSv1.2
                    SMTPS,      implicit, PLAIN,         TLSv1.3
                    SMTPS,      implicit, CRAM-MD5,      TLSv1.3
                    SMTPS,      implicit, DIGEST-MD5,    TLSv1.3
                    SMTPS,      implicit, SCRAM-SHA-256, TLSv1.3
                    SMTPS,      implicit, OAUTHBEARER,   TLSv1.3
                    """)
    void logsInByTheMechanismAndDeliversByteForByte(
            Port port, String tls, String mechanism, String protocol) throws IOException {
        String id = String.join(".", port.name(), tls, mechanism) + "@lab.test";
        String text = mail(id, 1);
        Path secret = mechanism.contains("OAUTH") ? token() : password("secret");

        Said said =
                submit(
                        text,
                        port,
                        tls,
                        "--auth",
                        mechanism,
                        "--user",
                        USER,
                        "--password-file",
                        secret.toString());

        assertThat(said.verdict()).isEqualTo(ACCEPTED);
        assertThat(said.text("auth")).isEqualTo(mechanism);
        assertThat(said.text("tls").split(" ", -1)[0]).isEqualTo(protocol);
        String reply = said.text("reply");
        String queueId = reply.substring(reply.lastIndexOf(' ') + 1);
        assertThat(servers.log().login(queueId))
                .contains(new Login(port.name().toLowerCase(Locale.ROOT), mechanism, USER));
        servers.awaitDelivered(queueId);
        assertThat(servers.arrived("alice", id)).singleElement().asString().endsWith(text);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    OPEN,       off,      SCRAM-SHA-256
                    LEGACY,     off,      SCRAM-SHA-256
                    SUBMISSION, required, SCRAM-SHA-256
                    """)
    void takesTheStrongestOfferedByItself(Port port, String tls, String mechanism)
            throws IOException {
        Said said = submit(mail("strongest@lab.test", 1), port, tls, login("secret"));

        assertThat(said.verdict()).isEqualTo(ACCEPTED);
        assertThat(said.text("auth")).isEqualTo(mechanism);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    SUBMISSION, off,      deferred security - - auth,         offers none
                    MUSTTLS,    off,      deferred security - - auth,         offers none
                    LEGACY,     required, deferred security - - starttls,     STARTTLS
                    MX,         required, deferred security - - auth,         offers none
                    OPEN,       implicit, deferred security - - tls,          587 wants STARTTLS
                    EXPIRED,    implicit, deferred security - - tls,          has expired
                    WRONGHOST,  implicit, deferred security - - tls,          another host name
                    OTHERCA,    implicit, deferred security - - tls,          unknown CA
                    CLOSED,     off,      deferred host 421 4.3.2 greeting,   Service not available
                    TEMPFAIL,   required, deferred host 451 4.3.0 rcpt,       Temporary lab failure
                    DATA451,    required, deferred host 451 4.3.0 final_reply, after DATA
                    """)
    void saysWhatThePortDoesNotGive(Port port, String tls, String verdict, String reason)
            throws IOException {
        Said said = submit(mail("refused@lab.test", 1), port, tls, login("secret"));

        assertThat(said.verdict()).isEqualTo(verdict);
        assertThat(said.text("reason")).contains(reason);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    tmp450,   deferred mail 450 4.2.1 rcpt
                    tmp451,   deferred host 451 4.3.0 rcpt
                    tmp452,   deferred host 452 4.3.1 rcpt
                    quota452, deferred mail 452 4.2.2 rcpt
                    quota552, deferred mail 552 5.2.2 rcpt
                    no550,    rejected - 550 5.1.1 rcpt
                    rej554,   rejected - 554 5.7.1 rcpt
                    close421, deferred host 421 4.7.0 rcpt
                    """)
    void givesTheRecipientsAnswerItsScope(String recipient, String verdict) throws IOException {
        String[] options = with(login("secret"), "--to", recipient + "@lab.test");

        Said said = submit(mail("recipient@lab.test", 1), Port.SUBMISSION, "required", options);

        assertThat(said.verdict()).isEqualTo(verdict);
    }

    @Test
    void deliversToOneOfTwoRecipientsAndSaysSoOfEach() throws IOException {
        String[] options = with(login("secret"), "--to", "alice@lab.test", "no550@lab.test");

        Said said = submit(mail("partly@lab.test", 1), Port.SUBMISSION, "required", options);

        assertThat(said.verdict()).isEqualTo("rejected - 550 5.1.1 rcpt");
        assertThat(said.object().get("recipients").valueStream())
                .extracting(recipient -> new Said(recipient).verdict())
                .containsExactly(ACCEPTED, "rejected - 550 5.1.1 rcpt");
    }

    @Test
    void aWrongPasswordConcernsTheAccount() throws IOException {
        Said said = submit(mail("wrong@lab.test", 1), Port.OPEN, "off", login("wrong"));

        assertThat(said.verdict()).isEqualTo("deferred account 535 5.7.8 auth");
    }

    @Test
    void aTokenGoesInClearTextWhereTlsIsSwitchedOff() throws IOException {
        String[] options = {
            "--auth", "XOAUTH2", "--user", USER, "--password-file", token().toString()
        };

        Said asked = submit(mail("token@lab.test", 1), Port.OPEN, "off", options);

        assertThat(asked.verdict()).isEqualTo(ACCEPTED);
        assertThat(asked.text("auth")).isEqualTo("XOAUTH2");
    }

    @Test
    void withoutALoginAMustTlsPortAnswers530() throws IOException {
        Said said = submit(mail("nobody@lab.test", 1), Port.MUSTTLS, "off");

        assertThat(said.verdict()).isEqualTo("deferred security 530 5.7.0 mail");
    }

    @Test
    void withoutALoginAnExchangerTakesMailForItsOwn() throws IOException {
        Said said = submit(mail("exchanger@lab.test", 1), Port.MX, "off");

        assertThat(said.verdict()).isEqualTo(ACCEPTED);
        assertThat(said.text("auth")).isEqualTo("-");
    }

    @Test
    void aMailBeyondTheServersSizeIsRefusedBeforeAByteOfIt() throws IOException {
        String big = mail("big@lab.test", BIG_LINES);

        Said said = submit(big, Port.SMALL, "required", login("secret"));

        assertThat(said.verdict()).isEqualTo("rejected - 552 5.3.4 mail");
        assertThat(said.text("reason")).contains("not sent", "the server takes 4096");
        assertThat(said.object().get("bytes_up").asInt()).isLessThan(big.length());
    }

    @Test
    void aFullMailboxMakesTheMailWait() throws IOException {
        String[] options = with(login("secret"), "--to", "full@lab.test");

        Said said = submit(mail("full@lab.test", BIG_LINES), Port.QUOTA, "required", options);

        assertThat(said.verdict()).isEqualTo("deferred mail 452 4.2.2 rcpt");
    }

    @Test
    void greylistingMakesTheMailWaitUntilItIsAccepted() throws IOException {
        String text = mail("grey@lab.test", 1);

        Said said = submit(text, Port.GREYLIST, "required", login("secret"));
        assertThat(said.verdict()).isEqualTo("deferred mail 451 4.7.1 rcpt");

        for (int tries = 0; !said.text("outcome").equals("accepted"); tries++) {
            assertThat(tries).describedAs(said::verdict).isLessThan(MOST_TRIES);
            said = submit(text, Port.GREYLIST, "required", login("secret"));
        }
        assertThat(said.verdict()).isEqualTo(ACCEPTED);
    }

    @Test
    void aPinStandsForAnUnknownAuthority() throws IOException {
        String[] options =
                with(login("secret"), "--tls", "implicit", "--pin", servers.pin("otherca-server"));

        Said said = submitAs(mail("pinned@lab.test", 1), Port.OTHERCA, options);

        assertThat(said.verdict()).isEqualTo(ACCEPTED);
    }

    private Said submit(String mail, Port port, String tls, String... options) throws IOException {
        return submitAs(mail, port, with(options, "--tls", tls, "--ca", servers.ca().toString()));
    }

    private Said submitAs(String mail, Port port, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("mail.eml"), mail);
        return new SubmitTool(folder).submit(file, servers.port(port), options);
    }

    /// A dot alone on its line, dots in front, and a line as long as lines may be.
    private static String mail(String id, int lines) {
        return """
        From: tele@lab.test
        To: alice@lab.test
        Subject: gale
        Date: Thu, 31 Jan 2013 06:00:00 +0000
        Message-ID: <%s>

        wind 18 m/s
        .
        ..dots
        %s
        %send
        """
                .formatted(id, "x".repeat(998), "0123456789".repeat(7).concat("\n").repeat(lines));
    }

    private String[] login(String password) throws IOException {
        return new String[] {"--user", USER, "--password-file", password(password).toString()};
    }

    private static String[] with(String[] options, String... more) {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private Path password(String password) throws IOException {
        return Files.writeString(folder.resolve("password"), password + "\n");
    }

    private Path token() throws IOException {
        return password(servers.token(USER));
    }
}
