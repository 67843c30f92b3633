package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kadec21.hal.Deadline;
import org.kadec21.modem.ppp.link.Numbering;
import org.kadec21.worlds.CoupledLinks.Travelling;

import java.time.Duration;
import java.util.List;

/// Unit and network come to the same agreement about numbered mode, whoever begins, whatever
/// crosses on the way, and whichever packet of the negotiation is lost.
class NumberedAgreementTest {

    /// More than either end writes until packets of IP cross.
    private static final int WRITES = 24;

    /// Of the packets none is lost.
    private static final int NOTHING = -1;

    private static final Duration SETTLED = Duration.ofSeconds(40);
    private static final Duration CROSSED = Duration.ofSeconds(20);

    /// The network begins by itself at 3000 ms: what both write then crosses on the way.
    @ParameterizedTest
    @CsvSource({"0, 10", "0, 1000", "2990, 10", "3000, 10", "3000, 1000", "3000, 3000", "3500, 10"})
    void standsHoweverTheyBegin(long beginsMillis, long travelMillis) {
        CoupledLinks links = links(Numbering.ALWAYS, beginsMillis, travelMillis);

        links.pass(SETTLED);

        assertNumbered(links);
    }

    @ParameterizedTest
    @CsvSource({"0, 10", "0, 1000", "3000, 10", "3000, 1000"})
    void standsWhicheverPacketIsLost(long beginsMillis, long travelMillis) {
        for (int lost = 0; lost < WRITES; lost++) {
            CoupledLinks ofUnit =
                    links(Numbering.ALWAYS, beginsMillis, travelMillis, lost, NOTHING);
            CoupledLinks ofNetwork =
                    links(Numbering.ALWAYS, beginsMillis, travelMillis, NOTHING, lost);

            ofUnit.pass(SETTLED);
            ofNetwork.pass(SETTLED);

            assertNumbered(ofUnit);
            assertNumbered(ofNetwork);
        }
    }

    @ParameterizedTest
    @CsvSource({"10", "1000"})
    void standsAgainWheneverTheNetworkNegotiatesAnew(long travelMillis) {
        for (int after = 0; after < 100; after++) {
            CoupledLinks links = links(Numbering.ALWAYS, 0, travelMillis);
            links.pass(Duration.ofMillis(after * travelMillis / 5));

            links.negotiateAnew();
            links.pass(SETTLED);

            assertNumbered(links);
        }
    }

    @ParameterizedTest
    @CsvSource({"10", "1000"})
    void isMadeInTheMiddleOfACallWhenTheLineHasTurnedBad(long travelMillis) {
        CoupledLinks links = links(Numbering.WHEN_BAD, 0, travelMillis);
        links.pass(SETTLED);
        assertThat(links.repeats()).isFalse();

        links.damage(5);
        links.negotiateAnew();
        links.pass(SETTLED);

        assertNumbered(links);
    }

    @Test
    void isNotMadeWhereTheUnitNeverWantsIt() {
        CoupledLinks links = links(Numbering.NEVER, 0, 10);

        links.pass(SETTLED);
        links.send(1);
        links.pass(CROSSED);

        assertThat(links.repeats()).isFalse();
        assertThat(links.atUnit()).containsExactly(1);
        assertThat(links.atNetwork()).containsExactly(1);
    }

    private static CoupledLinks links(Numbering numbering, long beginsMillis, long travelMillis) {
        return links(numbering, beginsMillis, travelMillis, NOTHING, NOTHING);
    }

    /// @param lostOfUnit of what the unit writes, counted from 0
    /// @param lostOfNetwork the same for the network
    private static CoupledLinks links(
            Numbering numbering,
            long beginsMillis,
            long travelMillis,
            int lostOfUnit,
            int lostOfNetwork) {
        Duration travel = Duration.ofMillis(travelMillis);
        return new CoupledLinks(
                numbering,
                Deadline.at(0).plus(Duration.ofMillis(beginsMillis)),
                new LongLine(travel, lostOfUnit),
                new LongLine(travel, lostOfNetwork));
    }

    private static void assertNumbered(CoupledLinks links) {
        links.send(1);
        links.pass(CROSSED);

        assertThat(links.repeats()).isTrue();
        assertThat(links.atUnit()).containsExactly(1);
        assertThat(links.atNetwork()).containsExactly(1);
    }

    /// One way of a line that is quick and long: what is written at once arrives at once, or not at
    /// all.
    private static final class LongLine implements CoupledLinks.Medium {

        private final Duration travel;
        private final int lost;
        private int written;

        LongLine(Duration travel, int lost) {
            this.travel = travel;
            this.lost = lost;
        }

        @Override
        public List<Travelling> carry(byte[] bytes, Deadline now) {
            boolean arrives = written != lost;
            written++;
            return arrives ? List.of(new Travelling(now.plus(travel), bytes)) : List.of();
        }
    }
}
