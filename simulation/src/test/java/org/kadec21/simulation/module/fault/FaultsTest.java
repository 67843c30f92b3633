package org.kadec21.simulation.module.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

class FaultsTest {

    @Test
    void thereAreFifteenOfTheModuleAndElevenOfCalls() {
        assertThat(Faults.names()).hasSize(26).doesNotHaveDuplicates();
        assertThat(FaultKind.values()).filteredOn(FaultKind::isOfCalls).hasSize(11);
        assertThat(Faults.names()).allMatch(name -> name.matches("[a-z]+(-[a-z]+)+"));
    }

    @Test
    void readsNamesAndSettings() {
        List<FaultOrder> orders = Faults.parse("lost-recv, late-reply:chance=0.5:most=2min");

        assertThat(orders)
                .containsExactly(
                        FaultOrder.of(FaultKind.LOST_RECV),
                        FaultOrder.of(FaultKind.LATE_REPLY)
                                .with("chance", "0.5")
                                .with("most", "2min"));
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
                .hasMessageContaining("a duration like 200ms, 15s, 10min, 2h or 1d")
                .hasMessageContaining("came 'soon'");
        assertThatThrownBy(() -> Faults.parse("late-reply:chance=1.5"))
                .hasMessageContaining("a chance from 0 to 1");
        assertThatThrownBy(() -> Faults.parse("port-trouble:kinds=burnt"))
                .hasMessageContaining("gone+lying+stuck+deaf");
    }

    @ParameterizedTest
    @CsvSource({"200ms, 200", "15s, 15000", "10min, 600000", "2h, 7200000", "1d, 86400000"})
    void aDurationHasOneOfFiveUnits(String written, long millis) {
        FaultOrder order = FaultOrder.of(FaultKind.LATE_REPLY).with("most", written);

        assertThat(order.duration("most")).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10m", "10", "min", "-1s", "1.5s", "10 weeks", "1234567890ms"})
    void aDurationOfAnotherFormIsRefused(String written) {
        assertThatThrownBy(() -> Faults.parse("late-reply:most=" + written))
                .isInstanceOf(UnknownFaultException.class)
                .hasMessageContaining("came '" + written + "'");
    }

    @Test
    void aDurationOfMoreThanTenYearsIsRefused() {
        assertThat(Faults.parse("lost-recv:every=3650d")).hasSize(1);
        assertThatThrownBy(() -> Faults.parse("lost-recv:every=3651d"))
                .isInstanceOf(UnknownFaultException.class)
                .hasMessageContaining("at most 3650d");
    }

    @Test
    void aSeedDrawsTheSameFaultsAgain() {
        assertThat(Faults.drawn(new SplittableRandom(7)))
                .isEqualTo(Faults.drawn(new SplittableRandom(7)))
                .doesNotHaveDuplicates()
                .isNotEmpty();
    }
}
