package org.kadec21.bench.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.bench.provider.HostProvider.Heard;
import org.kadec21.simulation.provider.ProviderServer;
import org.kadec21.simulation.provider.behaviour.BehaviourPlan;
import org.kadec21.simulation.provider.policy.Service;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Clients that do not behave, over real TCP: the provider says why, and goes on serving others.
class BadClientsTest {

    private static final String LOGIN = "EHLO unit\r\nAUTH PLAIN AHR1AHNlY3JldA==\r\n";
    private static final String ENVELOPE =
            "MAIL FROM:<tu@provider.test>\r\nRCPT TO:<tu@provider.test>\r\nDATA\r\n";
    private static final int MIB = 1 << 20;

    private HostProvider provider;

    @BeforeEach
    void serve() throws Exception {
        provider =
                new HostProvider(
                        HostProvider.RULES.withSizes(MIB, 8L * MIB), BehaviourPlan.regular());
    }

    @AfterEach
    void close() throws IOException {
        try (HostProvider over = provider) {
            Heard others = over.talk(Service.SUBMISSION, "QUIT\r\n", said -> false);
            assertThat(others.said()).as("others are served").endsWith("221 2.0.0 Bye\r\n");
        }
    }

    @Test
    void aCommandLineThatIsTooLongIsRefused() throws Exception {
        Heard heard = say("x".repeat(60_000) + "\r\nQUIT\r\n");

        assertThat(heard.said()).contains("500 5.5.2 Error: line too long").endsWith("Bye\r\n");
    }

    @Test
    void aCommandLineWithoutAnEndIsAnsweredAndHungUpOn() throws Exception {
        Heard heard = say("x".repeat(8 * MIB));

        assertThat(heard.said())
                .contains("500 5.5.2 Error: line too long\r\n421 4.7.0 ")
                .endsWith("Error: line without end\r\n");
        assertThat(heard.hungUp()).isTrue();
    }

    @Test
    void aMailWithoutAnEndIsAnsweredAndHungUpOn() throws Exception {
        String line = "x".repeat(998) + "\r\n";

        Heard heard = say(LOGIN + ENVELOPE + line.repeat(8 * MIB / line.length()));

        assertThat(heard.said()).contains("552 5.3.4").endsWith("Error: mail without end\r\n");
        assertThat(heard.hungUp()).isTrue();
    }

    @Test
    void anEndlessLineOfMailIsRefused() throws Exception {
        Heard heard = say(LOGIN + ENVELOPE + "x".repeat(MIB / 2) + "\r\n.\r\nQUIT\r\n");

        assertThat(heard.said()).contains("554 5.6.0 Error: message line too long");
        assertThat(provider.delivered()).isZero();
    }

    @Test
    void anOversizedMailIsRefusedAndTheNextTaken() throws Exception {
        String line = "x".repeat(70) + "\r\n";

        Heard heard =
                say(
                        LOGIN
                                + ENVELOPE
                                + line.repeat(3 * MIB / 2 / line.length())
                                + ".\r\n"
                                + ENVELOPE
                                + "x\r\n.\r\nQUIT\r\n");

        assertThat(heard.said()).contains("552 5.3.4").contains("Ok: queued as");
        assertThat(provider.delivered()).isEqualTo(1);
    }

    @Test
    void nulsAreNoCommand() throws Exception {
        Heard heard = say("\0\0\0\0\r\nNOOP\0\r\nQUIT\r\n");

        assertThat(heard.said()).contains("502 5.5.2").endsWith("Bye\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n.\n", "\n.\r\n", "\r.\r", "\r\n.\n"})
    void noMailIsSmuggledInBehindAnother(String end) throws Exception {
        Heard heard = say(LOGIN + ENVELOPE + "one" + end + ENVELOPE + "smuggled\r\n.\r\nQUIT\r\n");

        assertThat(heard.said()).contains("521 5.5.2").contains("bare <");
        assertThat(heard.hungUp()).isTrue();
        assertThat(provider.delivered()).isZero();
    }

    @Test
    void whatComesInFrontOfTheHandshakeIsThrownAway() throws Exception {
        Heard heard =
                provider.talk(
                        Service.SUBMISSION,
                        "EHLO x\r\nSTARTTLS\r\n" + LOGIN + ENVELOPE,
                        said -> said.contains("Ready to start TLS"));

        assertThat(heard.said()).doesNotContain("235").doesNotContain("354");
        assertThat(provider.journal()).anyMatch(line -> line.startsWith("starttls.injection"));
    }

