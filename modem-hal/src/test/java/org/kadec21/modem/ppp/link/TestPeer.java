package org.kadec21.modem.ppp.link;

import org.kadec21.hal.Deadline;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A network's end of a link that keeps to no automaton: it answers each packet by a rule, and has
/// bad habits on demand.
public final class TestPeer {

    /// What it does wrong, or asks for.
    public enum Habit {
        ASKS_PAP,
        ASKS_CHAP,
        ASKS_EAP,
        WANTS_EAP_OR_NONE,
        ASKS_FOR_NUMBERS,
        SENDS_NUMBERED_FRAMES,
        REFUSES_NUMBERS,
        WANTS_ANOTHER_ADDRESS_IN_NUMBERS,
        REFUSES_LOGIN,
        NAKS_LCP_FOR_EVER,
        NAKS_IPCP_FOR_EVER,
        HAS_NO_CONTEXT,
        REJECTS_ADDRESS,
        OFFERS_NO_ADDRESS,
        REJECTS_DNS,
        REJECTS_ALL_LCP_OPTIONS,
        ASKS_FOR_THE_IMPOSSIBLE,
        KNOWS_NO_IPCP,
        ENDS_IPCP,
        OFFERS_IPV6,
        KNOWS_NO_IPV6,
        IGNORES_LOGIN,
        IGNORES_IPCP,
        ECHOES_IPCP,
        IGNORES_TERMINATE,
        IGNORES_ECHO,
        NEVER_ASKS,
        NEVER_ACKS,
        KNOWS_NO_REQUESTS,
        GIVES_EARLIER_VERDICTS,
        MUTE
    }

    static final int ADDRESS = 0x0a00020f;
    static final int DNS_ONE = 0x0a000203;
    static final int DNS_TWO = 0x08080808;
    private static final byte[] CHALLENGE = "a challenge of 16".getBytes(StandardCharsets.US_ASCII);

    /// What a USB modem wants instead before its packet context is up: 10.11.12.13 and 10.11.12.14
    /// as servers for names of either kind, and no address.
    private static final String NO_CONTEXT =
            "81060a0b0c0d" + "82060a0b0c0d" + "83060a0b0c0e" + "84060a0b0c0e";

    private static final String EAP = "0304c227";

    private static final int LARGE = 1000;

    /// Nothing here waits.
    private static final Deadline NOW = Deadline.at(0);

    public final List<String> heard = new ArrayList<>();
    private final Set<Habit> habits = EnumSet.noneOf(Habit.class);
    private final FrameReader reader = new FrameReader();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private boolean oursAgreed;
    private boolean theirsAgreed;
    private boolean loginDone;
    private boolean ipv6Offered;
    private int address = ADDRESS;
    private Optional<Integer> unit = Optional.empty();
    private Optional<NumberedLine> line = Optional.empty();
    private int identifier = 100;

    public TestPeer(Habit... habits) {
        this.habits.addAll(List.of(habits));
    }

    public void learn(Habit habit) {
        habits.add(habit);
    }

    public void unlearn(Habit habit) {
        habits.remove(habit);
    }

    /// What it says of its own accord when the call is connected.
    public byte[] greeting() {
        if (!has(Habit.MUTE)) {
            request();
        }
        return taken();
    }

    /// What it says to `line`.
    public byte[] answer(byte[] bytes) {
        ByteBuffer input = ByteBuffer.wrap(bytes);
        for (Optional<Incoming> next = reader.next(input);
                next.isPresent();
                next = reader.next(input)) {
            if (next.get() instanceof Incoming.Frame(int protocol, byte[] body)) {
                hear(protocol, body);
            } else if (next.get() instanceof Incoming.Numbered frame) {
                line.ifPresent(numbers -> work(numbers.came(frame, NOW)));
            }
        }
        return taken();
    }

    private void hear(int protocol, byte[] body) {
        heard.add(
                HexFormat.of().toHexDigits((short) protocol)
                        + " "
                        + HexFormat.of().formatHex(body));
        if (!has(Habit.MUTE)) {
            take(protocol, body);
        }
    }

