package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
import java.util.stream.IntStream;

/// The unit's link and the network's, each written for itself, in numbered mode over a line that
/// damages bytes: packets arrive once and in sequence, in bounded time.
class NumberedLinkTest {

    private static final int PACKETS = 8;
    private static final int PACKET_BYTES = 296;
    private static final int HEAD = 24;

    private final List<Integer> atUnit = new ArrayList<>();
    private final List<Integer> atNetwork = new ArrayList<>();
    private Deadline now = Deadline.at(0);
    private Line up = new Line(0, 1, new Random(0));
    private Line down = up;
    private boolean numbered;
    private int given;
    private boolean sent;

    @ParameterizedTest
    @CsvSource({
        "1, 0, 60",
        "2, 0.001, 60",
        "3, 0.01, 90",
        "4, 0.05, 180",
        "5, 0.05, 180",
        "6, 0.05, 180"
    })
    void bringsEveryPacketOnceAndInSequence(int seed, double damaged, int mostSeconds) {
        Random chance = new Random(seed);
        up = new Line(damaged, 1200, chance);
        down = new Line(damaged, 8000, chance);
        PppLink unit =
                new PppLink(
                        new LinkSettings(
                                new Credentials("au", Secret.of("lab")),
                                PdpType.IP,
                                Numbering.ALWAYS,
                                false),
                        new DamageMeter(),
                        new Random(seed));
        PppServer network = new PppServer(terms(), new Random(seed), 0);

        perform(unit.on(new LinkEvent.Begun(), now));
        while (atUnit.size() < PACKETS || atNetwork.size() < PACKETS) {
            step(unit, network);
            assertThat(Duration.ofNanos(now.atNanos())).isLessThan(Duration.ofSeconds(mostSeconds));
        }

        List<Integer> all = IntStream.range(0, PACKETS).boxed().toList();
        assertThat(atUnit).isEqualTo(all);
        assertThat(atNetwork).isEqualTo(all);
        assertThat(numbered).isTrue();
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

    private void step(PppLink unit, PppServer network) {
        now =
                up.arrival()
                        .earlier(down.arrival())
                        .earlier(unit.wakeAt())
                        .earlier(network.nextDue());
        up.arrived(now).ifPresent(bytes -> heed(network.received(bytes, now.atNanos())));
        down.arrived(now).ifPresent(bytes -> perform(unit.on(new LinkEvent.Received(bytes), now)));
        perform(unit.on(new LinkEvent.Woken(), now));
        heed(network.due(now.atNanos()));
        while (unit.isUp() && unit.hasRoom() && given < PACKETS) {
            perform(unit.on(new LinkEvent.Outgoing(packet(given)), now));
            given++;
        }
        if (unit.isUp() && !sent) {
            sent = true;
            IntStream.range(0, PACKETS)
                    .forEach(number -> heed(network.send(packet(number), now.atNanos())));
        }
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
                case LinkCommand.Repeating(boolean repeats) -> numbered = repeats;
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

    /// One way of a line: so many bytes in a second, 150 ms long, and part of the bytes changed.
    private static final class Line {

        private static final int GROUP = 64;
        private static final long TRAVEL = Duration.ofMillis(150).toNanos();
        private static final double SECOND = 1e9;

        private final double damaged;
        private final double perSecond;
        private final Random chance;
        private final Deque<Group> groups = new ArrayDeque<>();
        private long free;

        private record Group(long at, byte[] bytes) {}

        Line(double damaged, double perSecond, Random chance) {
            this.damaged = damaged;
            this.perSecond = perSecond;
            this.chance = chance;
        }

        void write(byte[] bytes, Deadline now) {
            for (int from = 0; from < bytes.length; from += GROUP) {
                byte[] group =
                        Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + GROUP));
                for (int at = 0; at < group.length; at++) {
                    if (chance.nextDouble() < damaged) {
                        group[at] ^= (byte) chance.nextInt(1, 256);
                    }
                }
                free =
                        Math.max(free, now.atNanos())
                                + Math.round(SECOND * group.length / perSecond);
                groups.add(new Group(free + TRAVEL, group));
            }
        }

        Deadline arrival() {
            return groups.isEmpty() ? Deadline.never() : Deadline.at(groups.getFirst().at());
        }

        Optional<byte[]> arrived(Deadline now) {
            return arrival().compareTo(now) <= 0 && !groups.isEmpty()
                    ? Optional.of(groups.removeFirst().bytes())
                    : Optional.empty();
        }
    }
}
