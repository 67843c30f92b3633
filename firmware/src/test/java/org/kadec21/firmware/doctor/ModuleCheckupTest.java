package org.kadec21.firmware.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.doctor.Result.Blame;
import org.kadec21.hal.Secret;
import org.kadec21.simulation.module.device.ModuleDialect;
import org.kadec21.simulation.module.device.ModuleProfile;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a checkup says of a module, its SIM and its network.
final class ModuleCheckupTest {

    private final Bedside bedside = new Bedside("2013-02-01T00:00:00Z");

    @BeforeEach
    void noServer() {
        bedside.server = Optional.empty();
    }

    @AfterEach
    void end() {
        bedside.close();
    }

    @Test
    void everythingAboutAHealthyModuleIsOk() {
        bedside.buildIn();

        bedside.examine();

        assertThat(bedside.report().blame()).isEmpty();
        assertThat(bedside.result("module"))
                .isInstanceOfSatisfying(
                        Result.Ok.class,
                        ok -> assertThat(ok.words()).contains("DB800-N2").contains(Bedside.PORT));
        assertThat(bedside.result("signal"))
                .isEqualTo(
                        new Result.Ok(
                                "good, -75 dBm", Facts.NONE.and("dbm", -75).and("word", "good")));
        assertThat(bedside.result("operator")).isInstanceOf(Result.Ok.class);
        assertThat(words("band"))
                .isEqualTo("new 800 MHz (band class 0), channel 1175, no end is known");
        assertThat(words("bearer")).contains("au.NET").contains("address 10.7.157.");
        assertThat(bedside.result("clock")).isInstanceOf(Result.Ok.class);
    }

    @Test
    void aRadioThatWasOnStaysOnAndTheContextIsGivenBack() {
        bedside.buildIn();

        bedside.examine();

        assertThat(bedside.trace).contains("> AT+QIDEACT=1");
        assertThat(bedside.trace)
                .noneMatch(line -> line.contains("AT+CFUN=0") || line.contains("AT+CFUN=4"));
    }

    @Test
    void aRadioThatWasOffIsOffAgain() {
        bedside.buildIn();
        bedside.type("AT+CFUN=4\r");

        bedside.examine();

        assertThat(bedside.result("registration")).isInstanceOf(Result.Ok.class);
        assertThat(bedside.trace).contains("> AT+CFUN=1").last().isNotNull();
        assertThat(bedside.trace.stream().filter(line -> line.startsWith("> AT+CFUN")).toList())
                .endsWith("> AT+CFUN=4", "> AT+CFUN?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AT+CSCS=\"HEX\"\r", "AT+CSCS=\"UCS2\"\r", "AT+COPS=3,2\r"})
    void theOperatorIsKnownByNameHoweverTheLastProgramLeftTheModule(String left) {
        bedside.buildIn();
        bedside.type(left);

        bedside.examine();

        assertThat(bedside.result("operator"))
                .isEqualTo(new Result.Ok("KDDI", Facts.of("operator", "KDDI")));
    }

    @Test
    void aLockedSimWithoutAKnownPinIsLeftAlone() {
        bedside.sim = Bedside.lockedCard();
        bedside.buildIn();

        bedside.examine();

        assertThat(bedside.result("pin"))
                .isInstanceOfSatisfying(
                        Result.Failure.class,
                        failure -> {
                            assertThat(failure.blame()).isEqualTo(Blame.CONFIGURATION);
                            assertThat(failure.words()).contains("none is known; tries left: 3");
                            assertThat(failure.next()).contains("--unit");
                        });
        assertThat(bedside.trace).noneMatch(line -> line.contains("AT+CPIN="));
        assertThat(bedside.result("registration"))
                .isEqualTo(new Result.NotChecked("needs pin, which failed"));
    }

    @Test
    void theUnitsPinIsEnteredWhileTheCounterIsFull() {
        bedside.sim = Bedside.lockedCard();
        bedside.pin = Optional.of(Bedside.PIN);
        bedside.buildIn();

        bedside.examine();

        assertThat(words("pin")).contains("accepted");
        assertThat(bedside.trace).noneMatch(line -> line.contains("1234"));
    }

    @Test
    void aPinThatWasRefusedOnceIsNeverEnteredAgainByALaterCheckup() {
        bedside.sim = Bedside.lockedCard();
        bedside.pin = Optional.of(Secret.of("9999"));
        bedside.buildIn();
        bedside.examine();
        int leftAfterTheFirst = bedside.sim.pinTriesLeft();

        bedside.examine();

        assertThat(leftAfterTheFirst).isEqualTo(2);
        assertThat(bedside.sim.pinTriesLeft()).isEqualTo(2);
        assertThat(bedside.result("pin"))
                .isInstanceOfSatisfying(
                        Result.Failure.class,
                        failure ->
                                assertThat(failure.words())
                                        .contains("may be the one that was refused before"));
    }

    @Test
    void aBlockedSimWantsItsPuk() {
        bedside.sim = Bedside.lockedCard();
        bedside.buildIn();
        for (int i = 0; i < 3; i++) {
            bedside.type("AT+CPIN=\"9999\"\r");
        }

        bedside.examine();

        assertThat(bedside.result("sim"))
                .isInstanceOfSatisfying(
                        Result.Failure.class,
                        failure -> {
                            assertThat(failure.blame()).isEqualTo(Blame.CONFIGURATION);
                            assertThat(failure.words()).contains("SIM PUK");
                            assertThat(failure.next()).contains("PUK from its papers");
                        });
        assertThat(bedside.sim.pukTriesLeft()).isEqualTo(10);
    }