    private void beginNumbers() {
        NumberedTerms terms =
                new NumberedTerms(
                        NumberedTerms.MOST_WINDOW,
                        NumberedTerms.OTHER_ADDRESS,
                        NumberedTerms.OWN_ADDRESS,
                        false);
        reader.number(terms);
        line = Optional.of(new NumberedLine(terms, FrameWriter.PLAIN, new DamageMeter()));
        line.ifPresent(numbers -> work(numbers.begin(NOW)));
    }

    private void work(List<NumberedLine.Step> steps) {
        for (NumberedLine.Step step : steps) {
            switch (step) {
                case NumberedLine.Step.Send(byte[] bytes) -> said.writeBytes(bytes);
                case NumberedLine.Step.Packet(int protocol, byte[] body) -> hear(protocol, body);
                case NumberedLine.Step.Up _, NumberedLine.Step.Down _ -> {}
            }
        }
    }

    /// Asks for the end of the link.
    public byte[] terminate(String words) {
        say(Protocol.LCP, 5, 77, words.getBytes(StandardCharsets.US_ASCII));
        return taken();
    }

    /// What it says again when it has waited for an answer long enough.
    byte[] repetition() {
        if (!has(Habit.MUTE) && !oursAgreed) {
            request();
        } else if (!has(Habit.MUTE) && !loginDone) {
            challenge();
        }
        return taken();
    }

    /// A packet of `protocol` with no meaning.
    byte[] unknown(int protocol) {
        say(protocol, 1, 1, new byte[] {1, 2, 3, 4});
        return taken();
    }

    /// A vendor's packet of LCP (RFC 2153 1.1).
    byte[] vendorPacket() {
        say(Protocol.LCP, 0, 6, bytes("0badcafe0000"));
        return taken();
    }

    /// A packet of IP.
    byte[] packet(String hex) {
        said.writeBytes(FrameWriter.PLAIN.frame(Protocol.IP, HexFormat.of().parseHex(hex)));
        return taken();
    }

    byte[] echoRequest() {
        say(Protocol.LCP, 9, 5, HexFormat.of().parseHex("0badcafe0102"));
        return taken();
    }

    /// One that costs as much to answer as a packet.
    public byte[] largeEchoRequest() {
        say(Protocol.LCP, 9, 5, Arrays.copyOf(bytes("0badcafe"), LARGE));
        return taken();
    }

    private void request() {
        line = Optional.empty();
        if (has(Habit.NEVER_ASKS)) {
            return;
        }
        String options =
                "0506deadbeef"
                        + unit.map(bytes -> "0104" + HexFormat.of().toHexDigits(bytes.shortValue()))
                                .orElse("");
        if (has(Habit.ASKS_PAP)) {
            options += "0304c023";
        } else if (has(Habit.ASKS_CHAP)) {
            options += "0305c22305";
        } else if (has(Habit.ASKS_EAP) || has(Habit.WANTS_EAP_OR_NONE)) {
            options += EAP;
        }
        if (has(Habit.ASKS_FOR_NUMBERS)) {
            options += "0b040701";
        }
        if (has(Habit.ASKS_FOR_THE_IMPOSSIBLE)) {
            options += "630401ff";
        }
        identifier++;
        say(Protocol.LCP, 1, identifier, HexFormat.of().parseHex(options));
    }

    private void take(int protocol, byte[] body) {
        ControlPacket packet = ControlPacket.in(body).orElse(new ControlPacket(0, 0, body));
        switch (protocol) {
            case Protocol.LCP -> takeLcp(packet);
            case Protocol.PAP -> {
                if (!has(Habit.IGNORES_LOGIN)) {
                    takePap(packet);
                }
            }
            case Protocol.CHAP -> takeChap(packet);
            case Protocol.IPCP -> {
                if (has(Habit.ECHOES_IPCP)) {
                    said.writeBytes(FrameWriter.PLAIN.frame(protocol, body));
                } else if (!has(Habit.IGNORES_IPCP)) {
                    takeIpcp(packet);
                }
            }
            case Protocol.IPV6CP -> takeIpv6cp(packet);
            default -> {}
        }
    }

