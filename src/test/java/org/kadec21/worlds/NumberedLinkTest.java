package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kadec21.hal.Deadline;
import org.kadec21.modem.ppp.link.Numbering;
import org.kadec21.worlds.CoupledLinks.Travelling;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Unit and network in numbered mode over a line that damages bytes: packets arrive once and in
/// sequence, in bounded time.
class NumberedLinkTest {

    private static final int PACKETS = 8;

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
        CoupledLinks links =
                new CoupledLinks(
                        Numbering.ALWAYS,
                        Deadline.at(0),
                        new NoisyLine(damaged, 1200, chance),
                        new NoisyLine(damaged, 8000, chance));
        int given = 0;
        boolean sent = false;

        while (links.atUnit().size() < PACKETS || links.atNetwork().size() < PACKETS) {
            assertThat(links.passToNext()).isLessThan(Duration.ofSeconds(mostSeconds));
            while (links.isUp() && links.hasRoom() && given < PACKETS) {
                links.sendFromUnit(given);
                given++;
            }
            if (links.isUp() && !sent) {
                sent = true;
                IntStream.range(0, PACKETS).forEach(links::sendFromNetwork);
            }
        }

        List<Integer> all = IntStream.range(0, PACKETS).boxed().toList();
        assertThat(links.atUnit()).isEqualTo(all);
        assertThat(links.atNetwork()).isEqualTo(all);
        assertThat(links.repeats()).isTrue();
    }

    /// One way of a line: so many bytes in a second, 150 ms long, and part of the bytes changed.
    private static final class NoisyLine implements CoupledLinks.Medium {

        private static final int GROUP = 64;
        private static final long TRAVEL = Duration.ofMillis(150).toNanos();
        private static final double SECOND = 1e9;

        private final double damaged;
        private final double perSecond;
        private final Random chance;
        private long free;

        NoisyLine(double damaged, double perSecond, Random chance) {
            this.damaged = damaged;
            this.perSecond = perSecond;
            this.chance = chance;
        }

        @Override
        public List<Travelling> carry(byte[] bytes, Deadline now) {
            List<Travelling> groups = new ArrayList<>();
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
                groups.add(new Travelling(Deadline.at(free + TRAVEL), group));
            }
            return groups;
        }
    }
}
