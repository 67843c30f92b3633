package org.kadec21.simulation.provider.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.kadec21.simulation.provider.mailbox.FilterRule.Field;

class FilterRuleTest {

    @Test
    void findsItsExpressionAnywhereWithoutRegardToCase() {
        FilterRule rule = new FilterRule(Field.SUBJECT, "cheap +watches");

        assertThat(rule.matches("Buy CHEAP  watches now")).isTrue();
        assertThat(rule.matches("high wind")).isFalse();
    }

    @Test
    void refusesWhatIsNoExpression() {
        assertThatThrownBy(() -> new FilterRule(Field.FROM, "(unclosed"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("regular expression");
    }

    @Test
    void givesUpOnAnExpressionThatBacktracksForEver() {
        FilterRule rule = new FilterRule(Field.SUBJECT, "(a|aa)+$");

        assertThat(rule.matches("a".repeat(80) + "b")).isFalse();
    }
}
