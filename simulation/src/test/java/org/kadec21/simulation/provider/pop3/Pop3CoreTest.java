package org.kadec21.simulation.provider.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.simulation.provider.TestSites;
import org.kadec21.simulation.provider.dialogue.Action;
import org.kadec21.simulation.provider.dialogue.DialogueScript;
import org.kadec21.simulation.provider.dialogue.Event;

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

    private static List<Action> say(Pop3Core core, String text) {
        return core.on(new Event.Received(text.getBytes(StandardCharsets.US_ASCII)), Instant.EPOCH);
    }
}