    @Test
    void noiseBeforeAndInsteadOfTheHandshakeEndsThere() throws Exception {
        byte[] noise = new byte[100_000];
        new Random(7).nextBytes(noise);
        byte[] opening = "\1\2\3\r\nEHLO x\r\nSTARTTLS\r\n".getBytes(StandardCharsets.US_ASCII);

        try (Socket socket = provider.connect(Service.SUBMISSION)) {
            socket.getOutputStream().write(opening);
            awaitReady(socket);
            Heard heard = provider.talk(socket, noise, said -> false);

            assertThat(heard.hungUp()).isTrue();
        }
        assertThat(provider.journal()).anyMatch(line -> line.startsWith("tls.failed"));
    }

    @Test
    void aCommandOfPop3WithoutAnEndIsAnsweredAndHungUpOn() throws Exception {
        Heard heard = provider.talk(Service.POP3, "U".repeat(MIB), said -> false);

        assertThat(heard.said())
                .contains("-ERR Line too long.\r\n")
                .endsWith("-ERR Line without end, goodbye.\r\n");
        assertThat(heard.hungUp()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400})
    void aCrowdAtOnceIsServedOrToldWhyNot(int crowd) throws Exception {
        List<Socket> clients = new ArrayList<>();
        List<String> said = new ArrayList<>();
        try {
            for (int i = 0; i < crowd; i++) {
                clients.add(provider.connect(Service.SUBMISSION));
            }
            for (Socket client : clients) {
                client.setSoTimeout(20_000);
                said.add(firstLine(client));
            }
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
        int served = Math.min(crowd, ProviderServer.MAX_CONNECTIONS);
        assertThat(said).filteredOn(line -> line.startsWith("220 ")).hasSize(served);
        assertThat(said)
                .filteredOn(line -> line.endsWith("Error: too many connections"))
                .hasSize(crowd - served)
                .allMatch(line -> line.startsWith("421 4.7.0 "));
        awaitPlace();
    }

    @Test
    void whoIsTurnedAwayInsideTlsIsToldSoThere() throws Exception {
        List<Socket> others = new ArrayList<>();
        try {
            for (int i = 0; i < ProviderServer.MAX_CONNECTIONS; i++) {
                others.add(provider.connect(Service.RELAY));
                assertThat(isGreeted(others.getLast())).isTrue();
            }
            try (Socket client = provider.connectTls()) {
                client.setSoTimeout(20_000);
                assertThat(firstLine(client)).endsWith("Error: too many connections");
            }
        } finally {
            for (Socket other : others) {
                other.close();
            }
        }
        awaitPlace();
    }

    @Test
    void clientsThatSayNothingOrLittleKeepNobodyElseWaiting() throws Exception {
        List<Socket> idle = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Socket client = provider.connect(Service.SUBMISSION);
            client.getOutputStream().write('E');
            idle.add(client);
        }

        Heard heard = say(LOGIN + ENVELOPE + "x\r\n.\r\nQUIT\r\n");

        assertThat(heard.said()).contains("Ok: queued as");
        for (Socket client : idle) {
            client.close();
        }
    }

    private Heard say(String commands) throws IOException {
        return provider.talk(Service.SUBMISSION, commands, said -> false);
    }

    private static String firstLine(Socket client) throws IOException {
        StringBuilder line = new StringBuilder();
        int octet = client.getInputStream().read();
        while (octet >= 0 && octet != '\r') {
            line.append((char) octet);
            octet = client.getInputStream().read();
        }
        return line.toString();
    }

    private static boolean isGreeted(Socket client) {
        try {
            return client.getInputStream().read() == '2';
        } catch (IOException reset) {
            return false;
        }
    }

    private static void awaitReady(Socket socket) throws IOException {
        StringBuilder said = new StringBuilder();
        socket.setSoTimeout(20_000);
        while (!said.toString().contains("Ready to start TLS\r\n")) {
            int octet = socket.getInputStream().read();
            if (octet < 0) {
                throw new IOException("hung up behind " + said);
            }
            said.append((char) octet);
        }
    }

    /// Until one of those that have left has been noticed.
    private void awaitPlace() throws IOException {
        boolean place = false;
        for (int tries = 0; tries < 10_000 && !place; tries++) {
            try (Socket client = provider.connect(Service.SUBMISSION)) {
                place = isGreeted(client);
            }
        }
        assertThat(place).isTrue();
    }
}
