package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kadec21.worlds.Units.with;

import org.junit.jupiter.api.Test;
import org.kadec21.bench.check.DeliveredMail;
import org.kadec21.bench.check.MailboxCheck.Verdict;
import org.kadec21.bench.world.WorldSetup;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.simulation.carrier.BandClass;
import org.kadec21.simulation.carrier.CarrierPolicy;
import org.kadec21.simulation.carrier.RoamingList;
import org.kadec21.simulation.module.device.ModuleProfile;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// The end of old 800 MHz: which units fall silent, what they say, and what brings them back.
class BandCutOverTest {

    private static final Instant CUT_OVER = CarrierPolicy.OLD_BAND_ENDS;
    private static final CarrierPolicy AU_NET = CarrierPolicy.auNet(List.of());
    private static final Station STATION =
            Station.gusty(Instant.parse("2012-07-20T00:00:00Z"), Duration.ofHours(1), 96);

    @Test
    void anOldBandUnitDeliversBeforeTheDateAndIsSilentAfter() throws Exception {
        try (Lab lab = lab(Units.oldBand(yaml -> yaml))) {
            lab.runFor(Duration.ofDays(4));

            List<DeliveredMail> delivered = lab.delivered();
            assertThat(delivered).hasSizeGreaterThan(8);
            assertThat(delivered).allMatch(mail -> mail.arrivedAt().isBefore(CUT_OVER));
            Verdict verdict = lab.inspect().verdict();
            assertThat(verdict.waiting()).isGreaterThan(48);
            assertThat(verdict.lost()).isZero();
            assertThat(lab.troubles)
                    .anyMatch(line ->
                            line.contains("served on old 800 MHz")
                                    && line.contains("which ends on 2012-07-22"))
                    .anyMatch(line ->
                            line.contains("n2-old (OB800-N2) knows only old 800 MHz, which ended on"
                                            + " 2012-07-22")
                                    && line.contains("exchanged for n2-dual"));
        }
    }

    @Test
    void anExchangedModuleWithMatchingFirmwareDeliversWhatWaited() throws Exception {
        try (Lab lab = lab(Units.oldBand(yaml -> yaml))) {
            lab.runFor(Duration.ofDays(4));
            lab.troubles.clear();

            visit(lab, Units.oldBand(with("submission-2", "dual-band-2")));

            assertThat(lab.unit.settle(Duration.ofDays(2))).isTrue();
            assertThat(lab.requireAllDelivered().duplicates()).isZero();
            assertThat(lab.troubles).noneMatch(line -> line.contains("was built for"));
        }
    }

    @Test
    void anExchangedModuleWithoutMatchingFirmwareIsReportedAndUsed() throws Exception {
        try (Lab lab = lab(Units.oldBand(yaml -> yaml))) {
            lab.runFor(Duration.ofDays(4));
            lab.troubles.clear();

            visit(lab, Units.oldBand(yaml -> yaml));

            assertThat(lab.unit.settle(Duration.ofDays(2))).isTrue();
            assertThat(lab.requireAllDelivered().duplicates()).isZero();
            assertThat(lab.troubles)
                    .filteredOn(line -> line.contains("was built for"))
                    .singleElement()
                    .asString()
                    .contains("submission-2", "n2-old (OB800-N2)", "found n2-dual (DB800-N2)");
        }
    }

    @Test
    void aCardGoesDarkOnTheSameDay() throws Exception {
        CarrierPolicy withoutBlocking = AU_NET.withBlocks(List.of());
        try (Lab lab =
                new Lab(
                        WorldSetup.standard(5, STATION.start(), Units.card())
                                .withCarrier(withoutBlocking),
                        STATION)) {
            lab.runFor(Duration.ofDays(4));

            assertThat(lab.delivered())
                    .isNotEmpty()
                    .allMatch(mail -> mail.arrivedAt().isBefore(CUT_OVER));
            assertThat(lab.troubles)
                    .anyMatch(line -> line.contains("rapira (RAPIRA-C800) knows only old 800 MHz"));
        }
    }

    @Test
    void aDualBandUnitDeliversAcrossTheDateAndChangesBandOnIt() throws Exception {
        RoamingList oldFirst = RoamingList.inOrder(List.of(BandClass.BC3, BandClass.BC0));
        CarrierPolicy carrier = AU_NET.withAir(AU_NET.air().withRoamingList(oldFirst));
        try (Lab lab =
                new Lab(
                        WorldSetup.standard(5, STATION.start(), Units.dualBand())
                                .withCarrier(carrier),
                        STATION)) {
            assertThat(lab.unit.settle(Duration.ofDays(6))).isTrue();

            assertThat(lab.requireAllDelivered().duplicates()).isZero();
            assertThat(lab.delivered())
                    .anyMatch(mail -> mail.arrivedAt().isBefore(CUT_OVER))
                    .anyMatch(mail -> mail.arrivedAt().isAfter(CUT_OVER));
            List<String> bands =
                    lab.journal.stream()
                            .filter(line -> line.contains("\"event\":\"modem.registered\""))
                            .map(line -> line.contains("old 800 MHz") ? "old" : "new")
                            .toList();
            assertThat(bands).startsWith("old").endsWith("new").isSortedAccordingTo(Comparator.reverseOrder());
        }
    }

    /// The maker's engineer exchanges the module for the dual-band one, and may bring firmware.
    private static void visit(Lab lab, UnitConfig unit) {
        lab.world.cutPower("the maker's visit");
        lab.world.exchangeModule(ModuleProfile.dualBand());
        lab.world.reconfigure(
                unit.withTrustAnchors(
                        lab.world.config().servers().getFirst().tls().trustAnchors()));
    }

    private static Lab lab(UnitConfig unit) throws Exception {
        return new Lab(
                WorldSetup.standard(5, STATION.start(), unit).withCarrier(AU_NET), STATION);
    }
}
