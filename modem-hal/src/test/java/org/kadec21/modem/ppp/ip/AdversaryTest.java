package org.kadec21.modem.ppp.ip;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.Test;
import org.kadec21.modem.ppp.ip.ConnectionPhase.Cause;
import org.kadec21.modem.ppp.ip.packet.Ipv4Address;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Peers and networks that do their worst: what was taken is right, and it ends in bounded time.
class AdversaryTest {

    private static final int PORT = 587;
    private static final byte[] MAIL =
            "MAIL FROM:<unit@example>\r\nRCPT TO:<x@example>\r\n".getBytes(US_ASCII);

    private final Peer peer = new Peer(PORT, 0x7fff_fff0, "220 ready\r\n".getBytes(US_ASCII));
    private final IpStack stack =
            new IpStack(
                    IpSettings.ipv4(new Ipv4Address(Wire.UNIT), 1500, List.of()), new Random(3));
    private final Line line = new Line(Node.of(stack), peer, 11520, Duration.ofMillis(200));

    private Client client(byte[] bytes, int expected) {
        Client client = new Client(stack, bytes, expected).connect("192.0.2.25", PORT, line.now());
        line.setUser(() -> client.step(line.now()));
        return client;
    }

    private byte[] reset() {
        return new Wire.Tcp(
                        Wire.SERVER,
                        Wire.UNIT,
                        PORT,
                        peer.clientPort(),
                        peer.nextSequence(),
                        peer.expected(),
                        Wire.RST | Wire.ACK,
                        0,
                        0,
                        new byte[0])
                .packet();
    }

    @Test
    void endsAtOnceWithAResetAtAnyByte() {
        for (int at = 0; at <= MAIL.length; at++) {
            AdversaryTest fresh = new AdversaryTest();
            Client client = fresh.client(Arrays.copyOf(MAIL, at), 11).keepingOpen();
            int bytes = at;
            boolean reached =
                    fresh.line.runUntil(
                            () ->
                                    fresh.peer.received().length == bytes
                                            && client.received().length == 11,
                            Duration.ofMinutes(1));
            assertThat(reached).isTrue();

            fresh.line.inject(fresh.reset());

            assertThat(client.connection().phase())
                    .isInstanceOfSatisfying(
                            ConnectionPhase.Failed.class,
                            failed -> assertThat(failed.cause()).isEqualTo(Cause.RESET));
            assertThat(fresh.peer.received()).isEqualTo(Arrays.copyOf(MAIL, at));
        }
    }

    @Test
    void waitsForAWindowThatStaysClosedForAnHourAndThenSendsEverything() {
        byte[] bytes = new byte[30_000];
        Client client = client(bytes, 11);
        peer.setWindow(0);
        line.run(Duration.ofHours(1));
        int packets = line.packetsFromUnit();

        peer.setWindow(65535);

        assertThat(packets).isLessThan(100);
        assertThat(line.runUntil(client::isOver, Duration.ofMinutes(2))).isTrue();
        assertThat(peer.received()).isEqualTo(bytes);
    }

    @Test
    void isNotDrawnIntoASillyWindow() {
        byte[] bytes = new byte[20_000];
        Client client = client(bytes, 11);
        peer.setWindow(100);
        line.run(Duration.ofSeconds(5));
        peer.setWindow(4000);

        assertThat(line.runUntil(client::isOver, Duration.ofMinutes(2))).isTrue();
        assertThat(peer.received()).isEqualTo(bytes);
        assertThat(peer.dataSegments()).isLessThan(40);
    }

    @Test
    void survivesAnOutageOfFourMinutes() {
        byte[] bytes = new byte[50_000];
        Client client = client(bytes, 11);
        line.run(Duration.ofSeconds(3));

        line.setFate(packets -> List.of());
        line.run(Duration.ofMinutes(4));
        line.setFate(packets -> packets);

        assertThat(line.runUntil(client::isOver, Duration.ofMinutes(5))).isTrue();
        assertThat(client.connection().phase()).isEqualTo(new ConnectionPhase.Closed());
        assertThat(peer.received()).isEqualTo(bytes);
    }

    @Test
    void endsAfterFiveMinutesWithAPeerThatFellSilent() {
        Client client = client(new byte[50_000], 11);
        line.run(Duration.ofSeconds(3));

        peer.setSilent(true);

        assertThat(line.runUntil(client::isOver, Duration.ofMinutes(6))).isTrue();
        assertThat(client.connection().phase())
                .isInstanceOfSatisfying(
                        ConnectionPhase.Failed.class,
                        failed -> assertThat(failed.cause()).isEqualTo(Cause.SILENT));
    }

    @Test
    void findsThePathThatDropsLongPacketsWithoutAWord() {
        byte[] bytes = new byte[30_000];
        Client client = client(bytes, 11);
        line.setFate(packets -> packets.getFirst().packet().length > 1000 ? List.of() : packets);

        assertThat(line.runUntil(client::isOver, Duration.ofMinutes(3))).isTrue();
        assertThat(peer.received()).isEqualTo(bytes);
    }

    @Test
    void toldThatAReaderHasStoppedHoldsThePeerUpAndLetsItGoOnLater() {
        byte[] stream = new byte[200_000];
        new Random(1).nextBytes(stream);
        Peer talker = new Peer(PORT, 5, stream);
        Line fast = new Line(Node.of(stack), talker, 100_000, Duration.ofMillis(50));
        Client client =
                new Client(stack, new byte[1], stream.length).connect("192.0.2.25", PORT, 0);
        fast.setUser(() -> client.step(fast.now()));
        client.setReads(false);
        fast.run(Duration.ofMinutes(10));
        assertThat(client.connection().available()).isEqualTo(65535);

        client.setReads(true);

        assertThat(fast.runUntil(client::isOver, Duration.ofMinutes(2))).isTrue();
        assertThat(client.received()).isEqualTo(stream);
    }

    @Test
    void isHeldByNoPeerThatRefuses() {
        peer.refusing();

        Client client = client(MAIL, 11);

        assertThat(line.runUntil(client::isOver, Duration.ofSeconds(2))).isTrue();
    }

    @Test
    void survivesForgedSegmentsThatKnowThePortsButGuessTheNumbers() {
        byte[] bytes = new byte[40_000];
        new Random(2).nextBytes(bytes);
        Client client = client(bytes, 11);
        Random guesses = new Random(9);
        line.run(Duration.ofSeconds(2));
        for (int guess = 0; guess < 5000; guess++) {
            line.inject(
                    new Wire.Tcp(
                                    Wire.SERVER,
                                    Wire.UNIT,
                                    PORT,
                                    peer.clientPort(),
                                    guesses.nextInt(),
                                    guesses.nextInt(),
                                    guesses.nextInt(32),
                                    guesses.nextInt(65536),
                                    0,
                                    new byte[guesses.nextInt(100)])
                            .packet());
        }

        assertThat(line.runUntil(client::isOver, Duration.ofMinutes(5))).isTrue();
        assertThat(peer.received()).isEqualTo(bytes);
        assertThat(client.received()).isEqualTo("220 ready\r\n".getBytes(US_ASCII));
    }
}
