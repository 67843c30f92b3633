package org.kadec21.worlds;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.Secret;
import org.kadec21.modem.ppp.link.Credentials;
import org.kadec21.modem.ppp.link.DamageMeter;
import org.kadec21.modem.ppp.link.LinkCommand;
import org.kadec21.modem.ppp.link.LinkEvent;
import org.kadec21.modem.ppp.link.LinkSettings;
import org.kadec21.modem.ppp.link.Numbering;
import org.kadec21.modem.ppp.link.PdpType;
import org.kadec21.modem.ppp.link.PppLink;
import org.kadec21.simulation.ip.Ipv4Address;
import org.kadec21.simulation.ppp.Account;
import org.kadec21.simulation.ppp.Authentication;
import org.kadec21.simulation.ppp.PppEvent;
import org.kadec21.simulation.ppp.PppServer;
import org.kadec21.simulation.ppp.PppTerms;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// The unit's link and the network's, each written for itself, on any line, with a clock of their
/// own.
final class CoupledLinks {

    private static final int PACKET_BYTES = 296;
    private static final int HEAD = 24;
    private static final int DAMAGED_BYTES = 60;
    private static final byte FLAG = 0x7e;

    private final PppLink unit;
    private final PppServer network;
    private final Way up;
    private final Way down;
    private final List<Integer> atUnit = new ArrayList<>();
    private final List<Integer> atNetwork = new ArrayList<>();
    private Deadline now = Deadline.at(0);
    private Deadline begins;
    private boolean repeats;

    /// What a line makes of the bytes that an end writes at once.
    interface Medium {

        List<Travelling> carry(byte[] bytes, Deadline now);
    }

    /// Bytes under way.
    ///
    /// @param at when they arrive
    record Travelling(Deadline at, byte[] bytes) {}

    /// One way of the line.
    private static final class Way {

        private final Medium medium;
        private final Deque<Travelling> underWay = new ArrayDeque<>();

        Way(Medium medium) {
            this.medium = medium;
        }

        void write(byte[] bytes, Deadline now) {
            underWay.addAll(medium.carry(bytes, now));
        }

        Deadline arrival() {
            return underWay.isEmpty() ? Deadline.never() : underWay.getFirst().at();
        }

        Optional<byte[]> arrived(Deadline now) {
            return arrival().compareTo(now) <= 0 && !underWay.isEmpty()
                    ? Optional.of(underWay.removeFirst().bytes())
                    : Optional.empty();
        }
    }

    /// @param begins when the unit does; the network listens for three seconds, then begins itself
    /// @param up from the unit
    /// @param down towards it
    CoupledLinks(Numbering numbering, Deadline begins, Medium up, Medium down) {
        this.begins = begins;
        this.up = new Way(up);
        this.down = new Way(down);
        unit =
                new PppLink(
                        new LinkSettings(
                                new Credentials("au", Secret.of("lab")),
                                PdpType.IP,
                                numbering,
                                false),
                        new DamageMeter(),
                        new Random(1));
        network = new PppServer(terms(), new Random(2), 0);
    }

    private static PppTerms terms() {
        return new PppTerms(
                        Authentication.NONE,
                        Optional.empty(),
                        Duration.ZERO,
                        0,
                        new Ipv4Address(0x0a07_9d93),
                        new Ipv4Address(0x0a07_0001),
                        List.of())
                .only(Authentication.CHAP, new Account("au", Secret.of("lab")));
    }

    /// Lets so much time pass.
    void pass(Duration span) {
        Deadline end = now.plus(span);
        for (Deadline next = next(); next.compareTo(end) <= 0; next = next()) {
            now = next.compareTo(now) > 0 ? next : now;
            step();
        }
        now = end;
    }

    /// Lets time pass until something happens.
    ///
    /// @return since the beginning
    Duration passToNext() {
        now = next();
        step();
        return Duration.ofNanos(now.atNanos());
    }

    private Deadline next() {
        return up.arrival()
                .earlier(down.arrival())
                .earlier(begins)
                .earlier(unit.wakeAt())
                .earlier(network.nextDue());
    }

    private void step() {
        if (begins.compareTo(now) <= 0) {
            begins = Deadline.never();
            perform(unit.on(new LinkEvent.Begun(), now));
        }
        up.arrived(now).ifPresent(bytes -> heed(network.received(bytes, now.atNanos())));
        down.arrived(now).ifPresent(bytes -> perform(unit.on(new LinkEvent.Received(bytes), now)));
        perform(unit.on(new LinkEvent.Woken(), now));
        heed(network.due(now.atNanos()));
    }

    /// The network negotiates the link anew.
    void negotiateAnew() {
        heed(network.negotiateLink(now.atNanos()));
    }

    /// What comes to the unit is damaged: so many frames that nobody can read.
    void damage(int frames) {
        byte[] frame = new byte[DAMAGED_BYTES];
        Arrays.fill(frame, (byte) 0xa5);
        frame[0] = FLAG;
        frame[DAMAGED_BYTES - 1] = FLAG;
        for (int number = 0; number < frames; number++) {
            perform(unit.on(new LinkEvent.Received(frame), now));
        }
    }

    /// Gives either end a packet.
    void send(int number) {
        sendFromUnit(number);
        sendFromNetwork(number);
    }

    void sendFromUnit(int number) {
        perform(unit.on(new LinkEvent.Outgoing(packet(number)), now));
    }

    void sendFromNetwork(int number) {
        heed(network.send(packet(number), now.atNanos()));
    }

    /// Whether the unit's link is up.
    boolean isUp() {
        return unit.isUp();
    }

    /// Whether the unit's link takes another packet.
    boolean hasRoom() {
        return unit.hasRoom();
    }

    /// Whether the unit has said that its link repeats frames.
    boolean repeats() {
        return repeats;
    }

    /// The packets that came to the unit.
    List<Integer> atUnit() {
        return atUnit;
    }

    /// Those that came to the network.
    List<Integer> atNetwork() {
        return atNetwork;
    }

    private static byte[] packet(int number) {
        return ByteBuffer.allocate(PACKET_BYTES).put((byte) 0x45).putInt(HEAD, number).array();
    }

    private static int numberOf(byte[] packet) {
        return ByteBuffer.wrap(packet).getInt(HEAD);
    }

    private void perform(List<LinkCommand> commands) {
        for (LinkCommand command : commands) {
            switch (command) {
                case LinkCommand.Transmit(byte[] bytes) -> up.write(bytes, now);
                case LinkCommand.Arrived(byte[] packet) -> atUnit.add(numberOf(packet));
                case LinkCommand.Repeating(boolean itself) -> repeats = itself;
                case LinkCommand.Down(var end) -> throw new AssertionError(end.reason());
                case LinkCommand.Reached _,
                        LinkCommand.Up _,
                        LinkCommand.Damaged _,
                        LinkCommand.Resized _,
                        LinkCommand.Crossed _ -> {}
            }
        }
    }

    private void heed(List<PppEvent> events) {
        for (PppEvent event : events) {
            switch (event) {
                case PppEvent.Transmit(byte[] bytes) -> down.write(bytes, now);
                case PppEvent.Packet(byte[] packet) -> atNetwork.add(numberOf(packet));
                case PppEvent.Opened _ -> {}
                case PppEvent.Ended(String reason) -> throw new AssertionError(reason);
            }
        }
    }
}