    private void takeLcp(ControlPacket packet) {
        switch (packet.code()) {
            case 1 -> {
                if (has(Habit.KNOWS_NO_REQUESTS)) {
                    say(Protocol.LCP, 7, 51, packet.bytes());
                } else if (has(Habit.WANTS_ANOTHER_ADDRESS_IN_NUMBERS)
                        && HexFormat.of().formatHex(packet.rest()).contains("0b040703")) {
                    say(Protocol.LCP, 3, packet.identifier(), bytes("0b040705"));
                } else if (has(Habit.REFUSES_NUMBERS)
                        && HexFormat.of().formatHex(packet.rest()).contains("0b040703")) {
                    say(Protocol.LCP, 4, packet.identifier(), bytes("0b040703"));
                } else if (has(Habit.NAKS_LCP_FOR_EVER)) {
                    say(Protocol.LCP, 3, packet.identifier(), bytes("0506" + "0000" + "1234"));
                } else if (has(Habit.REJECTS_ALL_LCP_OPTIONS) && packet.rest().length > 0) {
                    say(Protocol.LCP, 4, packet.identifier(), packet.rest());
                } else if (!has(Habit.NEVER_ACKS)) {
                    say(Protocol.LCP, 2, packet.identifier(), packet.rest());
                    theirsAgreed = true;
                    challenge();
                }
            }
            case 2 -> {
                oursAgreed = true;
                if (has(Habit.SENDS_NUMBERED_FRAMES)) {
                    beginNumbers();
                }
                challenge();
            }
            case 3, 4 -> {
                boolean eap = has(Habit.ASKS_EAP);
                if (eap && packet.code() == 3) {
                    habits.remove(Habit.ASKS_EAP);
                    habits.add(Habit.ASKS_CHAP);
                }
                habits.remove(Habit.WANTS_EAP_OR_NONE);
                request();
            }
            case 5 -> {
                if (!has(Habit.IGNORES_TERMINATE)) {
                    say(Protocol.LCP, 6, packet.identifier(), new byte[0]);
                }
            }
            case 9 -> {
                if (!has(Habit.IGNORES_ECHO)) {
                    say(Protocol.LCP, 10, packet.identifier(), bytes("deadbeef"));
                }
            }
            default -> {}
        }
    }

    private void challenge() {
        if (has(Habit.ASKS_CHAP) && oursAgreed && theirsAgreed) {
            byte[] rest = new byte[1 + CHALLENGE.length];
            rest[0] = (byte) CHALLENGE.length;
            System.arraycopy(CHALLENGE, 0, rest, 1, CHALLENGE.length);
            say(Protocol.CHAP, 1, 9, rest);
        }
    }

    private void takePap(ControlPacket packet) {
        boolean good =
                HexFormat.of().formatHex(packet.rest()).equals("0475736572067365637265" + "74");
        boolean refused = has(Habit.REFUSES_LOGIN) || !good;
        say(Protocol.PAP, refused ? 3 : 2, packet.identifier(), words(refused));
    }

    private static byte[] words(boolean refused) {
        byte[] text = (refused ? "who are you" : "hello").getBytes(StandardCharsets.US_ASCII);
        byte[] rest = new byte[1 + text.length];
        rest[0] = (byte) text.length;
        System.arraycopy(text, 0, rest, 1, text.length);
        return rest;
    }

    /// The right answer was computed by `printf '\x09secreta challenge of 16' | md5sum`.
    private void takeChap(ControlPacket packet) {
        String hash = HexFormat.of().formatHex(Arrays.copyOfRange(packet.rest(), 1, 17));
        loginDone = true;
        if (has(Habit.GIVES_EARLIER_VERDICTS)) {
            say(Protocol.CHAP, 4, packet.identifier() - 1, new byte[0]);
        }
        boolean good = hash.equals("1a0f3d1ba2c68131739beccdcd1f542e") && !has(Habit.REFUSES_LOGIN);
        say(
                Protocol.CHAP,
                good ? 3 : 4,
                packet.identifier(),
                "no such user".getBytes(StandardCharsets.US_ASCII));
    }

