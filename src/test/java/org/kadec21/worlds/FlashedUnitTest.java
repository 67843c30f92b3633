package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kadec21.worlds.LegacyUnit.AUTUMN_2008;
import static org.kadec21.worlds.LegacyUnit.BLOCKED_FROM;
import static org.kadec21.worlds.LegacyUnit.table;
import static org.kadec21.worlds.LegacyUnit.visit;
import static org.kadec21.worlds.Units.with;

import org.junit.jupiter.api.Test;
import org.kadec21.bench.check.DeliveredMail;
import org.kadec21.bench.world.WorldSetup;
import org.kadec21.firmware.config.FirmwareProfile;
import org.kadec21.firmware.update.FittedModule;
import org.kadec21.firmware.update.Slot;
import org.kadec21.firmware.update.SlotTable;
import org.kadec21.firmware.update.Slots;
import org.kadec21.simulation.carrier.CarrierPolicy;
import org.kadec21.simulation.module.device.ModuleProfile;
import org.kadec21.simulation.provider.tls.KeyKind;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Units whose firmware lies as images in the slots of their flash.
class FlashedUnitTest {

    private static final Station JULY_2012 =
            Station.gusty(Instant.parse("2012-07-20T21:00:00Z"), Duration.ofHours(1), 30);
    private static final String WITNESS = ", witness: \"pop.provider.test:110\"";

    @Test
    void aLegacyUnitGoesDarkIsFlashedAndDeliversTheAlarmsItHadKept() throws Exception {
        LabImages images = new LabImages(BLOCKED_FROM);
        try (Lab lab = LegacyUnit.lab(images, FirmwareProfile.LEGACY_1)) {
            lab.runFor(Duration.ofHours(26));
            assertThat(lab.delivered())
                    .isNotEmpty()
                    .allMatch(mail -> mail.arrivedAt().isBefore(BLOCKED_FROM));
            long kept = lab.inspect().verdict().waiting();
            assertThat(kept).isPositive();

            visit(lab, images, FirmwareProfile.SUBMISSION_2, 2);

            assertThat(lab.unit.settle(Duration.ofDays(2))).isTrue();
            lab.requireAllDelivered();
            assertThat(lab.journalled("firmware.confirmed")).isEqualTo(2);
            SlotTable table = table(lab);
            assertThat(table.start()).contains(Slot.B);
            assertThat(table.isConfirmed(Slot.B)).isTrue();
            assertThat(table.rollbackIndex()).isEqualTo(2);
            assertThat(lab.kinds()).contains("report");
        }
    }

    @Test
    void aLegacyUnitIsFlashedOverItsServicePortAndDeliversTheAlarmsItHadKept() throws Exception {
        LabImages images = new LabImages(BLOCKED_FROM);
        try (Lab lab = LegacyUnit.lab(images, FirmwareProfile.LEGACY_1)) {
            PortVisit visit = new PortVisit(lab.world, images);
            lab.runFor(Duration.ofHours(26));
            assertThat(lab.inspect().verdict().waiting()).isPositive();
            assertThat(lab.unit.boots()).isEqualTo(1);

            visit.install(images.image(FirmwareProfile.SUBMISSION_2, 2));

            assertThat(lab.unit.settle(Duration.ofDays(2))).isTrue();
            lab.requireAllDelivered();
            assertThat(lab.delivered())
                    .anyMatch(mail -> mail.arrivedAt().isAfter(BLOCKED_FROM))
                    .anyMatch(mail -> mail.content() instanceof DeliveredMail.Content.Alarm);
            assertThat(lab.unit.boots()).isEqualTo(2);
            assertThat(lab.journalled("firmware.confirmed")).isEqualTo(2);
            assertThat(table(lab).start()).contains(Slot.B);
            assertThat(table(lab).isConfirmed(Slot.B)).isTrue();
        }
    }

    @Test
    void anImageThatCannotSubmitOverAProvenNetworkIsRolledBackAndReported() throws Exception {
        LabImages images = new LabImages(AUTUMN_2008.start());
        try (Lab lab = LegacyUnit.lab(images, FirmwareProfile.LEGACY_1)) {
            lab.world.obeyImages(
                    booted -> LegacyUnit.file(booted, with("port: 587", "port: 2525"), WITNESS));
            lab.runFor(Duration.ofHours(1));

            visit(lab, images, FirmwareProfile.SUBMISSION_2, 2);
            lab.runFor(Duration.ofHours(9));

            assertThat(table(lab).start()).contains(Slot.A);
            assertThat(table(lab).rollbackIndex()).isEqualTo(1);
            assertThat(lab.kinds()).contains("alarm", "report");
            assertThat(lab.inspect().verdict().lost()).isZero();
        }
    }

    @Test
    void anImageThatCannotSubmitStaysWhereTheOldOneCouldNotEither() throws Exception {
        LabImages images = new LabImages(BLOCKED_FROM);
        try (Lab lab = LegacyUnit.lab(images, FirmwareProfile.LEGACY_1)) {
            lab.world.obeyImages(
                    booted -> LegacyUnit.file(booted, with("port: 587", "port: 2525"), WITNESS));
            lab.runFor(Duration.ofHours(13));

            visit(lab, images, FirmwareProfile.SUBMISSION_2, 2);
            lab.runFor(Duration.ofHours(9));

            assertThat(table(lab).start()).contains(Slot.B);
            assertThat(lab.journal)
                    .anyMatch(
                            line -> line.contains("firmware.reported") && line.contains("port 25"));
        }
    }

    @Test
    void anOldBandUnitThatIsConvertedLivesPastTheEndOfItsBand() throws Exception {
        LabImages images = new LabImages(JULY_2012.start());
        try (Lab lab = oldBandLab(images)) {
            lab.runFor(Duration.ofHours(26));

            lab.world.cutPower("the maker's visit");
            lab.world.exchangeModule(ModuleProfile.dualBand());
            lab.world.flash().powerOn();
            Slots slots = LabImages.board(lab.world.flash(), FittedModule.DUAL_BAND);
            images.install(slots, images.image(FirmwareProfile.DUAL_BAND_2, 2));

            assertThat(lab.unit.settle(Duration.ofDays(2))).isTrue();
            lab.requireAllDelivered();
            assertThat(lab.delivered())
                    .anyMatch(mail -> mail.arrivedAt().isAfter(CarrierPolicy.OLD_BAND_ENDS));
            assertThat(table(lab).isConfirmed(table(lab).start().orElseThrow())).isTrue();
        }
    }

    private static Lab oldBandLab(LabImages images) throws Exception {
        Lab lab =
                new Lab(
                        WorldSetup.standard(5, JULY_2012.start(), Units.oldBand(yaml -> yaml))
                                .withKeys(KeyKind.ED25519)
                                .withCarrier(CarrierPolicy.auNet(List.of())),
                        JULY_2012);
        lab.world.obeyImages(Units::oldBand);
        Slots slots = LabImages.board(lab.world.flash(), FittedModule.OLD_BAND);
        images.install(slots, images.image(FirmwareProfile.SUBMISSION_2, 1));
        return lab;
    }
}
