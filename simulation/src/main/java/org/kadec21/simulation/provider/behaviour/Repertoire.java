package org.kadec21.simulation.provider.behaviour;

import static org.kadec21.simulation.provider.smtp.Interference.hangUp;
import static org.kadec21.simulation.provider.smtp.Interference.instead;
import static org.kadec21.simulation.provider.smtp.Interference.pause;
import static org.kadec21.simulation.provider.smtp.Interference.raw;
import static org.kadec21.simulation.provider.smtp.Interference.refuse;
import static org.kadec21.simulation.provider.smtp.Interference.say;
import static org.kadec21.simulation.provider.smtp.Interference.withEffect;

import org.kadec21.simulation.provider.smtp.Behaviour;
import org.kadec21.simulation.provider.smtp.Interference;
import org.kadec21.simulation.provider.smtp.SmtpReply;
import org.kadec21.simulation.provider.smtp.Stage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;

/// The faults of servers that have names, as scripts and scenarios use them.
public final class Repertoire {

    private static final Duration LONGER_THAN_ANY_TIMEOUT = Duration.ofMinutes(11);
    private static final Duration TARPIT = Duration.ofSeconds(25);
    private static final Duration GREYLIST_DELAY = Duration.ofMinutes(5);
    private static final int HYPHEN_COLUMN = 4;
    private static final Duration BETWEEN_SEGMENTS = Duration.ofMillis(1);
    private static final Duration CONTINUATION = Duration.ofMillis(300);

    private final SequencedMap<String, Supplier<Behaviour>> byName = new LinkedHashMap<>();

    public Repertoire() {
        atConnection();
        atAuthentication();
        atEnvelope();
        atMessage();
        everywhere();
    }

    /// All names, in the order of a session.
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /// A new behaviour of that name; one with a memory has an empty one.
    ///
    /// @return empty when there is no such name
    public Optional<Behaviour> find(String name) {
        return Optional.ofNullable(byName.get(name)).map(Supplier::get);
    }

    private void atConnection() {
        add("554-greeting", Stage.GREETING, refuseAndHangUp(554, "5.7.1", "No service here"));
        add(
                "banner-delay",
                moment ->
                        moment.stage() == Stage.GREETING
                                ? Optional.of(withEffect(pause(TARPIT), say(moment.regular())))
                                : Optional.empty());
        // HELO has one line of answer
        add(
                "ehlo-refused",
                moment ->
                        moment.stage() == Stage.EHLO && moment.regular().lines().size() > 1
                                ? Optional.of(refuse(502, "5.5.2", "Error: command not recognized"))
                                : Optional.empty());
        add(
                "multiline-split",
                moment ->
                        moment.stage() == Stage.EHLO
                                ? Optional.of(withEffect(octetByOctet(moment.regular())))
                                : Optional.empty());
        add("starttls-454", Stage.STARTTLS, refuse(454, "4.7.0", "TLS not available"));
        add(
                "starttls-injection",
                Stage.STARTTLS,
                withEffect(raw("220 2.0.0 Go ahead\r\n250-AUTH PLAIN\r\n250 Ok\r\n")));
    }

    private void atAuthentication() {
        add("535-auth", Stage.AUTH, refuse(535, "5.7.8", "Error: authentication failed"));
        add("454-auth", Stage.AUTH, refuse(454, "4.7.0", "Temporary authentication failure"));
        add("534-auth", Stage.AUTH, refuse(534, "5.7.9", "Authentication mechanism is too weak"));
    }

    private void atEnvelope() {
        add("rate-limit", Stage.MAIL, refuse(450, "4.7.1", "Error: too much mail"));
        add(
                "from-rewrite",
                Stage.MAIL,
                refuse(553, "5.7.1", "Sender address rejected: not owned by user"));
        add("451-rcpt", Stage.RCPT, refuse(451, "4.3.0", "Error: queue file write error"));
        add("452-mailbox-full", Stage.RCPT, refuse(452, "4.2.2", "Mailbox full"));
        add("552-mailbox-full", Stage.RCPT, refuse(552, "5.2.2", "Mailbox full"));
        byName.put("greylist", () -> new Greylisting(GREYLIST_DELAY));
    }

    private void atMessage() {
        add("drop-in-data", Stage.BODY, instead(hangUp()));
        add("lost-250-eof", Stage.FINAL_REPLY, withEffect(hangUp()));
        add(
                "lost-250-stall",
                Stage.FINAL_REPLY,
                withEffect(pause(LONGER_THAN_ANY_TIMEOUT), hangUp()));
        add("554-virus", Stage.FINAL_REPLY, refuse(554, "5.7.1", "Infected message refused"));
        add("200-instead-250", Stage.FINAL_REPLY, withEffect(say(SmtpReply.bare(200, "ok"))));
        add("garbage", Stage.FINAL_REPLY, withEffect(raw("OK queued\r\n")));
        add("multiline-codes", Stage.FINAL_REPLY, instead(raw("250-ok\r\n550 no\r\n")));
        add("lf-only", Stage.FINAL_REPLY, withEffect(raw("250 2.0.0 Ok\n")));
        add("quit-stall", Stage.QUIT, instead(pause(LONGER_THAN_ANY_TIMEOUT), hangUp()));
        add("rset-stall", Stage.RSET, instead(pause(LONGER_THAN_ANY_TIMEOUT), hangUp()));
    }

    private void everywhere() {
        for (Stage stage : Stage.values()) {
            String name = "421-" + stage.name().toLowerCase(Locale.ROOT).replace('_', '-');
            add(name, stage, refuseAndHangUp(421, "4.3.2", "Service shutting down"));
        }
    }

    /// Each octet in a segment of its own, and a pause behind the hyphen of a line that goes on.
    private static Interference.Step[] octetByOctet(SmtpReply reply) {
        List<Interference.Step> steps = new ArrayList<>();
        int column = 0;
        for (byte octet : reply.encoded()) {
            column++;
            boolean continues = column == HYPHEN_COLUMN && octet == '-';
            steps.add(new Interference.Step.SayRaw(new byte[] {octet}));
            steps.add(pause(continues ? CONTINUATION : BETWEEN_SEGMENTS));
            column = octet == '\n' ? 0 : column;
        }
        return steps.toArray(Interference.Step[]::new);
    }

    private static Interference refuseAndHangUp(int code, String enhanced, String text) {
        return instead(say(SmtpReply.of(code, enhanced, text)), hangUp());
    }

    private void add(String name, Stage stage, Interference interference) {
        add(name, Behaviour.at(stage, interference));
    }

    private void add(String name, Behaviour behaviour) {
        byName.put(name, () -> behaviour);
    }
}
