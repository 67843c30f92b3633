package org.kadec21.simulation.provider.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.kadec21.simulation.provider.TestSites;
import org.kadec21.simulation.provider.dialogue.Action;
import org.kadec21.simulation.provider.dialogue.Event;
import org.kadec21.simulation.provider.smtp.Behaviour;
import org.kadec21.simulation.provider.smtp.SmtpCore;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class RepertoireTest {

    private static final Instant NOW = Instant.parse("2026-03-01T09:30:00Z");
    private static final String SESSION =
            """
            EHLO unit
            AUTH PLAIN AHR1AHNlY3JldA==
            MAIL FROM:<tu@provider.test>
            RCPT TO:<tu@provider.test>
            DATA
            x
            .
            RSET
            QUIT
            """
                    .replace("\n", "\r\n");

    static List<String> names() {
        return new Repertoire().names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void changesASessionByEveryFaultItNames(String name) {
        // STARTTLS is not part of this session
        String commands = name.contains("starttls") ? "STARTTLS\r\n" : SESSION;

        List<Action> faulty = session(behaviour(name), "SUBMISSION clear", commands, NOW);
        List<Action> regular = session(Behaviour.regular(), "SUBMISSION clear", commands, NOW);

        assertThat(transcript(faulty)).isNotEqualTo(transcript(regular));
    }

    @ParameterizedTest
    @CsvSource({
        "lost-250-eof, true",
        "lost-250-stall, true",
        "200-instead-250, true",
        "garbage, true",
        "lf-only, true",
        "quit-stall, true",
        "drop-in-data, false",
        "554-virus, false",
        "multiline-codes, false",
        "451-rcpt, false",
        "greylist, false",
        "535-auth, false",
        "421-final-reply, false"
    })
    void deliversExactlyWhenTheFaultSaysSo(String name, boolean delivered) {
        List<Action> actions = session(behaviour(name), "SUBMISSION clear", SESSION, NOW);

        assertThat(actions.stream().anyMatch(Action.Store.class::isInstance)).isEqualTo(delivered);
    }

    @Test
    void losesTheLastReplyAndNothingElse() {
        List<Action> actions = session(behaviour("lost-250-eof"), "SUBMISSION clear", SESSION, NOW);

        assertThat(transcript(actions))
                .endsWith("354 End data with <CR><LF>.<CR><LF>\n+stored+gone");
    }

    @Test
    void keepsAClientWaitingForItsGreeting() {
        SmtpCore core = new SmtpCore(TestSites.smtp("SUBMISSION clear"), behaviour("banner-delay"));

        List<Action> actions = core.on(new Event.Connected(), NOW);

        assertThat(transcript(actions)).isEqualTo("+PT25S220 mail.provider.test ESMTP\n");
    }

    @Test
    void greylistsUntilItsDelayIsOver() {
        Behaviour greylist = behaviour("greylist");
        String first = rcptReply(greylist, NOW);
        String early = rcptReply(greylist, NOW.plus(Duration.ofMinutes(4)));

        String late = rcptReply(greylist, NOW.plus(Duration.ofMinutes(5)));

        assertThat(first).isEqualTo("451 4.7.1 Greylisted, try again later\n");
        assertThat(early).isEqualTo(first);
        assertThat(late).isEqualTo("250 2.1.5 Ok\n");
    }

    @Test
    void playsAScriptConnectionByConnection() {
        Behaviour first = behaviour("451-rcpt");
        Behaviour second = behaviour("554-virus");

        BehaviourPlan plan = BehaviourPlan.script(List.of(first, second));

        assertThat(plan.forConnection(1)).isSameAs(first);
        assertThat(plan.forConnection(2)).isSameAs(second);
        assertThat(rcptReply(plan.forConnection(3), NOW)).isEqualTo("250 2.1.5 Ok\n");
    }

    @Test
    void drawsTheSameFaultsFromTheSameSeed() {
        assertThat(draw(5)).isEqualTo(draw(5)).isNotEqualTo(draw(6));
    }

    private static List<Integer> draw(long seed) {
        List<Behaviour> repertoire = List.of(behaviour("451-rcpt"), behaviour("554-virus"));
        BehaviourPlan plan = BehaviourPlan.seeded(new Random(seed), 50, repertoire);
        List<Integer> drawn = new ArrayList<>();
        for (int connection = 1; connection <= 50; connection++) {
            drawn.add(repertoire.indexOf(plan.forConnection(connection)));
        }
        return drawn;
    }

    private static Behaviour behaviour(String name) {
        return new Repertoire().find(name).orElseThrow();
    }

    private static String rcptReply(Behaviour behaviour, Instant now) {
        String commands =
                """
                HELO c
                MAIL FROM:<>
                RCPT TO:<tu@provider.test>
                """
                        .replace("\n", "\r\n");
        List<Action> actions = session(behaviour, "RELAY", commands, now);
        return transcript(List.of(actions.getLast()));
    }

    private static List<Action> session(
            Behaviour behaviour, String setting, String commands, Instant now) {
        SmtpCore core = new SmtpCore(TestSites.smtp(setting), behaviour);
        List<Action> actions = new ArrayList<>(core.on(new Event.Connected(), now));
        byte[] wire = commands.getBytes(StandardCharsets.US_ASCII);
        actions.addAll(core.on(new Event.Received(wire), now));
        return actions;
    }

    private static String transcript(List<Action> actions) {
        StringBuilder transcript = new StringBuilder();
        for (Action action : actions) {
            switch (action) {
                case Action.Send(byte[] octets) ->
                        transcript.append(
                                new String(octets, StandardCharsets.US_ASCII).replace("\r", ""));
                case Action.Store _ -> transcript.append("+stored");
                case Action.StartTls() -> transcript.append("+tls");
                case Action.Purge _, Action.Note _, Action.Yield _ -> {}
                case Action.Pause(Duration span) -> transcript.append("+").append(span);
                case Action.HangUp() -> transcript.append("+gone");
            }
        }
        return transcript.toString();
    }
}
