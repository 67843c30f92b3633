package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kadec21.worlds.Units.with;

import org.junit.jupiter.api.Test;
import org.kadec21.bench.world.WorldSetup;
import org.kadec21.firmware.config.FirmwareProfile;
import org.kadec21.firmware.update.FittedModule;
import org.kadec21.firmware.update.Slot;
import org.kadec21.firmware.update.Slots;
import org.kadec21.hal.Flash;
import org.kadec21.simulation.carrier.CarrierPolicy;
import org.kadec21.simulation.provider.tls.KeyKind;
import org.kadec21.submission.SubmissionPolicy;
import org.kadec21.submission.SubmissionPolicy.Auth;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// One unit, one file, images of both generations: each finds the servers that it can use, and what
/// was set for the other one is told and comes back.
class GenerationsTest {

    private static final Station SUMMER =
            Station.gusty(Instant.parse("2008-07-01T00:00:00Z"), Duration.ofHours(1), 60);
    private static final String NO_ACCOUNT = "    port: 25\n    auth: none\n    tls: off\n";
    private static final String ACCOUNT =
            "    port: 587\n    user: n2-0002\n    password: lab-password-n2-0002\n";
    private static final String[] MOVED = {
        "servers.1.port", "587",
        "servers.1.auth", "password",
        "servers.1.user", "n2-0002",
        "servers.1.password", "lab-password-n2-0002",
        "servers.1.tls", "required"
    };

    private final LabImages images = new LabImages(SUMMER.start());

    @Test
    void aNewerImageWorksByTheFileOfAnOlderOneUntilItIsGivenAnAccount() throws Exception {
        try (ImagedUnit unit = legacyUnit("")) {
            unit.runFor(Duration.ofHours(2));
            install(unit, FirmwareProfile.SUBMISSION_2, 2);
            unit.runFor(Duration.ofHours(8));
            assertThat(unit.table().isConfirmed(Slot.B)).isTrue();
            assertThat(server(unit).port()).isEqualTo(25);
            assertThat(unit.verdict().lost()).isZero();

            unit.set(MOVED);
            unit.runFor(Duration.ofHours(8));

            assertThat(server(unit).port()).isEqualTo(587);
            assertThat(server(unit).auth()).isInstanceOf(Auth.Password.class);
            assertThat(unit.journal).anyMatch(line -> line.contains("\"auth.ok\""));
            assertThat(unit.verdict().lost()).isZero();
        }
    }

    @Test
    void anImageThatIsRolledBackFindsItsServersAgainAndTheOperatorIsTold() throws Exception {
        try (ImagedUnit unit = legacyUnit("\nupdate: {witness: \"pop.provider.test:110\"}\n")) {
            unit.runFor(Duration.ofHours(2));
            install(unit, FirmwareProfile.SUBMISSION_2, 2);
            unit.runFor(Duration.ofHours(1));
            unit.set(MOVED);
            unit.set("servers.1.port", "2525", "alarms.high-wind.onset", "15.5");
            install(unit, FirmwareProfile.LEGACY_1, 2);
            unit.runFor(Duration.ofHours(2));
            assertThat(unit.table().isConfirmed(Slot.A)).isTrue();

            install(unit, FirmwareProfile.SUBMISSION_2, 3);
            unit.runFor(Duration.ofMinutes(10));
            assertThat(server(unit).port()).as("its account comes back").isEqualTo(2525);
            unit.runFor(Duration.ofHours(24));

            assertThat(unit.table().start()).contains(Slot.A);
            assertThat(unit.table().rollbackIndex()).isEqualTo(2);
            assertThat(server(unit).port()).isEqualTo(25);
            assertThat(server(unit).auth()).isInstanceOf(Auth.None.class);
            assertThat(unit.serviced().settings().confirmed().changes())
                    .extracting(change -> change.path().text())
                    .containsExactly("alarms.high-wind.onset");
            assertThat(unit.reports())
                    .filteredOn(text -> text.contains("generation submission"))
                    .isNotEmpty()
                    .allSatisfy(text ->
                            assertThat(text)
                                    .contains("does not hold now", "servers.1.user")
                                    .doesNotContain("lab-password", "2525"));
            assertThat(unit.verdict().lost()).isZero();
        }
    }

    @Test
    void anImageWithoutTlsIsNotTriedOnAFileThatDemandsIt() throws Exception {
        try (ImagedUnit unit =
                unit(file().replace(NO_ACCOUNT, ACCOUNT), FirmwareProfile.SUBMISSION_2)) {
            unit.runFor(Duration.ofHours(4));
            install(unit, FirmwareProfile.LEGACY_1, 2);
            unit.runFor(Duration.ofHours(8));

            assertThat(unit.table().start()).contains(Slot.A);
            assertThat(server(unit).port()).isEqualTo(587);
            assertThat(unit.reports())
                    .anySatisfy(text ->
                            assertThat(text)
                                    .contains("slot a is started instead of slot b")
                                    .contains("with TLS only", "write 'tls: optional'"));
            assertThat(unit.verdict().lost()).isZero();
        }
    }

    @Test
    void anImageWithoutTlsUsesPort25WhereTheFileLetsIt() throws Exception {
        String lenient = file().replace(NO_ACCOUNT, ACCOUNT + "    tls: optional\n");
        try (ImagedUnit unit = unit(lenient, FirmwareProfile.SUBMISSION_2)) {
            unit.runFor(Duration.ofHours(4));
            install(unit, FirmwareProfile.LEGACY_1, 2);
            unit.runFor(Duration.ofHours(8));

            assertThat(unit.table().isConfirmed(Slot.B)).isTrue();
            assertThat(server(unit).port()).isEqualTo(25);
            assertThat(unit.reports())
                    .anySatisfy(text ->
                            assertThat(text).contains("is used on port 25 without an account"));
            assertThat(unit.verdict().lost()).isZero();
        }
    }

    private ImagedUnit legacyUnit(String more) throws Exception {
        return unit(file() + more, FirmwareProfile.LEGACY_1);
    }

    private ImagedUnit unit(String file, FirmwareProfile first) throws Exception {
        String named =
                first.auth()
                        ? with("firmware: legacy-1", "firmware: submission-2").apply(file)
                        : file;
        ImagedUnit unit =
                new ImagedUnit(
                        WorldSetup.standard(
                                        5,
                                        SUMMER.start(),
                                        Units.legacy(
                                                FirmwareProfile.SUBMISSION_2,
                                                with(NO_ACCOUNT, ACCOUNT)))
                                .withKeys(KeyKind.ED25519)
                                .withCarrier(CarrierPolicy.auNet(List.of())),
                        SUMMER,
                        named);
        images.install(
                LabImages.board(unit.world.flash(), FittedModule.OLD_BAND), images.image(first, 1));
        return unit;
    }

    private void install(ImagedUnit unit, FirmwareProfile profile, int index) {
        unit.visit(flash -> images.install(slots(flash), images.image(profile, index)));
    }

    private static Slots slots(Flash flash) {
        return Slots.open(flash, (event, fields) -> {}, "communication").orElseThrow();
    }

    private static SubmissionPolicy server(ImagedUnit unit) {
        return unit.config().servers().getFirst();
    }

    private static String file() throws Exception {
        return Files.readString(Units.HOME.resolve("config/units/n2-legacy.yaml"));
    }
}
