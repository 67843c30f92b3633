package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kadec21.worlds.Units.with;

import org.junit.jupiter.api.Test;
import org.kadec21.bench.world.WorldSetup;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.mailbox.ReceivedMail;
import org.kadec21.simulation.module.device.ModuleProfile;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Units whose files say something else of their hardware than the module does.
class LyingFileTest {

    private static final Station STATION =
            Station.gusty(Instant.parse("2010-05-10T00:00:00Z"), Duration.ofHours(3), 16);

    @Test
    void aFileThatNamesAnotherModuleIsReportedByMailOnceAndNothingIsHeldBack() throws Exception {
        try (Lab lab = lab(Units.dualBand(), "n2-old")) {
            lab.runFor(Duration.ofDays(1));
            lab.world.cutPower("somebody switches it off and on");

            assertThat(lab.unit.settle(Duration.ofDays(3))).isTrue();
            lab.requireAllDelivered();
            assertThat(lab.kinds()).filteredOn("report"::equals).hasSize(1);
            assertThat(report(lab))
                    .contains("its module is n2-dual (DB800-N2), but the module says that it is")
                    .contains("n2-old (OB800-N2)")
                    .contains("X-Kadec21-Kind: report");
            assertThat(lab.journalled("hardware.differs")).isEqualTo(2);
            assertThat(lab.troubles).anyMatch(line -> line.contains("correct 'variant'"));
        }
    }

    @Test
    void aFileThatClaimsACardInABuiltInUnitIsReported() throws Exception {
        UnitConfig lying =
                Units.dualBand(
                        with("module:\n", "module:\n  variant: win\n")
                                        .andThen(with("dialect: quectel", "dialect: auto"))
                                ::apply);
        try (Lab lab = lab(lying, "n2-dual")) {
            assertThat(lab.unit.settle(Duration.ofDays(4))).isTrue();

            lab.requireAllDelivered();
            assertThat(report(lab)).contains("win (WIN-C800)", "n2-dual (DB800-N2)");
        }
    }

    @Test
    void aFileThatTellsTheTruthIsNotWorthAMail() throws Exception {
        try (Lab lab = lab(Units.dualBand(), "n2-dual")) {
            assertThat(lab.unit.settle(Duration.ofDays(4))).isTrue();

            assertThat(lab.kinds()).doesNotContain("report");
            assertThat(lab.journalled("hardware.differs")).isZero();
        }
    }

    @Test
    void aFileThatNamesAnotherVendorsCommandsIsToldAndNothingIsLost() throws Exception {
        try (Lab lab = lab(Units.dualBand(with("dialect: quectel", "dialect: telit")), "n2-dual")) {
            lab.runFor(Duration.ofDays(3));

            assertThat(lab.delivered()).isEmpty();
            assertThat(lab.inspect().verdict().lost()).isZero();
            assertThat(lab.troubles)
                    .anyMatch(line -> line.contains("is of dialect quectel; correct the dialect"));

            lab.world.cutPower("the file is put right");
            lab.world.reconfigure(
                    Units.dualBand()
                            .withTrustAnchors(
                                    lab.world.config().servers().getFirst().tls().trustAnchors()));
            assertThat(lab.unit.settle(Duration.ofDays(2))).isTrue();
            assertThat(lab.requireAllDelivered().duplicates()).isZero();
        }
    }

    private static String report(Lab lab) throws Exception {
        List<ReceivedMail> mails = lab.inspect().mailbox();
        return mails.stream()
                .map(mail -> new String(mail.raw(), StandardCharsets.UTF_8).replace("=\r\n", ""))
                .filter(mail -> mail.contains("X-Kadec21-Report: hardware."))
                .findFirst()
                .orElse("no report in " + mails.size() + " mails");
    }

    private static Lab lab(UnitConfig unit, String really) throws Exception {
        return new Lab(
                WorldSetup.standard(5, STATION.start(), unit)
                        .withModule(ModuleProfile.named(really)),
                STATION);
    }
}
