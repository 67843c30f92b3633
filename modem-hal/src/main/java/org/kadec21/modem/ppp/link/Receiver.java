package org.kadec21.modem.ppp.link;

import org.kadec21.hal.Deadline;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What comes over the line of a link: frames, and the words by which a module tells that there is
/// no connection any more.
final class Receiver {

    /// Behind the words for a lost connection in the middle of a frame: so much silence proves that
    /// they were no part of it.
    static final Duration PROOF = Duration.ofSeconds(2);

    /// What a module says between frames when there is no connection any more, or when it has
    /// restarted.
    private static final List<String> ENDINGS =
            List.of("NO CARRIER", "RDY", "^SYSSTART", "POWERED DOWN", "NORMAL POWER DOWN");

    /// Protocol and check sequence of a frame.
    private static final int HEAD = 4;

    private final FrameReader reader = new FrameReader();
    private final DamageMeter damages;
    private Optional<String> line = Optional.empty();
    private long strangeBytes;
    private Deadline proof = Deadline.never();

    Receiver(DamageMeter damages) {
        this.damages = damages;
    }

    /// Whether a line of text between two frames says that the connection is lost.
    static boolean isEnding(String line) {
        return ENDINGS.stream().anyMatch(line::startsWith);
    }

    /// See [FrameReader#ignore(int)].
    void ignore(int accm) {
        reader.ignore(accm);
    }

    /// See [FrameReader#number(NumberedTerms)].
    void number(NumberedTerms terms) {
        reader.number(terms);
    }

    /// See [FrameReader#numberNone()].
    void numberNone() {
        reader.numberNone();
    }

    /// Consumes bytes until something is complete; empty when they are used up.
    Optional<Incoming> next(ByteBuffer input, Deadline now) {
        int from = input.position();
        Optional<Incoming> next = reader.next(input);
        strangeBytes += input.position() - from;
        next.ifPresent(this::count);
        proof = next.isEmpty() && reader.endsInCarrierLoss() ? now.plus(PROOF) : Deadline.never();
        return next;
    }

    /// What a peer has given up itself is not the line's.
    private void count(Incoming incoming) {
        switch (incoming) {
            case Incoming.Frame(_, byte[] body) -> damages.came(HEAD + body.length, false);
            case Incoming.Numbered(_, _, byte[] rest) -> damages.came(HEAD + rest.length, false);
            case Incoming.Damaged(Incoming.Damage damage, int bytes) ->
                    damages.came(bytes, damage != Incoming.Damage.ABORTED);
            case Incoming.Ready _, Incoming.Over _ -> {} // not from here
            case Incoming.Text(String text) -> line = Optional.of(text);
        }
    }

    /// What came, on a line that brought no frame; empty where nothing did.
    String strange() {
        return strangeBytes == 0
                ? ""
                : strangeBytes
                        + " bytes that are none"
                        + line.map(text -> ", \"" + text + "\" among them").orElse("");
    }

    /// When silence would prove that the carrier is lost.
    Deadline wakeAt() {
        return proof;
    }

    /// Whether it has.
    boolean hasLostCarrier(Deadline now) {
        return now.compareTo(proof) >= 0;
    }
}
