package org.kadec21.simulation.ppp;

import org.kadec21.hal.Deadline;
import org.kadec21.simulation.ip.Ipv4Address;
import org.kadec21.simulation.ppp.NegotiationTable.Event;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A host that dials: it begins at once, agrees to all the network asks, says who it is when it is
/// asked, and takes the address it is given. Its automaton is the server's own; hosts that nobody
/// here wrote are the foreign tests' part.
public final class TestHost {

    private static final int PAP_REQUEST = 1;
    private static final int CHAP_CHALLENGE = 1;
    private static final int CHAP_RESPONSE = 2;
    private static final int MD5_BYTES = 16;

    private final String user;
    private final String password;
    private final FrameReader reader = new FrameReader();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<byte[]> packets = new ArrayList<>();
    private final Wishes lcpWishes =
            new Wishes(List.of(ConfigureOption.of32(LcpOptions.MAGIC, 77)));
    private final Wishes ipcpWishes =
            new Wishes(
                    List.of(
                            ConfigureOption.of32(IpcpOptions.ADDRESS, 0),
                            ConfigureOption.of32(IpcpOptions.PRIMARY_DNS, 0),
                            ConfigureOption.of32(IpcpOptions.SECONDARY_DNS, 0)));
    private final ControlProtocol ipcp = new ControlProtocol(ipcpWishes, new Layer(Frame.IPCP));
    private final ControlProtocol lcp = new ControlProtocol(lcpWishes, new Layer(Frame.LCP));
    private Deadline papDue = Deadline.never();
    private boolean terminated;
    private long now;

    public TestHost(String user, String password) {
        this.user = user;
        this.password = password;
        lcp.happens(Event.OPEN, now);
        ipcp.happens(Event.OPEN, now);
    }

    public boolean isUp() {
        return ipcp.isOpened();
    }

    boolean isTerminated() {
        return terminated;
    }

    void asksFor(List<ConfigureOption> options) {
        lcpWishes.wanted = options;
    }

    /// IP packets that came since the last call.
    public List<byte[]> packets() {
        List<byte[]> result = List.copyOf(packets);
        packets.clear();
        return result;
    }

    public Ipv4Address address() {
        return new Ipv4Address(ipcpWishes.wanted.getFirst().as32());
    }

    public Ipv4Address nameServer() {
        return new Ipv4Address(ipcpWishes.wanted.get(1).as32());
    }

    /// To be called every second or so.
    ///
    /// @return bytes for the line
    public byte[] tick(long nanos) {
        now = nanos;
        lcp.happens(Event.UP, now); // counts the first time only
        lcp.due(now);
        ipcp.due(now);
        if (papDue.atNanos() <= now && !ipcp.isOpened()) {
            sayWho();
        }
        return said();
    }

    public byte[] terminate() {
        say(Frame.LCP, new ControlPacket(ControlPacket.TERMINATE_REQUEST, 5, new byte[0]));
        return said();
    }

    public byte[] send(byte[] packet) {
        out.writeBytes(FrameShape.UNNEGOTIATED.write(Frame.IP, packet));
        return said();
    }

    /// Takes bytes of the line, and says what it says to them.
    public byte[] take(byte[] bytes) {
        for (byte b : bytes) {
            reader.take(b).ifPresent(this::take);
        }
        return said();
    }

    private byte[] said() {
        byte[] bytes = out.toByteArray();
        out.reset();
        return bytes;
    }

    private void take(Frame frame) {
        if (frame.protocol() == Frame.IP) {
            packets.add(frame.information());
        } else {
            ControlPacket.parse(frame.information())
                    .ifPresent(packet -> take(frame.protocol(), packet));
        }
    }

    private void take(int protocol, ControlPacket packet) {
        switch (protocol) {
            case Frame.LCP -> {
                terminated |= packet.code() == ControlPacket.TERMINATE_REQUEST;
                lcp.take(packet, now);
            }
            case Frame.IPCP -> ipcp.take(packet, now);
            case Frame.CHAP -> {
                if (packet.code() == CHAP_CHALLENGE) {
                    answer(packet);
                }
            }
            default -> {} // an answer to PAP: IPCP follows, or the end
        }
    }

    private void answer(ControlPacket challenge) {
        byte[] value = Arrays.copyOfRange(challenge.data(), 1, 1 + challenge.data()[0]);
        byte[] name = user.getBytes(StandardCharsets.US_ASCII);
        byte[] data =
                ByteBuffer.allocate(1 + MD5_BYTES + name.length)
                        .put((byte) MD5_BYTES)
                        .put(digest(challenge.id(), value))
                        .put(name)
                        .array();
        say(Frame.CHAP, new ControlPacket(CHAP_RESPONSE, challenge.id(), data));
    }

    /// RFC 1994 4.1.
    private byte[] digest(int id, byte[] challenge) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update((byte) id);
            md5.update(password.getBytes(StandardCharsets.US_ASCII));
            return md5.digest(challenge);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void sayWho() {
        papDue = Deadline.at(now).plus(ControlProtocol.RESTART);
        byte[] name = user.getBytes(StandardCharsets.US_ASCII);
        byte[] word = password.getBytes(StandardCharsets.US_ASCII);
        byte[] data =
                ByteBuffer.allocate(2 + name.length + word.length)
                        .put((byte) name.length)
                        .put(name)
                        .put((byte) word.length)
                        .put(word)
                        .array();
        say(Frame.PAP, new ControlPacket(PAP_REQUEST, 9, data));
    }

    private void say(int protocol, ControlPacket packet) {
        out.writeBytes(FrameShape.UNNEGOTIATED.write(protocol, packet.bytes()));
    }

    /// Takes every hint.
    private static final class Wishes implements Options {

        private List<ConfigureOption> wanted;
        private List<ConfigureOption> theirs = List.of();

        Wishes(List<ConfigureOption> wanted) {
            this.wanted = wanted;
        }

        @Override
        public List<ConfigureOption> wanted() {
            return wanted;
        }

        @Override
        public Verdict judge(List<ConfigureOption> asked) {
            theirs = asked;
            return new Verdict.Granted();
        }

        @Override
        public void naked(List<ConfigureOption> hints) {
            wanted =
                    wanted.stream()
                            .map(wish ->
                                    hints.stream()
                                            .filter(hint -> hint.type() == wish.type())
                                            .findFirst()
                                            .orElse(wish))
                            .toList();
        }

        @Override
        public void rejected(List<ConfigureOption> refused) {
            wanted =
                    wanted.stream()
                            .filter(wish ->
                                    refused.stream().noneMatch(no -> no.type() == wish.type()))
                            .toList();
        }
    }

    private final class Layer implements ControlProtocol.Layer {

        private final int protocol;

        Layer(int protocol) {
            this.protocol = protocol;
        }

        @Override
        public void send(ControlPacket packet) {
            say(protocol, packet);
        }

        @Override
        public void up() {
            if (protocol == Frame.LCP) {
                ipcp.happens(Event.UP, now);
                if (lcpWishes.theirs.stream()
                        .anyMatch(option -> option.is(LcpOptions.AUTHENTICATION, Short.BYTES))) {
                    sayWho();
                }
            }
        }

        @Override
        public void down() {
            if (protocol == Frame.LCP) {
                papDue = Deadline.never();
                ipcp.happens(Event.DOWN, now);
            }
        }

        @Override
        public void finished() {}
    }
}
