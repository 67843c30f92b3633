package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.bench.world.WorldSetup;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.simulation.module.line.CallResult;
import org.kadec21.simulation.provider.tls.KeyKind;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A unit whose module only dials: PPP, IP, TCP and DNS are the unit's own, and at the other end
/// stands a carrier that shares no line of code with it.
class DiallingUnitTest {

    private static final Instant START = Instant.parse("2013-01-31T05:59:00Z");
    private static final Duration TWO_DAYS = Duration.ofHours(50);

    @ParameterizedTest
    @ValueSource(strings = {"", "\"#777\"", "\"*99#\""})
    void deliversEverythingOverAPacketCall(String number) throws Exception {
        try (Lab lab = lab(1, dialling(number))) {
            lab.runFor(TWO_DAYS);

            lab.requireAllDelivered();
            assertThat(lab.journalled("ppp.up")).isPositive();
            assertThat(lab.journalled("mail.accepted")).isPositive();
        }
    }

    @Test
    void leavesTheModuleInCommandModeAndAsleep() throws Exception {
        try (Lab lab = lab(2, dialling(""))) {
            lab.runFor(TWO_DAYS);

            assertThat(lab.journalled("modem.restless")).isZero();
            assertThat(OnAir.of(lab.journal, TWO_DAYS)).isLessThan(Duration.ofMinutes(10));
        }
    }

    /// With RSA keys the ciphertext is not the seed's, and how much of it PPP has to escape shows
    /// in the moments.
    @Test
    void twoRunsOfOneSeedAreTheSame() throws Exception {
        assertThat(journal(3)).isEqualTo(journal(3));
    }

    @Test
    void fallsBackToTheModulesSocketsWhenNobodyAnswersTheCall() throws Exception {
        UnitConfig unit =
                Units.dualBand(yaml ->
                        yaml.replaceFirst(
                                "(?m)^module:",
                                "module:\n  bearer: ppp\n  fallback: sockets\n  dial: \"12345\""));
        try (Lab lab = lab(4, unit)) {
            lab.world.module().answerCalls("12345", CallResult.NO_CARRIER);
            lab.runFor(TWO_DAYS);

            lab.requireAllDelivered();
            assertThat(lab.journalled("ppp.up")).isZero();
        }
    }

    private static List<String> journal(long seed) throws Exception {
        try (Lab lab = lab(seed, dialling(""))) {
            lab.runFor(TWO_DAYS);
            return List.copyOf(lab.journal);
        }
    }

    private static UnitConfig dialling(String number) {
        String dial = number.isEmpty() ? "" : "\n  dial: " + number;
        return Units.dualBand(
                yaml -> yaml.replaceFirst("(?m)^module:", "module:\n  bearer: ppp" + dial));
    }

    private static Lab lab(long seed, UnitConfig unit) throws Exception {
        Station station = station();
        return new Lab(
                WorldSetup.standard(seed, station.start(), unit).withKeys(KeyKind.ED25519),
                station);
    }

    private static Station station() {
        return Station.gusty(START, Duration.ofHours(1), 30);
    }
}
