package org.kadec21.simulation.ip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/// Connections of the host that stand: what they carry, and how they end.
class GatewayCarryingTest extends GatewayRig {

    @Test
    void carriesBytesBothWaysAndClosesInGoodOrder() {
        open();
        host.write(bytes(30_000));
        fromServer(bytes(40_000));

        passes(Duration.ofMinutes(5));
        host.close();
        passes(TICK);
        assertThat(others).contains(new GatewayCommand.Finish(1));
        run(gateway.finished(1, now));
        passes(Duration.ofMinutes(1));

        assertThat(forwarded.toByteArray()).isEqualTo(bytes(30_000));
        assertThat(host.received()).isEqualTo(bytes(40_000));
        assertThat(host.isClosed()).isTrue();
        assertThat(others.getLast()).isEqualTo(new GatewayCommand.Abandon(1));
    }

    @Test
    void carriesEverythingThroughAnAirThatLosesDoublesAndSwaps() {
        for (int seed = 0; seed < 20; seed++) {
            new GatewayCarryingTest().carryThrough(new SplittableRandom(seed), seed);
        }
    }

    private void carryThrough(SplittableRandom chance, int seed) {
        air = packet -> chance.nextInt(100) >= 10;
        open();
        host.write(bytes(5_000));
        fromServer(bytes(20_000));

        for (int minute = 0; minute < 60; minute++) {
            if (chance.nextInt(3) == 0 && towardsHost.size() > 1) {
                Collections.swap(towardsHost, 0, 1);
                towardsHost.add(towardsHost.getFirst());
            }
            passes(Duration.ofMinutes(1));
        }

        assertThat(forwarded.toByteArray()).as("seed %d", seed).isEqualTo(bytes(5_000));
        assertThat(host.received()).as("seed %d", seed).isEqualTo(bytes(20_000));
    }

    @Test
    void waitsAnHourForAWindowThatIsZero() {
        open();
        host.windowIs(0);
        send(host.acknowledgeNow());
        fromServer(bytes(1000));

        int probes = 0;
        for (int minute = 0; minute < 60; minute++) {
            passes(Duration.ofMinutes(1));
            probes += probing();
        }
        assertThat(host.isReset()).isFalse();
        assertThat(probes).isLessThan(200);

        host.windowIs(8000);
        send(host.acknowledgeNow());
        passes(Duration.ofMinutes(3));

        assertThat(host.received()).isEqualTo(bytes(1000));
    }

    /// Probes of the window since the last call.
    private int probing() {
        int seen = probes;
        probes = 0;
        return seen;
    }

    @Test
    void doesNotBelieveTheWindowOfAnOlderSegment() {
        open();
        host.windowIs(0);
        List<byte[]> overtaken = host.acknowledgeNow();
        host.windowIs(8000);
        fromServer(bytes(500));
        exchange();

        send(overtaken);
        fromServer(bytes(1000));
        exchange();

        assertThat(host.received()).hasSize(1500);
    }

    @Test
    void stopsTheHostWhileTheRealEndTakesNothing() {
        open();
        keepsForwarded = true;
        host.write(bytes(100_000));

        passes(Duration.ofMinutes(10));
        assertThat(forwarded.size()).isLessThanOrEqualTo(TcpReceiver.WINDOW);

        keepsForwarded = false;
        run(gateway.delivered(1, (int) undelivered, now));
        passes(Duration.ofMinutes(20));

        assertThat(forwarded.toByteArray()).isEqualTo(bytes(100_000));
    }

    @Test
    void takesNothingWhileItsWindowsAreHeld() {
        open();
        run(gateway.holdWindows(true, now));
        host.write(bytes(5_000));

        passes(Duration.ofHours(1));
        assertThat(forwarded.size()).isZero();
        assertThat(host.isReset()).isFalse();

        run(gateway.holdWindows(false, now));
        passes(Duration.ofMinutes(5));
        assertThat(forwarded.toByteArray()).isEqualTo(bytes(5_000));
    }

    @Test
    void resetsEveryConnectionWhenItIsToldTo() {
        open();

        run(gateway.resetAll(now));
        exchange();

        assertThat(host.isReset()).isTrue();
        assertThat(others).contains(new GatewayCommand.Abandon(1));
    }

    @Test
    void givesUpAHostThatIsGone() {
        open();
        fromServer(bytes(1000));
        air = packet -> false;

        passes(Duration.ofMinutes(15));

        assertThat(others.getLast()).isEqualTo(new GatewayCommand.Abandon(1));
        assertThat(gateway.nextDue().isNever()).isTrue();
    }

    @Test
    void resetsTheHostWhenTheRealEndBreaks() {
        open();

        run(gateway.broken(1, now));
        exchange();

        assertThat(host.isReset()).isTrue();
        assertThat(gateway.nextDue().isNever()).isTrue();
    }

    @Test
    void believesAResetOnlyWithTheNumberThatComesNext() {
        open();
        reset(host.next() + 100);
        assertThat(others).noneMatch(GatewayCommand.Abandon.class::isInstance);

        reset(host.next());

        assertThat(others.getLast()).isEqualTo(new GatewayCommand.Abandon(1));
    }

    private void reset(int sequence) {
        TcpSegment segment =
                new TcpSegment(40_000, 587, sequence, 0, TcpSegment.RST, 0, 0, new byte[0]);
        run(gateway.arrived(segment.within(HOST, SERVER).bytes(), now));
    }

    @Test
    void sendsNoSegmentLongerThanTheHostTakes() {
        gateway.limitPackets(300);
        open();
        fromServer(bytes(5000));

        passes(Duration.ofMinutes(1));

        assertThat(host.received()).isEqualTo(bytes(5000));
        assertThat(longest).isLessThanOrEqualTo(300);
    }
}
