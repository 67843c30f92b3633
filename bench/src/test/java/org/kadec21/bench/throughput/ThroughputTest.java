package org.kadec21.bench.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kadec21.hal.LinkException;
import org.kadec21.simulation.module.device.ModuleDialect;

import java.util.List;

/// In virtual time: the figures are the same on every machine.
class ThroughputTest {

    private static final int BITS_PER_SECOND = 115_200;
    private static final int BYTES = 128 * 1024;

    static List<Ceiling> ceilings() {
        return Ceiling.all();
    }

    @ParameterizedTest
    @MethodSource("ceilings")
    void aBulkTransferReachesNineTenthsOfTheCeilingBothWays(Ceiling ceiling) throws LinkException {
        Throughput measured = Throughput.measure(ceiling, BITS_PER_SECOND, BYTES);

        assertThat(measured.upShare()).isBetween(0.9, 1.001);
        assertThat(measured.downShare()).isBetween(0.9, 1.001);
    }

    @Test
    void aDialledLinkReachesNineTenthsOfTheLineLessFramingBothWaysAndInBothAtOnce()
            throws LinkException {
        DialledThroughput measured = DialledThroughput.measure(BITS_PER_SECOND, 256 * 1024);

        assertThat(measured.leastShare()).isBetween(0.9, 1.001);
    }

    @Test
    void knowsEveryDialectOfTheModule() {
        assertThat(ceilings()).extracting(Ceiling::module).containsExactly(ModuleDialect.values());
    }

    /// 1460 bytes of payload, 17 of command, 4 of prompt and 11 of result, 10 bits each.
    @Test
    void theCeilingIsTheLineRateLessFraming() {
        assertThat(Ceiling.all().getFirst().up(BITS_PER_SECOND))
                .isEqualTo(11_520 * 1460.0 / (1460 + 17 + 4 + 11));
    }
}
