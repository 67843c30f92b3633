package org.kadec21.modem.ppp.link;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The link's own options (RFC 1661 6, RFC 1662 7.1), and those for numbered mode (RFC 1663 4) with
/// the fragments that make it short (RFC 1990 5.1). What the peer has not agreed to stays at its
/// default.
///
/// @param magic our magic number, against a line that loops back
/// @param unwanted types of ours that the peer will not have
/// @param offer whether numbered mode is asked for, and granted
/// @param ownNumbers window and address that we ask for then
/// @param peer what the peer wants
record LcpOptions(int magic, List<Integer> unwanted, boolean offer, Option ownNumbers, Peer peer)
        implements Negotiation<LcpOptions> {

    /// What a link carries without an agreement (RFC 1661 6.1).
    static final int USUAL_UNIT = 1500;

    /// Every host must be able to take an IPv4 packet of this size (RFC 791 3.1). Less is not
    /// agreed to; whoever names no unit takes the usual one.
    static final int LEAST_UNIT = 576;

    /// Requests without an answer where the line is bad: as many as the time for a link allows.
    static final int MOST_REQUESTS_IN_NOISE = 18;

    private static final byte HIGH_UNIT = (byte) (USUAL_UNIT >>> 8);
    private static final byte LOW_UNIT = (byte) USUAL_UNIT;
    private static final int RECEIVE_UNIT = 1;
    private static final int CONTROLS = 2;
    private static final int AUTHENTICATION = 3;
    private static final int MAGIC = 5;
    private static final int SHORT_PROTOCOL = 7;
    private static final int NO_ADDRESS = 8;
    private static final int NUMBERED = 11;
    private static final int RECONSTRUCTED_UNIT = 17;
    private static final int SHORT_NUMBERS = 18;

    private static final Option USUAL_NUMBERS =
            Option.of(NUMBERED, (byte) NumberedTerms.MOST_WINDOW, (byte) NumberedTerms.OWN_ADDRESS);

    /// Options that are of no use without numbered mode.
    private static final List<Integer> WITH_NUMBERS =
            List.of(NUMBERED, RECONSTRUCTED_UNIT, SHORT_NUMBERS);

    /// Options that are of no use without each other.
    private static final List<Integer> FRAGMENTS = List.of(RECONSTRUCTED_UNIT, SHORT_NUMBERS);

    LcpOptions {
        unwanted = List.copyOf(unwanted);
    }

    /// How the peer wants what we send.
    ///
    /// @param unit longest packet it takes, bytes
    /// @param escapes control characters it wants escaped
    /// @param numbers what it wants for numbered mode, where it wants it
    /// @param login how it wants to know who we are
    record Peer(
            int unit,
            int escapes,
            boolean shortProtocol,
            boolean noAddress,
            Optional<NumberedTerms> numbers,
            Optional<Login> login) {

        private static final Peer USUAL =
                new Peer(
                        USUAL_UNIT,
                        FrameReader.ALL_CONTROLS,
                        false,
                        false,
                        Optional.empty(),
                        Optional.empty());

        /// What it asked for; of options that come twice the last one counts.
        private static Peer asking(List<Option> asked) {
            int unit = USUAL.unit;
            int escapes = USUAL.escapes;
            for (Option option : asked) {
                if (option.type() == RECEIVE_UNIT) {
                    unit = Math.min(USUAL_UNIT, LcpOptions.unit(option));
                } else if (option.type() == CONTROLS) {
                    escapes = option.word().orElse(escapes);
                }
            }
            return new Peer(
                    unit,
                    escapes,
                    asked.contains(Option.of(SHORT_PROTOCOL)),
                    asked.contains(Option.of(NO_ADDRESS)),
                    numbersIn(asked),
                    asked.stream().flatMap(option -> Login.of(option).stream()).findFirst());
        }
    }

    /// How a peer may want to know who we are.
    enum Login {
        /// RFC 1334 2.
        PAP("c023"),
        /// RFC 1994, with MD5.
        CHAP("c22305");

        private final String value;

        Login(String value) {
            this.value = value;
        }

        private Option option() {
            return new Option(AUTHENTICATION, value);
        }

        static Optional<Login> of(Option asked) {
            return Stream.of(values()).filter(one -> one.option().equals(asked)).findFirst();
        }
    }

    static LcpOptions asking(int magic) {
        return new LcpOptions(magic, List.of(), false, USUAL_NUMBERS, Peer.USUAL);
    }

    /// The line between here and the module is an 8-bit one without XON and XOFF: nothing needs
    /// escaping. 1500 bytes are the default and need no asking.
    @Override
    public List<Option> wishes() {
        Stream<Option> head =
                Stream.of(
                        Option.of(CONTROLS, 0), Option.of(MAGIC, magic), Option.of(SHORT_PROTOCOL));
        Stream<Option> rest =
                isOffered()
                        ? Stream.of(
                                ownNumbers,
                                Option.of(RECONSTRUCTED_UNIT, HIGH_UNIT, LOW_UNIT),
                                Option.of(SHORT_NUMBERS))
                        : Stream.of(Option.of(NO_ADDRESS));
        return Stream.concat(head, rest)
                .filter(option -> !unwanted.contains(option.type()))
                .toList();
    }

    /// The same that asks for numbered mode. Address and control stand in each frame then.
    LcpOptions offeringNumbers() {
        return new LcpOptions(magic, unwanted, true, ownNumbers, peer);
    }

    /// Whether numbered mode is asked for, and was not refused.
    boolean isOffered() {
        return offer && !unwanted.contains(NUMBERED);
    }

    /// What was agreed on for numbered mode; empty where one end will not have it.
    Optional<NumberedTerms> numbers() {
        return peer.numbers()
                .filter(_ -> isOffered())
                .map(theirs -> theirs.withOwn(addressIn(ownNumbers)));
    }

    private static int addressIn(Option numbers) {
        return numbers.value()[1] & 0xff;
    }

    /// Whether the peer escapes no control character: what else comes is put in by the line.
    boolean isUnescaped() {
        return !unwanted.contains(CONTROLS);
    }

    private boolean hasMagic() {
        return !unwanted.contains(MAGIC);
    }

    /// Our magic number as it stands in packets; zero without the peer's consent.
    byte[] magicBytes() {
        return ByteBuffer.allocate(Integer.BYTES).putInt(hasMagic() ? magic : 0).array();
    }

    /// Whether a request of ours, for the link or for an echo, has come back.
    boolean isOurOwn(ControlPacket packet) {
        if (!hasMagic()) {
            return false;
        }
        return switch (packet.code()) {
            case ControlPacket.CONFIGURE_REQUEST ->
                    Option.in(packet.rest())
                            .filter(asked -> asked.contains(Option.of(MAGIC, magic)))
                            .isPresent();
            case ControlPacket.ECHO_REQUEST ->
                    packet.rest().length >= Integer.BYTES
                            && Arrays.equals(
                                    Arrays.copyOf(packet.rest(), Integer.BYTES), magicBytes());
            default -> false;
        };
    }

    @Override
    public Judgement judge(List<Option> asked) {
        List<Option> refused = new ArrayList<>();
        List<Option> otherwise = new ArrayList<>();
        for (Option option : asked) {
            switch (option.type()) {
                case RECEIVE_UNIT -> {
                    if (unit(option) < LEAST_UNIT) {
                        otherwise.add(Option.of(RECEIVE_UNIT, HIGH_UNIT, LOW_UNIT));
                    }
                }
                case CONTROLS -> {
                    if (option.word().isEmpty()) {
                        otherwise.add(Option.of(CONTROLS, FrameReader.ALL_CONTROLS));
                    }
                }
                case AUTHENTICATION -> {
                    if (Login.of(option).isEmpty()) {
                        otherwise.add(Login.CHAP.option());
                    }
                }
                case MAGIC -> {
                    if (option.word().filter(theirs -> theirs != magic && theirs != 0).isEmpty()) {
                        otherwise.add(Option.of(MAGIC, following(magic)));
                    }
                }
                case SHORT_PROTOCOL, NO_ADDRESS -> {
                    if (!option.hex().isEmpty()) {
                        otherwise.add(Option.of(option.type()));
                    }
                }
                case NUMBERED, RECONSTRUCTED_UNIT, SHORT_NUMBERS -> {
                    if (!isOffered()) {
                        refused.add(option);
                    } else if (!isGood(option)) {
                        otherwise.add(better(option.type()));
                    }
                }
                default -> refused.add(option);
            }
        }
        return Judgement.of(asked, refused, otherwise);
    }

    private boolean isGood(Option option) {
        byte[] value = option.value();
        return switch (option.type()) {
            case NUMBERED -> isUsable(option) && addressIn(option) != addressIn(ownNumbers);
            case RECONSTRUCTED_UNIT -> unit(option) >= LEAST_UNIT;
            default -> value.length == 0;
        };
    }

    private static boolean isUsable(Option numbers) {
        byte[] value = numbers.value();
        return value.length == 2
                && value[0] > 0
                && value[0] <= NumberedTerms.MOST_WINDOW
                && (value[1] & 1) == 1
                && value[1] != (byte) FrameReader.ADDRESS;
    }

    private Option better(int type) {
        return switch (type) {
            case NUMBERED ->
                    Option.of(
                            NUMBERED,
                            (byte) NumberedTerms.MOST_WINDOW,
                            (byte)
                                    (addressIn(ownNumbers) == NumberedTerms.OTHER_ADDRESS
                                            ? NumberedTerms.OWN_ADDRESS
                                            : NumberedTerms.OTHER_ADDRESS));
            case RECONSTRUCTED_UNIT -> Option.of(RECONSTRUCTED_UNIT, HIGH_UNIT, LOW_UNIT);
            default -> Option.of(type);
        };
    }

    private static Optional<NumberedTerms> numbersIn(List<Option> asked) {
        List<Integer> types = asked.stream().map(Option::type).toList();
        return asked.stream()
                .filter(option -> option.type() == NUMBERED)
                .map(Option::value)
                .map(value ->
                        new NumberedTerms(
                                value[0],
                                NumberedTerms.OWN_ADDRESS,
                                value[1] & 0xff,
                                types.containsAll(FRAGMENTS)))
                .findFirst();
    }

    @Override
    public LcpOptions granted(List<Option> asked) {
        return new LcpOptions(magic, unwanted, offer, ownNumbers, Peer.asking(asked));
    }

    /// Another magic number is taken, and once another window and address for numbered mode (RFC
    /// 1663 4); an option that the peer wants otherwise is left at its default.
    @Override
    public LcpOptions advised(List<Option> values) {
        boolean looped = values.stream().anyMatch(value -> value.type() == MAGIC);
        Optional<Option> numbers = values.stream().filter(this::isAcceptable).findFirst();
        LcpOptions others =
                refused(
                        values.stream()
                                .filter(value -> value.type() != MAGIC)
                                .filter(value -> !numbers.equals(Optional.of(value)))
                                .toList());
        return new LcpOptions(
                looped ? following(magic) : magic,
                others.unwanted,
                offer,
                numbers.orElse(ownNumbers),
                peer);
    }

    private boolean isAcceptable(Option advice) {
        return advice.type() == NUMBERED
                && ownNumbers.equals(USUAL_NUMBERS)
                && !advice.equals(ownNumbers)
                && isUsable(advice)
                && peer.numbers()
                        .filter(theirs -> theirs.peerAddress() == addressIn(advice))
                        .isEmpty();
    }

    @Override
    public boolean tellsRepetition(List<Option> asked) {
        return asked.stream().anyMatch(option -> option.type() == MAGIC);
    }

    @Override
    public int mostRequests() {
        return isOffered() ? MOST_REQUESTS_IN_NOISE : ControlProtocol.MOST_REQUESTS;
    }

    @Override
    public LcpOptions refused(List<Option> options) {
        List<Integer> types = new ArrayList<>(unwanted);
        options.forEach(option -> types.add(option.type()));
        if (types.contains(NUMBERED)) {
            types.addAll(WITH_NUMBERS);
        }
        if (types.stream().anyMatch(FRAGMENTS::contains)) {
            types.addAll(FRAGMENTS);
        }
        return new LcpOptions(magic, types.stream().distinct().toList(), offer, ownNumbers, peer);
    }

    /// How to write to this peer.
    FrameWriter writer() {
        return new FrameWriter(peer.escapes(), peer.shortProtocol(), peer.noAddress());
    }

    private static int unit(Option option) {
        byte[] value = option.value();
        return value.length == 2 ? ControlPacket.number(value, 0) : 0;
    }

    /// Another number than `number`, never zero; two ends that had the same one part by chance of
    /// their next restart timer (RFC 1661 6.4).
    private static int following(int number) {
        int next = number * 1_664_525 + 1_013_904_223;
        return next == 0 ? 1 : next;
    }
}
