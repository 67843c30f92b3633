package org.kadec21.simulation.module.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

class FaultListTest {

    @Test
    void namesAreTakenAsTheyAre() {
        String written = "late-reply,lost-recv:chance=1";

        List<FaultOrder> orders = FaultList.parse(written).orders(new SplittableRandom(1));

        assertThat(orders).isEqualTo(Faults.parse(written));
    }

    @Test
    void aSeedDrawsAFewAndTheSameOnesAgain() {
        FaultList drawn = FaultList.parse("drawn");

        List<FaultOrder> orders = drawn.orders(new SplittableRandom(7));

        assertThat(orders).isNotEmpty().isEqualTo(drawn.orders(new SplittableRandom(7)));
        assertThat(orders).isEqualTo(Faults.drawn(new SplittableRandom(7)));
    }

    @Test
    void everyFaultIsDrawnByOneSeedOrOther() {
        assertThat(drawnByManySeeds("drawn"))
                .containsExactlyInAnyOrderElementsOf(kinds(/* ofCalls= */ false));
        assertThat(drawnByManySeeds("drawn-calls"))
                .containsExactlyInAnyOrderElementsOf(kinds(/* ofCalls= */ true));
    }

    private static List<FaultKind> drawnByManySeeds(String written) {
        FaultList drawn = FaultList.parse(written);
        return new SplittableRandom(1)
                .longs(200)
                .mapToObj(seed -> drawn.orders(new SplittableRandom(seed)))
                .flatMap(List::stream)
                .map(FaultOrder::kind)
                .distinct()
                .toList();
    }

    private static List<FaultKind> kinds(boolean ofCalls) {
        return Arrays.stream(FaultKind.values())
                .filter(kind -> kind.isOfCalls() == ofCalls)
                .toList();
    }

    @Test
    void aNamedOneIsNotDrawnAgain() {
        FaultList list = FaultList.parse("drawn, late-reply:chance=1");

        for (long seed = 0; seed < 100; seed++) {
            assertThat(list.orders(new SplittableRandom(seed)))
                    .startsWith(FaultOrder.of(FaultKind.LATE_REPLY).with("chance", "1"))
                    .extracting(FaultOrder::kind)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void anUnknownNameIsAnsweredWithAllThereAre() {
        assertThatThrownBy(() -> FaultList.parse("drawn,slow-reply"))
                .isInstanceOf(UnknownFaultException.class)
                .hasMessageContaining("late-reply, urc-noise")
                .hasMessageContaining(
                        "reset-connections, all, drawn or drawn-calls, but came 'slow-reply'");
    }
}
