package org.kadec21.simulation.provider.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.simulation.provider.TestSites;
import org.kadec21.simulation.provider.dialogue.Action;
import org.kadec21.simulation.provider.dialogue.Event;
import org.kadec21.simulation.provider.smtp.Behaviour;
import org.kadec21.simulation.provider.smtp.SmtpCore;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import javax.net.ssl.SSLException;

class TlsLayerTest {

    private static TestIdentity identity;

    private final List<Action> actions = new ArrayList<>();

    @BeforeAll
    static void makeIdentity() throws GeneralSecurityException, IOException {
        identity = TestIdentity.create();
    }

    @Test
    void sendsTheRepliesToAGroupInOnePortion() {
        TlsLayer layer = layer("RELAY", false);
        say(layer, "HELO c\r\n");
        actions.clear();

        say(layer, "MAIL FROM:<>\r\nRCPT TO:<tu@provider.test>\r\nDATA\r\n");

        assertThat(actions).hasSize(1);
        assertThat(sentText()).startsWith("250 2.1.0 Ok\r\n250 2.1.5 Ok\r\n354 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void speaksTlsBehindStartTls(String protocol) throws SSLException {
        TlsLayer layer = layer("SUBMISSION", false);
        say(layer, "EHLO unit\r\nSTARTTLS\r\n");
        assertThat(sentText()).endsWith("220 2.0.0 Ready to start TLS\r\n");
        ClientTls client = new ClientTls(identity.client(), TestSites.HOST, protocol);
        handshake(layer, client, 16_384);

        assertThat(ask(layer, client, "EHLO unit\r\n")).contains("250-AUTH PLAIN LOGIN\r\n");
        assertThat(ask(layer, client, "QUIT\r\n")).isEqualTo("221 2.0.0 Bye\r\n");
        assertThat(client.isClosed()).isTrue();
        assertThat(actions)
                .contains(Action.Note.of("tls.established"))
                .endsWith(new Action.HangUp());
    }

    @Test
    void speaksTlsFromTheFirstOctetInSinglePortions() throws SSLException {
        TlsLayer layer = layer("SUBMISSIONS", true);
        actions.addAll(layer.on(new Event.Connected(), Instant.EPOCH));
        assertThat(actions).isEmpty();
        ClientTls client = new ClientTls(identity.client(), TestSites.HOST, "TLSv1.3");

        String greeting = handshake(layer, client, 1);

        assertThat(greeting).isEqualTo("220 mail.provider.test ESMTP\r\n");
        assertThat(ask(layer, client, "EHLO unit\r\n")).contains("250-AUTH PLAIN LOGIN\r\n");
    }

    @Test
    void takesNothingFromInFrontOfTheHandshake() throws SSLException {
        TlsLayer layer = layer("RELAY", false);
        say(layer, "EHLO evil\r\nSTARTTLS\r\nMAIL FROM:<evil@other.example>\r\n");
        ClientTls client = new ClientTls(identity.client(), TestSites.HOST, "TLSv1.3");
        handshake(layer, client, 16_384);

        String replies = ask(layer, client, "HELO unit\r\nRCPT TO:<tu@provider.test>\r\n");

        assertThat(replies)
                .isEqualTo("250 mail.provider.test\r\n503 5.5.1 Error: need MAIL command\r\n");
    }

    @Test
    void hangsUpOnAClientThatDoesNotSpeakTls() {
        TlsLayer layer = layer("RELAY", false);
        say(layer, "STARTTLS\r\n");
        actions.clear();

        say(layer, "EHLO unit\r\nMAIL FROM:<tu@provider.test>\r\n");

        assertThat(actions).endsWith(new Action.HangUp());
        assertThat(actions)
                .anyMatch(a -> a instanceof Action.Note note && note.event().equals("tls.failed"));
    }

    @Test
    void showsACertificateThatIsGoodForItsOwnNameOnly() throws SSLException {
        TlsLayer layer = layer("RELAY", false);
        say(layer, "STARTTLS\r\n");
        ClientTls client = new ClientTls(identity.client(), "another.test", "TLSv1.3");

        assertThatThrownBy(() -> handshake(layer, client, 16_384))
                .hasMessageContaining("another.test");
    }

    @Test
    void endsSilentlyWhenAClientStallsInTheHandshake() {
        TlsLayer layer = layer("RELAY", false);
        say(layer, "STARTTLS\r\n");

        assertThat(layer.on(new Event.TimedOut(), Instant.EPOCH))
                .containsExactly(new Action.HangUp());
    }

    private static TlsLayer layer(String setting, boolean implicit) {
        return new TlsLayer(
                new SmtpCore(TestSites.smtp(setting), Behaviour.regular()),
                () -> new ServerTls(identity.server()),
                implicit);
    }

    private void say(TlsLayer layer, String text) {
        give(layer, text.getBytes(StandardCharsets.US_ASCII));
    }

    private byte[] give(TlsLayer layer, byte[] octets) {
        List<Action> now = layer.on(new Event.Received(octets), Instant.EPOCH);
        actions.addAll(now);
        return sent(now);
    }

    /// Lets both sides talk until nobody has anything left to say.
    ///
    /// @return what the server said inside TLS meanwhile
    private String handshake(TlsLayer layer, ClientTls client, int portion) throws SSLException {
        StringBuilder plain = new StringBuilder();
        byte[] toServer = client.received(new byte[0]).ciphertext();
        while (toServer.length > 0) {
            ByteArrayOutputStream next = new ByteArrayOutputStream();
            for (int from = 0; from < toServer.length; from += portion) {
                int to = Math.min(toServer.length, from + portion);
                byte[] answer = give(layer, Arrays.copyOfRange(toServer, from, to));
                ClientTls.Progress progress = client.received(answer);
                plain.append(new String(progress.plaintext(), StandardCharsets.US_ASCII));
                next.writeBytes(progress.ciphertext());
            }
            toServer = next.toByteArray();
        }
        return plain.toString();
    }

    private String ask(TlsLayer layer, ClientTls client, String text) throws SSLException {
        byte[] answer = give(layer, client.encrypt(text.getBytes(StandardCharsets.US_ASCII)));
        return new String(client.received(answer).plaintext(), StandardCharsets.US_ASCII);
    }

    private String sentText() {
        return new String(sent(actions), StandardCharsets.US_ASCII);
    }

    private static byte[] sent(List<Action> actions) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        for (Action action : actions) {
            if (action instanceof Action.Send(byte[] octets)) {
                wire.writeBytes(octets);
            }
        }
        return wire.toByteArray();
    }
}