    /// Gives another address from now on.
    void moveTo(int other) {
        address = other;
    }

    /// Says from the next request on that it takes packets of up to so many bytes.
    public void takes(int bytes) {
        unit = Optional.of(bytes);
    }

    /// Ends IPCP, as when its packet context goes down.
    byte[] takeAddressBack() {
        say(Protocol.IPCP, 5, 62, new byte[0]);
        return taken();
    }

    /// Negotiates the addresses, from its side.
    byte[] ipcpRequest() {
        say(Protocol.IPCP, 1, 60, bytes("03060a000202"));
        return taken();
    }

    private void takeIpv6cp(ControlPacket packet) {
        if (has(Habit.KNOWS_NO_IPV6)) {
            refuse("8057", packet);
        } else if (packet.code() == 1) {
            say(Protocol.IPV6CP, 2, packet.identifier(), packet.rest());
            offerIpv6();
        }
    }

    private void offerIpv6() {
        if (has(Habit.OFFERS_IPV6) && !ipv6Offered) {
            ipv6Offered = true;
            say(Protocol.IPV6CP, 1, 61, bytes("010a0000000000000002"));
        }
    }

    private void refuse(String protocol, ControlPacket packet) {
        say(Protocol.LCP, 8, 50, bytes(protocol + HexFormat.of().formatHex(packet.bytes())));
    }

    private void takeIpcp(ControlPacket packet) {
        if (has(Habit.KNOWS_NO_IPCP)) {
            refuse("8021", packet);
            return;
        }
        if (packet.code() != 1) {
            return;
        }
        if (has(Habit.ENDS_IPCP)) {
            say(Protocol.IPCP, 5, 63, "no context".getBytes(StandardCharsets.US_ASCII));
            return;
        }
        say(Protocol.IPCP, 1, 60, bytes("03060a000202"));
        offerIpv6();
        List<Option> asked = Option.in(packet.rest()).orElseThrow();
        List<Option> refused =
                asked.stream()
                        .filter(option ->
                                option.type() == 3
                                        ? has(Habit.REJECTS_ADDRESS)
                                        : has(Habit.REJECTS_DNS))
                        .toList();
        List<Option> better =
                asked.stream()
                        .filter(option -> !option.equals(wanted(option.type())))
                        .map(option -> wanted(option.type()))
                        .toList();
        if (!refused.isEmpty()) {
            say(Protocol.IPCP, 4, packet.identifier(), Option.bytes(refused));
        } else if (has(Habit.HAS_NO_CONTEXT)) {
            say(Protocol.IPCP, 3, packet.identifier(), bytes(NO_CONTEXT));
        } else if (has(Habit.NAKS_IPCP_FOR_EVER)) {
            say(Protocol.IPCP, 3, packet.identifier(), bytes("03060a0002" + "63"));
        } else if (better.isEmpty()) {
            say(Protocol.IPCP, 2, packet.identifier(), packet.rest());
        } else {
            say(Protocol.IPCP, 3, packet.identifier(), Option.bytes(better));
        }
    }

    private Option wanted(int type) {
        return switch (type) {
            case 3 -> Option.of(3, has(Habit.OFFERS_NO_ADDRESS) ? 0 : address);
            case 129 -> Option.of(129, DNS_ONE);
            default -> Option.of(type, DNS_TWO);
        };
    }

    private boolean has(Habit habit) {
        return habits.contains(habit);
    }

    private void say(int protocol, int code, int number, byte[] rest) {
        byte[] packet = new ControlPacket(code, number, rest).bytes();
        if (line.isPresent() && (protocol != Protocol.LCP || code > ControlPacket.CODE_REJECT)) {
            work(line.get().put(protocol, packet, NOW));
        } else {
            said.writeBytes(FrameWriter.PLAIN.frame(protocol, packet));
        }
    }

    private byte[] taken() {
        byte[] bytes = said.toByteArray();
        said.reset();
        return bytes;
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
