package org.kadec21.simulation.provider.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.hal.Secret;
import org.kadec21.simulation.provider.TestSites;
import org.kadec21.simulation.provider.dialogue.Action;
import org.kadec21.simulation.provider.dialogue.DialogueScript;
import org.kadec21.simulation.provider.dialogue.Event;
import org.kadec21.simulation.provider.mailbox.Account;
import org.kadec21.simulation.provider.mailbox.Accounts;
import org.kadec21.simulation.provider.mailbox.Mailboxes;
import org.kadec21.simulation.provider.policy.ServiceRules;
import org.kadec21.simulation.provider.policy.TlsOffer;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

class Pop3CoreTest {

    @ParameterizedTest
    @ValueSource(strings = {"reading", "timeout", "tls"})
    void speaksItsPartInHoweverManyPortionsTheClientSends(String name) {
        DialogueScript script = DialogueScript.read(Pop3CoreTest.class, name);

        script.play(() -> new Pop3Core(TestSites.pop3(script.setting())));
    }

    @Test
    void discardsWhatComesBehindStls() {
        List<Action> actions = say(new Pop3Core(TestSites.pop3("POP3")), "STLS\r\nUSER tu\r\n");

        assertThat(actions)
                .endsWith(
                        new Action.StartTls(),
                        Action.Note.of("starttls.injection", "discarded", 9));
    }

    @Test
    void endsAfterTooManyErrors() {
        List<Action> actions =
                say(new Pop3Core(TestSites.pop3("POP3")), "X\r\n".repeat(Pop3Limits.ERRORS + 1));

        assertThat(actions).hasSize(Pop3Limits.ERRORS + 2).endsWith(new Action.HangUp());
    }

    @Test
    void takesSpacesAsPartOfThePassword() {
        byte[] wire = Pop3Answer.error("[AUTH] Authentication failed.");

        List<Action> actions =
                say(new Pop3Core(TestSites.pop3("POP3 clear")), "USER tu\r\nPASS secret \r\n");

        assertThat(((Action.Send) actions.getLast()).octets()).isEqualTo(wire);
    }

    /// RFC 1939 section 7.
    @Test
    void takesApopWithTheDigestOfItsStamp() {
        Pop3Core core = new Pop3Core(apop("dbc.mtview.ca.us"));
        List<Action> greeting = core.on(new Event.Connected(), Instant.ofEpochMilli(697170952));

        List<Action> actions = say(core, "APOP mrose c4c9334bac560ecc979e58001b3e22fb\r\n");

        assertThat(((Action.Send) greeting.getFirst()).octets())
                .asString()
                .endsWith(" <1896.697170952@dbc.mtview.ca.us>\r\n");
        assertThat(actions).contains(Action.Note.of("auth.ok", "user", "mrose"));
    }

    @Test
    void refusesApopWithAnotherDigest() {
        Pop3Core core = new Pop3Core(apop("other.test"));
        core.on(new Event.Connected(), Instant.ofEpochMilli(697170952));

        assertThat(say(core, "APOP mrose c4c9334bac560ecc979e58001b3e22fb\r\n"))
                .contains(Action.Note.of("auth.failed", "user", "mrose"));
    }

    @Test
    void knowsNoApopWhenTheRulesHaveNone() {
        Pop3Core core = new Pop3Core(TestSites.pop3("POP3 clear"));
        List<Action> greeting = core.on(new Event.Connected(), Instant.EPOCH);

        List<Action> actions = say(core, "APOP tu c4c9334bac560ecc979e58001b3e22fb\r\n");

        assertThat(((Action.Send) greeting.getFirst()).octets()).asString().doesNotContain("<");
        assertThat(((Action.Send) actions.getLast()).octets())
                .isEqualTo(Pop3Answer.error("Unknown command."));
    }

    private static Pop3Site apop(String host) {
        Accounts accounts =
                new Accounts(
                        List.of(new Account("mrose", Secret.of("tanstaaf"), "mrose@test.example")));
        return new Pop3Site(
                host,
                ServiceRules.pop3(TlsOffer.NONE),
                false,
                accounts,
                new Mailboxes(),
                TestSites.memory(),
                false,
                true,
                1896);
    }

    private static List<Action> say(Pop3Core core, String text) {
        return core.on(new Event.Received(text.getBytes(StandardCharsets.US_ASCII)), Instant.EPOCH);
    }
}
