package org.kadec21.simulation.carrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

class CarrierPolicyTest {

    private static final String IMSI = "440701234567890";
    private static final Instant BEFORE = Instant.parse("2012-07-21T14:59:59Z");
    private static final Instant AFTER = Instant.parse("2012-07-21T15:00:00Z");
    private static final List<BandClass> BOTH = List.of(BandClass.BC3, BandClass.BC0);

    private final CarrierPolicy policy = CarrierPolicy.auNet(List.of("own.example.jp"));

    @Test
    void theRoamingListDecidesTheBandNotTheModule() {
        assertThat(bandFor(policy, BOTH)).isEqualTo(BandClass.BC0);
        assertThat(bandFor(preferring(BandClass.BC3), BOTH)).isEqualTo(BandClass.BC3);
    }

    @Test
    void theOldBandServesOldModulesUntilItsEnd() {
        List<BandClass> old = List.of(BandClass.BC3);

        assertThat(policy.serviceFor(IMSI, old, BandWish.NONE, BEFORE))
                .isInstanceOf(Service.Home.class);
        assertThat(policy.serviceFor(IMSI, old, BandWish.NONE, AFTER))
                .isEqualTo(new Service.None());
        assertThat(policy.nextChange(BEFORE)).contains(CarrierPolicy.OLD_BAND_ENDS);
        assertThat(policy.nextChange(AFTER)).isEmpty();
    }

    @Test
    void aBandOffTheRoamingListIsNoService() {
        CarrierPolicy oldOnly = preferring(BandClass.BC3);

        assertThat(oldOnly.serviceFor(IMSI, List.of(BandClass.BC0), BandWish.NONE, BEFORE))
                .isEqualTo(new Service.None());
    }

    @Test
    void turnsTheConfiguredSubscriberAway() {
        CarrierPolicy refusing = policy.refusing(List.of(IMSI));

        assertThat(refusing.serviceFor(IMSI, BOTH, BandWish.NONE, BEFORE))
                .isInstanceOf(Service.Denied.class);
        assertThat(refusing.serviceFor("440709999999999", BOTH, BandWish.NONE, BEFORE))
                .isInstanceOf(Service.Home.class);
    }

    @Test
    void blocksPort25OfForeignServersFromTheDateOn() {
        Instant day = CarrierPolicy.PORT_25_BLOCKED_FROM;

        assertThat(policy.drops(IMSI, "mail.example.jp", 25, day.minusNanos(1))).isFalse();
        assertThat(policy.drops(IMSI, "mail.example.jp", 25, day)).isTrue();
        assertThat(policy.drops(IMSI, "Own.Example.JP", 25, day)).isFalse();
        assertThat(policy.drops(IMSI, "mail.example.jp", 587, day)).isFalse();
    }

    @Test
    void blocksPort25InStepsByTheEndOfTheImsi() {
        Instant first = Instant.parse("2008-09-28T15:00:00Z");
        Instant second = Instant.parse("2008-09-29T15:00:00Z");
        Instant third = CarrierPolicy.PORT_25_BLOCKED_FROM;

        assertThat(blockedFrom("440701234567800", first)).isTrue();
        assertThat(blockedFrom("440701234567829", first)).isTrue();
        assertThat(blockedFrom("440701234567830", second)).isTrue();
        assertThat(blockedFrom("440701234567859", second)).isTrue();
        assertThat(blockedFrom("440701234567860", third)).isTrue();
        assertThat(blockedFrom("440701234567899", third)).isTrue();
    }

    @Test
    void aBlockForNobodyIsRefused() {
        assertThatThrownBy(() -> new PortBlock(25, BEFORE, List.of(), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 100 percent");
    }

    @Test
    void coverageThatEndsBeforeItBeginsIsRefused() {
        Cell cell = new Cell(BandClass.BC0, 0, 1, 0, 0, 0, 0, -75);

        assertThatThrownBy(() -> new Coverage(cell, AFTER, BEFORE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("begin before it ends");
    }

    /// Whether the subscriber's port 25 is open up to `moment` and blocked from then on.
    private boolean blockedFrom(String imsi, Instant moment) {
        return policy.drops(imsi, "mail.example.jp", 25, moment)
                && !policy.drops(imsi, "mail.example.jp", 25, moment.minusNanos(1));
    }

    private static BandClass bandFor(CarrierPolicy policy, List<BandClass> bands) {
        return policy.serviceFor(IMSI, bands, BandWish.NONE, BEFORE)
                        instanceof Service.Home(Cell cell)
                ? cell.band()
                : null;
    }

    private CarrierPolicy preferring(BandClass band) {
        return policy.withAir(policy.air().withRoamingList(RoamingList.inOrder(List.of(band))));
    }
}
