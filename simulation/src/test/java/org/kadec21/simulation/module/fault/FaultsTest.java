package org.kadec21.simulation.module.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.SplittableRandom;

class FaultsTest {

    @Test
    void thereAreFifteen() {
        assertThat(Faults.names()).hasSize(15).doesNotHaveDuplicates();
        assertThat(Faults.names()).allMatch(name -> name.matches("[a-z]+(-[a-z]+)+"));
    }

    @Test
    void readsNamesAndSettings() {
        List<FaultOrder> orders = Faults.parse("lost-recv, late-reply:chance=0.5:most=2m");

        assertThat(orders)
                .containsExactly(
                        FaultOrder.of(FaultKind.LOST_RECV),
                        FaultOrder.of(FaultKind.LATE_REPLY)
                                .with("chance", "0.5")
                                .with("most", "2m"));
    }

    @Test
    void readsWhatItWrites() {
        FaultOrder order = FaultOrder.of(FaultKind.PORT_TROUBLE).with("kinds", "gone");

        assertThat(Faults.parse(order.toString())).containsExactly(order);
    }

    @Test
    void allMeansEveryOne() {
        assertThat(Faults.parse("all")).hasSize(FaultKind.values().length);
    }

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> Faults.parse("late-reply,slow-reply"))
                .isInstanceOf(UnknownFaultException.class)
                .hasMessageContaining("came 'slow-reply'")
                .hasMessageContaining("late-reply, urc-noise, lost-result");
    }

    @Test
    void anUnknownSettingIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> Faults.parse("late-reply:delay=3s"))
                .hasMessageContaining("[chance, every, least, most]")
                .hasMessageContaining("came 'delay'");
    }

    @Test
    void aValueOfAnotherKindIsRefused() {
        assertThatThrownBy(() -> Faults.parse("late-reply:most=soon"))
                .hasMessageContaining("a duration like 200ms, 15s, 10m or 2h")
                .hasMessageContaining("came 'soon'");
        assertThatThrownBy(() -> Faults.parse("late-reply:chance=1.5"))
                .hasMessageContaining("a chance from 0 to 1");
        assertThatThrownBy(() -> Faults.parse("port-trouble:kinds=burnt"))
                .hasMessageContaining("gone+deaf");
    }

    @Test
    void aSeedDrawsTheSameFaultsAgain() {
        assertThat(Faults.drawn(new SplittableRandom(7)))
                .isEqualTo(Faults.drawn(new SplittableRandom(7)))
                .doesNotHaveDuplicates()
                .isNotEmpty();
    }
}
