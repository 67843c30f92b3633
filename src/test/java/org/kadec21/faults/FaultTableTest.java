package org.kadec21.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kadec21.bench.throughput.ModemRig;
import org.kadec21.faults.FaultTable.Row;
import org.kadec21.faults.FaultTable.Run;
import org.kadec21.simulation.module.device.ModuleDialect;
import org.kadec21.simulation.module.fault.FaultKind;
import org.kadec21.simulation.module.fault.FaultOrder;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Every misbehaviour of a module against every dialect, by seed: the HAL brings all bytes over,
/// and gives each of them back as it was, in bounded time.
@TestInstance(Lifecycle.PER_CLASS)
class FaultTableTest {

    /// A minute does in good health. The worst of forty seeds is 36 min, at prompts that are lost
    /// one after the other; a lost result costs as long as its maker may take for it.
    private static final Duration MOST_RADIO = Duration.ofHours(1);

    /// The worst of forty seeds is 73 min: the radio, and the waits of the reset ladder.
    private static final Duration MOST = Duration.ofHours(2);

    /// Of these dialects nobody announces a result behind the `OK`.
    private static final List<Row> IMPOSSIBLE =
            Stream.of(ModuleDialect.UBLOX, ModuleDialect.TELIT)
                    .map(vendor ->
                            new Row(
                                    FaultOrder.of(FaultKind.LOST_RESULT).with("kinds", "early"),
                                    vendor))
                    .toList();

    private FaultTable table = new FaultTable(List.of(), List.of());

    @BeforeAll
    void start() {
        table = new FaultTable(everyFaultInEveryDialect().toList(), Seeds.wanted());
    }

    /// The faults as they are, then each of their kinds alone.
    static Stream<Row> everyFaultInEveryDialect() {
        List<FaultKind> kinds =
                Arrays.stream(FaultKind.values()).filter(kind -> !kind.isOfCalls()).toList();
        Stream<FaultOrder> faults =
                Stream.concat(
                        kinds.stream().map(FaultOrder::of),
                        kinds.stream().flatMap(FaultTableTest::eachKindAlone));
        Stream<Row> onABoard =
                faults.flatMap(fault ->
                                Arrays.stream(ModuleDialect.values())
                                        .map(vendor -> new Row(fault, vendor)))
                        .filter(row -> !IMPOSSIBLE.contains(row));
        return Stream.concat(onABoard, withoutWires());
    }

    /// What a drop of DTR ends, where closing the port is the only one.
    private static Stream<Row> withoutWires() {
        return Stream.of(FaultKind.LEFT_IN_DATA_MODE, FaultKind.PPP_ZOMBIE)
                .map(FaultOrder::of)
                .flatMap(fault ->
                        Arrays.stream(ModuleDialect.values())
                                .map(vendor ->
                                        new Row(fault, vendor, ModemRig.Way.PSEUDO_TERMINAL)));
    }

    private static Stream<FaultOrder> eachKindAlone(FaultKind fault) {
        return fault.parameters().stream()
                .filter(parameter -> parameter.name().equals("kinds"))
                .flatMap(kinds -> Stream.of(kinds.standard().split("\\+", -1)))
                .map(kind -> FaultOrder.of(fault).with("kinds", kind));
    }

    @ParameterizedTest
    @MethodSource("everyFaultInEveryDialect")
    void bringsEveryByteOver(Row row) throws Exception {
        List<Run> runs = table.runs(row);

        assertThat(runs).isNotEmpty();
        for (Run run : runs) {
            Passage passage = run.get();
            assertThat(passage.strikes()).as("strikes; %s", run).isPositive();
            assertThat(passage.bytes()).as("bytes; %s", run).isEqualTo(Passage.PAYLOAD);
            assertThat(passage.time()).as("time; %s", run).isLessThan(MOST);
            assertThat(passage.radio()).as("radio; %s", run).isLessThan(MOST_RADIO);
        }
    }

    @AfterAll
    void printTable() throws Exception {
        try (FaultTable finished = table) {
            finished.lines().forEach(System.out::println);
        }
    }
}
