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
import org.kadec21.simulation.provider.smtp.Moment;
import org.kadec21.simulation.provider.smtp.SmtpReply;
import org.kadec21.simulation.provider.smtp.Stage;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The forty ways of servers that a submission client must survive, by their names
/// (`docs/simulated-provider.md` numbers them), and behind them the other faults of [Repertoire].
///
/// One of the forty is no behaviour of a dialogue and is not here: `cert-expired` is the
/// certificate the provider is made with.
public final class Catalogue {

    /// How many of the names are of the forty.
    public static final int NUMBERED = 39;

    private static final Duration LONGER_THAN_ANY_TIMEOUT = Duration.ofMinutes(11);
    private static final Duration SLOW_DRIP = Duration.ofMinutes(4);
    private static final Duration AWAY = Duration.ofMinutes(90);
    private static final Duration BUSY = Duration.ofMinutes(5);
    private static final int TINY_SIZE = 1000;
    private static final int ENDLESS_OCTETS = 4 << 20;
    private static final int MAILS_AN_HOUR = 20;
    private static final int REFUSALS = 3;

    private final SequencedMap<String, Supplier<Behaviour>> byName = new LinkedHashMap<>();
    private final Repertoire repertoire = new Repertoire();

    public Catalogue() {
        endOfMail();
        envelope();
        authentication();
        security();
        mailboxes();
        replies();
        ends();
        for (String name : repertoire.names()) {
            byName.putIfAbsent(name, () -> repertoire.find(name).orElseThrow());
        }
    }

    /// All names, the numbered ones first and in their order.
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /// A new behaviour of that name; one with a memory has an empty one.
    ///
    /// @return empty when there is no such name
    public Optional<Behaviour> find(String name) {
        return Optional.ofNullable(byName.get(name)).map(Supplier::get);
    }

    /// 1 to 4.
    private void endOfMail() {
        known("lost-250-eof");
        known("lost-250-stall");
        known("drop-in-data");
        add("drop-in-bdat", at(Stage.BODY, m -> instead(hangUp())));
    }

    /// 5 to 8: the envelope and the whole connection.
    private void envelope() {
        // to the client all recipients are refused; the text it should not send is taken and thrown
        // away
        add(
                "354-after-550",
                at(Stage.RCPT, m -> withEffect(say(refusedRecipient())))
                        .or(
                                at(
                                        Stage.FINAL_REPLY,
                                        m -> refuse(554, "5.5.1", "Error: no valid recipients"))));
        add(
                "partial-rcpt-354",
                when(
                        m -> m.stage() == Stage.RCPT && m.envelope().accepted() > 0,
                        m -> instead(say(refusedRecipient()))));
        add(
                "421-anywhere",
                when(
                        m -> m.stage() == stageOf(m.connection()),
                        m ->
                                instead(
                                        say(SmtpReply.of(421, "4.3.2", "Service shutting down")),
                                        hangUp())));
        known("554-greeting");
    }

    /// 9 to 12.
    private void authentication() {
        known("535-auth");
        known("454-auth");
        add(
                "534-mech-abolished",
                when(
                        m -> m.stage() == Stage.AUTH && m.session().authAttempts() == 1,
                        m -> refuse(534, "5.7.9", "Authentication mechanism is too weak")));
        add(
                "530-need-tls",
                when(
                        m ->
                                !m.session().secure()
                                        && (m.stage() == Stage.AUTH || m.stage() == Stage.MAIL),
                        m -> refuse(530, "5.7.0", "Must issue a STARTTLS command first")));
    }

    /// 13 to 16; 17 is a certificate.
    private void security() {
        add("starttls-stripped", without("STARTTLS"));
        known("starttls-injection");
        known("starttls-454");
        add(
                "second-ehlo-refused",
                when(
                        m -> m.stage() == Stage.EHLO && m.session().secure(),
                        m -> refuse(500, "5.5.2", "Error: command not recognized")));
    }

    /// 18 to 21.
    private void mailboxes() {
        add("452-vs-552", fullMailboxes());
        add(
                "552-size",
                at(Stage.EHLO, m -> withEffect(say(sized(m.regular()))))
                        .or(
                                when(
                                        m ->
                                                m.stage() == Stage.MAIL
                                                        && m.envelope().declaredOctets()
                                                                > TINY_SIZE,
                                        m -> refuse(552, "5.3.4", "Message size exceeds limit"))));
        add(
                "554-virus-once",
                when(
                        m -> m.stage() == Stage.FINAL_REPLY && m.session().messages() % 2 == 1,
                        m -> refuse(554, "5.7.1", "Infected message refused")));
        known("greylist");
    }

