package org.kadec21.simulation.provider.smtp;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A departure from the regular course: whether the command still has its effect (the mail is
/// delivered, the recipient is noted, TLS begins), and what the client sees of it. An effect only
/// ever happens where the regular reply is positive.
///
/// Every fault of a server that a client must survive is such a pair: the lost last 250 is
/// `Interference.withEffect(hangUp())`.
public record Interference(boolean effect, List<Step> steps) {

    public Interference {
        steps = List.copyOf(steps);
    }

    /// What the client sees, one after the other.
    public sealed interface Step {

        record Say(SmtpReply reply) implements Step {}

        /// Octets that need not be a reply at all.
        record SayRaw(byte[] octets) implements Step {}

        record Pause(Duration span) implements Step {}

        record HangUp() implements Step {}
    }

    /// The command does what it should, only the answer is another.
    public static Interference withEffect(Step... steps) {
        return new Interference(true, List.of(steps));
    }

    /// The command does nothing.
    public static Interference instead(Step... steps) {
        return new Interference(false, List.of(steps));
    }

    /// A refusal with this reply.
    public static Interference refuse(int code, String enhanced, String text) {
        return instead(say(SmtpReply.of(code, enhanced, text)));
    }

    public static Step say(SmtpReply reply) {
        return new Step.Say(reply);
    }

    /// Text as it is, line ends included.
    public static Step raw(String text) {
        return new Step.SayRaw(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public static Step pause(Duration span) {
        return new Step.Pause(span);
    }

    public static Step hangUp() {
        return new Step.HangUp();
    }

    /// A reply in pieces of `octets`, with a pause after each.
    public static Step[] drip(SmtpReply reply, int octets, Duration pause) {
        byte[] wire = reply.encoded();
        List<Step> steps = new ArrayList<>();
        for (int from = 0; from < wire.length; from += octets) {
            int to = Math.min(wire.length, from + octets);
            steps.add(new Step.SayRaw(Arrays.copyOfRange(wire, from, to)));
            steps.add(new Step.Pause(pause));
        }
        return steps.toArray(Step[]::new);
    }
}
