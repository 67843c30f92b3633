package org.kadec21.modem.ppp.link;

import java.util.List;

/// What one control protocol wants, and how far the agreement has come. Values: every answer of the
/// peer makes a new one.
///
/// @param <N> the negotiation itself
interface Negotiation<N extends Negotiation<N>> {

    /// The options to ask for, in this order.
    List<Option> wishes();

    /// What to say to the options that the peer asks for.
    Judgement judge(List<Option> asked);

    /// The peer's options were acknowledged: they hold for what is sent to it.
    N granted(List<Option> asked);

    /// The peer wants other values (Configure-Nak).
    N advised(List<Option> values);

    /// Whether a peer that wants other values, and names none that would change the wishes, is not
    /// ready yet: the same is worth asking again after a pause.
    default boolean mayBeEarly() {
        return false;
    }

    /// Whether a request that comes again unchanged is a repetition and no new beginning, since it
    /// names what a peer would draw anew.
    default boolean tellsRepetition(List<Option> asked) {
        return false;
    }

    /// Requests that may stay without an answer in a row.
    default int mostRequests() {
        return ControlProtocol.MOST_REQUESTS;
    }

    /// The peer will not have these options at all (Configure-Reject).
    N refused(List<Option> options);

    /// An answer to a Configure-Request.
    ///
    /// @param options those it names: all of them, those with other values, or those refused
    record Judgement(Verdict verdict, List<Option> options) {
        public Judgement {
            options = List.copyOf(options);
        }

        /// The answer from options sorted into those refused and those wanted otherwise; a refusal
        /// goes first (RFC 1661 5.4).
        static Judgement of(List<Option> asked, List<Option> refused, List<Option> otherwise) {
            if (!refused.isEmpty()) {
                return new Judgement(Verdict.REJECT, refused);
            }
            return otherwise.isEmpty()
                    ? new Judgement(Verdict.ACK, asked)
                    : new Judgement(Verdict.NAK, otherwise);
        }
    }

    /// The kind of answer.
    enum Verdict {
        ACK(ControlPacket.CONFIGURE_ACK),
        NAK(ControlPacket.CONFIGURE_NAK),
        REJECT(ControlPacket.CONFIGURE_REJECT);

        private final int code;

        Verdict(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }
    }
}
