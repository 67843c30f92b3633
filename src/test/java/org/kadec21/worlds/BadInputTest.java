package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kadec21.worlds.Units.with;

import org.junit.jupiter.api.Test;
import org.kadec21.bench.world.UnitWorld;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.simulation.carrier.CarrierPolicy;
import org.kadec21.simulation.provider.behaviour.BehaviourPlan;
import org.kadec21.simulation.provider.smtp.Behaviour;
import org.kadec21.simulation.provider.smtp.Interference;
import org.kadec21.simulation.provider.smtp.Stage;
import org.kadec21.simulation.provider.tls.CertificateAuthority;
import org.kadec21.simulation.provider.tls.CertificateAuthority.Validity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/// What an operator or a network gets wrong: one clear line, nothing lost, and all is well once it
/// is put right.
class BadInputTest {

    private static final Instant BEGIN = Instant.parse("2013-06-01T00:00:00Z");
    private static final Station STATION = Station.gusty(BEGIN, Duration.ofHours(1), 30);
    private static final Duration UNTIL_FIXED = Duration.ofHours(20);
    private static final Duration AFTER_THAT = Duration.ofDays(3);

    @Test
    void triesAWrongPinOnceInAllItsLives() throws Exception {
        try (Lab lab = new Lab(Lab.setup(1, STATION), STATION)) {
            UnitConfig right = lab.world.config();
            lab.world.reconfigure(inThisWorld(lab, with("pin: \"1234\"", "pin: \"4321\"")));
            for (int life = 0; life < 5; life++) {
                lab.runFor(UNTIL_FIXED.dividedBy(5));
                lab.world.cutPower("test");
            }

            assertThat(lab.world.sim().pinTriesLeft()).isEqualTo(2);
            assertThat(lab.unit.boots()).isEqualTo(5);
            assertThat(lab.troubles)
                    .anyMatch(line ->
                            line.contains("PIN")
                                    && line.contains(
                                            "correct the PIN in the unit's configuration"));
            assertThat(String.join("\n", lab.troubles)).doesNotContain("4321");
            lab.world.reconfigure(right);
            settlesAndDeliversAll(lab);
        }
    }

    @Test
    void keepsEverythingWhenThePasswordIsWrong() throws Exception {
        try (Lab lab = new Lab(Lab.setup(2, STATION), STATION)) {
            UnitConfig right = lab.world.config();
            lab.world.reconfigure(
                    inThisWorld(lab, with("lab-password-n2-0001", "a-mistyped-password")));
            lab.runFor(UNTIL_FIXED);

            assertThat(lab.delivered()).isEmpty();
            assertThat(lab.troubles)
                    .first()
                    .asString()
                    .contains("535", "check user and password", "mail.provider.test");
            assertThat(String.join("\n", lab.troubles)).doesNotContain("a-mistyped-password");
            assertThat(lab.journalled("auth.failed"))
                    .as("attempts, few enough not to be locked out")
                    .isBetween(3L, 8L);
            lab.world.cutPower("a new configuration");
            lab.world.reconfigure(right);
            settlesAndDeliversAll(lab);
        }
    }

    @Test
    void sendsNoPasswordToAServerWithAStrangersCertificate() throws Exception {
        try (Lab lab = new Lab(Lab.setup(3, STATION), STATION)) {
            UnitConfig right = lab.world.config();
            CertificateAuthority stranger =
                    CertificateAuthority.create(
                            "Somebody else",
                            lab.world.world().randomness("stranger"),
                            Validity.around(BEGIN, Duration.ofDays(365)));
            lab.world.reconfigure(right.withTrustAnchors(List.of(stranger.certificate())));
            lab.runFor(UNTIL_FIXED);

            assertThat(lab.journalled("auth.ok") + lab.journalled("auth.failed")).isZero();
            assertThat(lab.delivered()).isEmpty();
            assertThat(lab.troubles).first().asString().contains("certificate", "check tls, ca");
            lab.world.cutPower("a new configuration");
            lab.world.reconfigure(right);
            settlesAndDeliversAll(lab);
        }
    }

    @Test
    void sendsNoPasswordWhenStarttlsIsStripped() throws Exception {
        Behaviour stripped =
                Behaviour.at(
                        Stage.EHLO,
                        Interference.withEffect(
                                Interference.raw("250-mail.provider.test\r\n250 AUTH PLAIN\r\n")));
        BehaviourPlan attack =
                BehaviourPlan.always(stripped).until(STATION.start().plus(UNTIL_FIXED));
        try (Lab lab = new Lab(Lab.setup(4, STATION).withBehaviour(attack), STATION)) {
            lab.runFor(UNTIL_FIXED);

            assertThat(lab.journalled("auth.ok") + lab.journalled("auth.failed")).isZero();
            assertThat(lab.delivered()).isEmpty();
            assertThat(lab.troubles).first().asString().contains("STARTTLS", "check tls, ca");
            settlesAndDeliversAll(lab);
        }
    }

    @Test
    void keepsEverythingWhileTheNetworkRefusesTheSubscriber() throws Exception {
        CarrierPolicy fair = CarrierPolicy.auNet(List.of()).withBlocks(List.of());
        try (Lab lab =
                new Lab(
                        Lab.setup(5, STATION).withCarrier(fair.refusing(List.of(UnitWorld.IMSI))),
                        STATION)) {
            lab.runFor(UNTIL_FIXED);

            assertThat(lab.delivered()).isEmpty();
            assertThat(lab.troubles)
                    .first()
                    .asString()
                    .contains("registration denied", "check the contract of this SIM");
            lab.world.carrier().change(fair);
            settlesAndDeliversAll(lab);
        }
    }

    private static void settlesAndDeliversAll(Lab lab) throws Exception {
        lab.runFor(Duration.ofMinutes(10));
        assertThat(lab.inspect().verdict().lost()).as("lost on the way").isZero();
        assertThat(lab.unit.settle(AFTER_THAT)).as("settled; %s", lab.unit.status()).isTrue();
        assertThat(lab.requireAllDelivered().duplicates()).isZero();
    }

    private static UnitConfig inThisWorld(Lab lab, UnaryOperator<String> change) {
        return Units.dualBand(change)
                .withTrustAnchors(lab.world.config().servers().getFirst().tls().trustAnchors());
    }
}
