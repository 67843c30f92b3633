package org.kadec21.simulation.provider.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;

class RetentionTest {

    private final Retention oneYear =
            new Retention.Limited(
                    Period.ofYears(1), LocalDate.of(2017, 1, 24), ZoneId.of("Asia/Tokyo"));

    @Test
    void deletesOnTheDayAfterTheAnniversary() {
        assertThat(oneYear.deletedOn(at("2017-02-01T12:00:00+09:00")))
                .contains(LocalDate.of(2018, 2, 2));
    }

    @Test
    void countsOldMailFromTheMaintenance() {
        assertThat(oneYear.deletedOn(at("2009-05-05T05:05:05+09:00")))
                .contains(LocalDate.of(2018, 1, 25));
    }

    @Test
    void countsThe29thOfFebruaryAsThe28th() {
        assertThat(oneYear.deletedOn(at("2020-02-29T12:00:00+09:00")))
                .contains(LocalDate.of(2021, 3, 1));
    }

    @Test
    void keepsToTheLastMomentOfTheDayBefore() {
        Instant received = at("2017-02-01T00:00:00+09:00");

        assertThat(oneYear.isOver(received, at("2018-02-01T23:59:59.999+09:00"))).isFalse();
        assertThat(oneYear.isOver(received, at("2018-02-02T00:00:00+09:00"))).isTrue();
    }

    @Test
    void countsDaysWhereTheProviderIs() {
        assertThat(oneYear.deletedOn(at("2017-01-31T15:00:00Z")))
                .as("already February in Tokyo")
                .contains(LocalDate.of(2018, 2, 2));
    }

    @Test
    void keepsForEverWithoutALimit() {
        Retention unlimited = Retention.unlimited();

        assertThat(unlimited.deletedOn(Instant.EPOCH)).isEmpty();
        assertThat(unlimited.isOver(Instant.EPOCH, at("2099-01-01T00:00:00Z"))).isFalse();
    }

    private static Instant at(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
