package org.kadec21.simulation.ppp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/// The bytes of a link: damaged, looped, one by one, in the shape that was agreed on.
class PppServerLineTest extends ServerRig {

    @Test
    void endsWhenTheLineIsLoopedBack() {
        for (int second = 0; second < 60 && ends.isEmpty(); second++) {
            passes(Duration.ofSeconds(1));
            byte[] echo = line.toByteArray();
            line.reset();
            server.received(echo, now).forEach(this::take);
        }

        assertThat(ends).containsExactly("the line is looped back");
    }

    @Test
    void carriesPacketsInTheShapeTheHostAskedFor() {
        TestHost host = new TestHost("me", "lab");
        host.asksFor(
                List.of(
                        ConfigureOption.of32(LcpOptions.CONTROL_MAP, 0),
                        ConfigureOption.flag(LcpOptions.SHORT_PROTOCOL),
                        ConfigureOption.flag(LcpOptions.BARE)));
        talk(host, Duration.ofSeconds(10));
        line.reset();

        server.send(new byte[] {0x45, 0, 1}, now).forEach(this::take);

        assertThat(HexFormat.of().formatHex(line.toByteArray())).startsWith("7e21450001");
    }

    @Test
    void answersTheEndOfANumberedLinkWithoutANumber() {
        agreeOnNumbers();

        hostSays("c021" + "05070004");

        assertThat(said()).isEqualTo("06070004");
        assertThat(ends).containsExactly("the host has ended it");
    }

    @Test
    void refusesACodeOnANumberedLinkWithoutANumber() {
        agreeOnNumbers();

        hostSays("c021" + "63070004");

        assertThat(said()).startsWith("07").endsWith("63070004");
    }

    /// Both ask for a window of 7; the host is 03.
    private void agreeOnNumbers() {
        hostSays("c021" + "01010008" + "0b040703");
        Frame request =
                frames().stream()
                        .filter(frame -> hex(frame).startsWith("01"))
                        .reduce((_, later) -> later)
                        .orElseThrow();
        assertThat(hex(request)).contains("0b040701");
        hostSays("c021" + "02" + hex(request).substring(2));
        line.reset();
    }

    @Test
    void comesUpOnALineThatDamagesOneByteInAHundred() {
        for (int seed = 0; seed < 40; seed++) {
            assertComesUp(noise(1, seed), seed);
        }
    }

    @Test
    void comesUpOnALineThatDamagesEveryFifthPiece() {
        for (int seed = 0; seed < 40; seed++) {
            SplittableRandom chance = new SplittableRandom(seed);
            assertComesUp(
                    bytes -> {
                        byte[] damaged = bytes.clone();
                        if (bytes.length > 0 && chance.nextInt(5) == 0) {
                            damaged[chance.nextInt(damaged.length)] ^= 0x10;
                        }
                        return damaged;
                    },
                    seed);
        }
    }

    @Test
    void understandsAHostThatSendsByteByByte() {
        TestHost host = new TestHost("me", "lab");
        for (int second = 0; second < 10; second++) {
            byte[] said = host.tick(now);
            while (said.length > 0) {
                for (byte b : said) {
                    server.received(new byte[] {b}, now).forEach(this::take);
                }
                said = host.take(drained());
            }
            passes(Duration.ofSeconds(1));
        }

        assertThat(host.isUp()).isTrue();
    }

    /// Both ends give up after ten requests in vain; then the host dials again.
    private void assertComesUp(UnaryOperator<byte[]> noise, int seed) {
        boolean up = false;
        for (int dial = 0; dial < 3 && !up; dial++) {
            server = server(Authentication.CHAP, Duration.ZERO);
            now = 0;
            TestHost host = new TestHost("me", "lab");
            talk(host, Duration.ofMinutes(2), noise);
            up = host.isUp();
        }

        assertThat(up).as("seed %d, ended: %s", seed, ends).isTrue();
    }

    private static UnaryOperator<byte[]> noise(int percent, int seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        return bytes -> {
            byte[] noisy = bytes.clone();
            for (int i = 0; i < noisy.length; i++) {
                if (chance.nextInt(100) < percent) {
                    noisy[i] ^= (byte) (1 << chance.nextInt(8));
                }
            }
            return noisy;
        };
    }
}