    @Test
    void withoutCoverageTheAntennaIsNamed() {
        bedside.air = bedside.air.withCoverage(List.of());
        bedside.buildIn();

        bedside.examine();

        assertThat(bedside.result("registration"))
                .isInstanceOfSatisfying(
                        Result.Failure.class,
                        failure -> {
                            assertThat(failure.blame()).isEqualTo(Blame.OUT_OF_REACH);
                            assertThat(failure.next()).contains("antenna");
                        });
        assertThat(bedside.result("signal")).isInstanceOf(Result.Warning.class);
        assertThat(bedside.result("bearer")).isInstanceOf(Result.NotChecked.class);
    }

    @Test
    void anOldBandModuleBehindTheEndOfItsBandIsToldSo() {
        bedside.profile = ModuleProfile.oldBand();
        bedside.buildIn();

        bedside.examine();

        assertThat(bedside.result("registration"))
                .isInstanceOfSatisfying(
                        Result.Failure.class,
                        failure ->
                                assertThat(failure.next())
                                        .contains("old 800 MHz (band class 3) is off the air"));
    }

    @Test
    void aBandThatEndsIsAWarningWithItsDay() {
        try (Bedside earlier = new Bedside("2012-01-01T00:00:00Z")) {
            earlier.profile = ModuleProfile.oldBand();
            earlier.buildIn();

            earlier.examine();

            assertThat(earlier.result("band"))
                    .isInstanceOfSatisfying(
                            Result.Warning.class,
                            warning -> {
                                assertThat(warning.words())
                                        .contains("old 800 MHz (band class 3), channel 76")
                                        .contains("ends on 2012-07-22, in 202 days");
                                assertThat(warning.facts().values())
                                        .containsEntry("ends", "2012-07-21T15:00:00Z");
                            });
            assertThat(earlier.report().blame()).isEmpty();
        }
    }

    @Test
    void aRefusedSubscriberIsToldFromAMissingSignal() {
        bedside.air = bedside.air.refusing(List.of(bedside.sim.imsi()));
        bedside.buildIn();

        bedside.examine();

        assertThat(bedside.result("registration"))
                .isInstanceOfSatisfying(
                        Result.Failure.class,
                        failure -> assertThat(failure.next()).contains("contract of this SIM"));
    }

    @Test
    void aModuleOfAnotherVendorThanConfiguredIsFoundOutBeforeItIsUsed() {
        bedside.profile = ModuleProfile.dualBand().withDialect(ModuleDialect.TELIT);
        bedside.dialect = UnitConfig.Dialect.QUECTEL;
        bedside.buildIn();

        bedside.examine();

        assertThat(bedside.result("dialect"))
                .isInstanceOfSatisfying(
                        Result.Failure.class,
                        failure -> {
                            assertThat(failure.words()).contains("speaks telit");
                            assertThat(failure.next()).contains("dialect: telit");
                        });
        assertThat(bedside.trace).noneMatch(line -> line.contains("AT+CGATT=1"));
        assertThat(bedside.result("bearer"))
                .isEqualTo(new Result.NotChecked("needs dialect, which failed"));
    }

    /// On a mast the antenna matters more than the configuration.
    @ParameterizedTest
    @ValueSource(strings = {"sim", "pin", "registration", "signal", "operator", "band"})
    void aWrongDialectHidesNothingThatEveryModuleTells(String check) {
        bedside.profile = ModuleProfile.dualBand().withDialect(ModuleDialect.TELIT);
        bedside.dialect = UnitConfig.Dialect.QUECTEL;
        bedside.sim = Bedside.lockedCard();
        bedside.pin = Optional.of(Bedside.PIN);
        bedside.buildIn();

        bedside.examine();

        assertThat(bedside.result(check)).isInstanceOf(Result.Ok.class);
    }

    @Test
    void aUnitThatFindsItsDialectByItselfFitsEveryModule() {
        bedside.profile = ModuleProfile.dualBand().withDialect(ModuleDialect.TELIT);
        bedside.dialect = UnitConfig.Dialect.AUTO;
        bedside.buildIn();

        bedside.examine();

        assertThat(bedside.result("dialect"))
                .isEqualTo(new Result.Ok("telit", Facts.NONE.and("known", List.of("telit"))));
        assertThat(bedside.result("bearer")).isInstanceOf(Result.Ok.class);
    }

    @Test
    void aModuleThatFindsItsSpeedByItselfIsAWarning() {
        bedside.buildIn();
        bedside.type("AT+IPR=0\r");

        bedside.examine();

        assertThat(bedside.result("speed"))
                .isInstanceOfSatisfying(
                        Result.Warning.class,
                        warning -> assertThat(warning.next()).contains("AT+IPR=115200"));
    }

    @Test
    void whatDoesNotFitIntoTheTimeIsSaidToBeUnchecked() {
        bedside.limit = Duration.ofSeconds(2);
        bedside.buildIn();

        bedside.examine();

        assertThat(bedside.result("bearer")).isInstanceOf(Result.NotChecked.class);
        assertThat(bedside.result("server"))
                .isEqualTo(new Result.NotChecked("no time was left; give more with --limit"));
    }

    private String words(String check) {
        return bedside.result(check) instanceof Result.Ok ok
                ? ok.words()
                : bedside.result(check).toString();
    }
}
