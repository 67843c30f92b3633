package org.kadec21.simulation.provider.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MemoryBudgetTest {

    private static final int TOTAL = 4 * MemoryBudget.SMALL;

    private final MemoryBudget budget = new MemoryBudget(TOTAL);

    @Test
    void refusesWhatIsNotThereAndTakesNothingOfIt() {
        MemoryBudget.Share share = budget.forAccepted();

        assertThat(share.take(TOTAL + 1)).isFalse();
        assertThat(share.take(TOTAL)).isTrue();
        assertThat(share.take(1)).isFalse();
        assertThat(budget.used()).isEqualTo(TOTAL);
    }

    @Test
    void largeMailsLeaveOneHalfToSmallOnes() {
        MemoryBudget.Share large = budget.forClient();
        large.take(TOTAL / 2);

        assertThat(large.take(1)).isFalse();
        assertThat(budget.forClient().take(MemoryBudget.SMALL + 1L)).isFalse();
        assertThat(budget.forClient().take(MemoryBudget.SMALL)).isTrue();
    }

    @Test
    void aMailThatGrowsBecomesALargeOne() {
        MemoryBudget.Share growing = budget.forClient();
        budget.forAccepted().take(TOTAL / 2);
        growing.take(MemoryBudget.SMALL);

        assertThat(growing.take(1)).isFalse();
    }

    @Test
    void aShareThatEndsGivesBackWhatItHas() {
        try (MemoryBudget.Share share = budget.forClient()) {
            share.take(1000);
            share.give(300);
        }

        assertThat(budget.used()).isZero();
    }

    @Test
    void nothingIsGivenBackTwice() {
        MemoryBudget.Share share = budget.forClient();
        share.take(10);
        share.close();

        assertThatThrownBy(() -> share.give(10)).isInstanceOf(IllegalArgumentException.class);
        assertThat(budget.used()).isZero();
    }
}
