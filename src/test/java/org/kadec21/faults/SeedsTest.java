package org.kadec21.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SeedsTest {

    @Test
    void aChosenSeedIsTheOnlyOne() {
        assertThat(Seeds.wanted("7", false)).containsExactly(7L);
        assertThat(Seeds.wanted("7", true)).containsExactly(7L);
    }

    @Test
    void theFullProfileTakesMany() {
        assertThat(Seeds.wanted("", false)).hasSize(1);
        assertThat(Seeds.wanted("", true)).hasSizeGreaterThan(10).doesNotHaveDuplicates();
    }

    @Test
    void whatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> Seeds.wanted("seven", false))
                .hasMessage("expected -Dkadec21.seed=N with a whole number, but came 'seven'");
    }
}
