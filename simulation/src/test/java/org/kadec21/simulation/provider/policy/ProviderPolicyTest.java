package org.kadec21.simulation.provider.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.TreeMap;

class ProviderPolicyTest {

    private static final Instant CHANGE = Instant.parse("2017-01-24T00:00:00Z");

    @Test
    void changesItsRulesOnTheirDate() {
        Rules before = Rules.generic().without(Service.SUBMISSIONS);
        Rules after = Rules.generic();
        TreeMap<Instant, Rules> since = new TreeMap<>();
        since.put(Instant.parse("2008-07-01T00:00:00Z"), before);
        since.put(CHANGE, after);

        ProviderPolicy policy = new ProviderPolicy("mail.provider.test", since);

        assertThat(policy.at(Instant.EPOCH)).isEqualTo(before);
        assertThat(policy.at(CHANGE.minusNanos(1))).isEqualTo(before);
        assertThat(policy.at(CHANGE)).isEqualTo(after);
    }

    @Test
    void refusesToRequireAnAuthThatItDoesNotOffer() {
        assertThatThrownBy(() -> new ServiceRules(TlsOffer.NONE, false, true, Relay.NOBODY))
                .hasMessageContaining("must offer it");
    }

    @Test
    void losesAServiceAndGetsItBack() {
        ServiceRules rules = ServiceRules.submission(TlsOffer.OFFERED);

        Rules without = Rules.generic().without(Service.SUBMISSION);

        assertThat(without.of(Service.SUBMISSION)).isEmpty();
        assertThat(without.with(Service.SUBMISSION, rules).of(Service.SUBMISSION)).contains(rules);
    }
}
