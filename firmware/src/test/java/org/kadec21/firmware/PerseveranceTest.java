package org.kadec21.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.firmware.outbox.OutboxListing;
import org.kadec21.firmware.outbox.SentMail;

import java.time.Instant;
import java.util.List;

class PerseveranceTest {

    @Test
    void aNewUnitEndsAfterAnyFailedCall() {
        Perseverance perseverance = Perseverance.of(false, listing());

        assertThat(perseverance.endsAfter(false)).isTrue();
        assertThat(perseverance.endsAfter(true)).isTrue();
    }

    @Test
    void aUnitThatHasDeliveredEndsOnlyWhenItsOperatorIsNeeded() {
        Perseverance perseverance = Perseverance.of(false, listing(sent(1, 0)));

        assertThat(perseverance.endsAfter(false)).isFalse();
        assertThat(perseverance.endsAfter(true)).isTrue();
    }

    @Test
    void aMailRefusedForGoodProvesNothing() {
        assertThat(Perseverance.of(false, listing(sent(0, 1)))).isEqualTo(Perseverance.NONE);
    }

    @Test
    void theOperatorsWordCountsMost() {
        Perseverance perseverance = Perseverance.of(true, listing());

        assertThat(perseverance.endsAfter(true)).isFalse();
    }

    private static OutboxListing listing(SentMail... sent) {
        return new OutboxListing(List.of(), List.of(), List.of(sent), 0);
    }

    private static SentMail sent(int accepted, int rejected) {
        return new SentMail("one", "one", Instant.EPOCH, 1, accepted, rejected);
    }
}