    /// 22 to 29.
    private void replies() {
        known("multiline-split");
        known("multiline-codes");
        add(
                "all-lf-only",
                moment ->
                        moment.stage() == Stage.BODY
                                ? Optional.empty()
                                : Optional.of(
                                        withEffect(raw(wire(moment.regular()).replace("\r", "")))));
        add(
                "endless-line",
                at(Stage.EHLO, m -> withEffect(raw("250-" + "x".repeat(ENDLESS_OCTETS)))));
        add(
                "slow-drip",
                at(
                        Stage.FINAL_REPLY,
                        m -> withEffect(Interference.drip(m.regular(), 1, SLOW_DRIP))));
        known("banner-delay");
        known("200-instead-250");
        known("garbage");
    }

    /// 30 to 40.
    private void ends() {
        add(
                "550-then-rset-stall",
                at(Stage.RCPT, m -> instead(say(refusedRecipient())))
                        .or(
                                at(
                                        Stage.RSET,
                                        m -> instead(pause(LONGER_THAN_ANY_TIMEOUT), hangUp()))));
        known("quit-stall");
        add("idle-close", at(Stage.FINAL_REPLY, m -> withEffect(say(m.regular()), hangUp())));
        add(
                "too-many-errors",
                at(
                        Stage.RCPT,
                        m ->
                                m.envelope().refused() < REFUSALS
                                        ? instead(say(refusedRecipient()))
                                        : instead(
                                                say(SmtpReply.of(421, "4.5.0", "Too many errors")),
                                                hangUp())));
        byName.put("rate-limit-hourly", () -> new RateLimit(MAILS_AN_HOUR));
        known("from-rewrite");
        byName.put("maintenance", () -> new Maintenance(AWAY, BUSY));
        add(
                "port25-blocked",
                at(Stage.GREETING, m -> instead(pause(LONGER_THAN_ANY_TIMEOUT), hangUp())));
        add("auth-stripped", without("AUTH"));
        add("8bit-7bit", without("8BITMIME"));
        known("ehlo-refused");
    }

    /// Each connection meets the next of four: 452 and 552 at RCPT, 452 and 552 behind the dot.
    private static Behaviour fullMailboxes() {
        return moment -> {
            int turn = (moment.connection() - 1) % 4;
            Stage where = turn < 2 ? Stage.RCPT : Stage.FINAL_REPLY;
            if (moment.stage() != where) {
                return Optional.empty();
            }
            return Optional.of(
                    turn % 2 == 0
                            ? refuse(452, "4.2.2", "Mailbox full")
                            : refuse(552, "5.2.2", "Mailbox full"));
        };
    }

    /// Where the connection of that number meets its 421: one stage after the other, body and reply
    /// behind the dot included.
    private static Stage stageOf(int connection) {
        List<Stage> met =
                List.of(
                        Stage.GREETING,
                        Stage.EHLO,
                        Stage.AUTH,
                        Stage.MAIL,
                        Stage.RCPT,
                        Stage.BODY,
                        Stage.FINAL_REPLY);
        return met.get((connection - 1) % met.size());
    }

    private static SmtpReply refusedRecipient() {
        return SmtpReply.of(550, "5.1.1", "Recipient address rejected: User unknown");
    }

    /// EHLO's reply without the lines of one extension.
    private static Behaviour without(String extension) {
        return at(
                Stage.EHLO,
                m ->
                        withEffect(
                                say(
                                        lines(
                                                m.regular(),
                                                m.regular().lines().stream()
                                                        .filter(line -> !is(extension, line))))));
    }

    private static SmtpReply sized(SmtpReply ehlo) {
        return lines(
                ehlo,
                ehlo.lines().stream().map(line -> is("SIZE", line) ? "SIZE " + TINY_SIZE : line));
    }

    private static SmtpReply lines(SmtpReply original, Stream<String> lines) {
        return new SmtpReply(original.code(), original.enhanced(), lines.toList());
    }

    private static boolean is(String extension, String line) {
        return line.equals(extension) || line.startsWith(extension + " ");
    }

    private static String wire(SmtpReply reply) {
        return new String(reply.encoded(), StandardCharsets.ISO_8859_1);
    }

    private static Behaviour at(Stage stage, Function<Moment, Interference> interference) {
        return when(moment -> moment.stage() == stage, interference);
    }

    private static Behaviour when(
            Predicate<Moment> condition, Function<Moment, Interference> interference) {
        return moment ->
                condition.test(moment) ? Optional.of(interference.apply(moment)) : Optional.empty();
    }

    private void known(String name) {
        byName.put(name, () -> repertoire.find(name).orElseThrow());
    }

    private void add(String name, Behaviour behaviour) {
        byName.put(name, () -> behaviour);
    }
}
