package org.kadec21.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kadec21.simulation.module.device.ModuleDialect;
import org.kadec21.simulation.module.fault.FaultKind;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Every misbehaviour of a module against every dialect: the HAL brings all bytes over, and gives
/// each of them back as it was, in bounded time.
class FaultTableTest {

    /// A lost connection costs up to three minutes; a day of them would be without bound.
    private static final Duration MOST = Duration.ofHours(6);

    private static final long SEED = 2;

    private static final List<String> TABLE = new ArrayList<>();

    static Stream<Arguments> everyFaultInEveryDialect() {
        return Arrays.stream(FaultKind.values())
                .flatMap(kind ->
                        Arrays.stream(ModuleDialect.values())
                                .map(vendor -> new Arguments(kind, vendor)));
    }

    record Arguments(FaultKind kind, ModuleDialect vendor) {}

    @ParameterizedTest
    @MethodSource("everyFaultInEveryDialect")
    void bringsEveryByteOver(Arguments arguments) throws Exception {
        FaultKind kind = arguments.kind();
        ModuleDialect vendor = arguments.vendor();

        Passage passage = Passage.through(vendor, kind, SEED);

        TABLE.add(
                "%-20s %-8s %7d %12d %11d %10d"
                        .formatted(
                                kind.word(),
                                vendor,
                                passage.strikes(),
                                passage.connections(),
                                passage.time().toSeconds(),
                                passage.radio().toSeconds()));
        assertThat(passage.strikes()).as("strikes of %s", kind.word()).isPositive();
        assertThat(passage.bytes()).isEqualTo(Passage.PAYLOAD);
        assertThat(passage.time()).isLessThan(MOST);
        assertThat(passage.radio()).isLessThan(MOST);
    }

    @AfterAll
    static void printTable() {
        System.out.printf(
                "%-20s %-8s %7s %12s %11s %10s%n",
                "misbehaviour", "dialect", "strikes", "connections", "seconds", "radio on");
        TABLE.forEach(System.out::println);
    }
}
