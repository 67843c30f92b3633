package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.hal.Secret;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// A unit's module and its SIM, from the service port: a person has the module, and gives it back
/// or not; the PIN is changed.
class ServicedModuleTest {

    private static final Instant BEGIN = Instant.parse("2013-05-01T00:00:00Z");
    private static final Station CALM = Station.calm(BEGIN, Duration.ofMinutes(10), 60);
    private static final Station GUSTY = Station.gusty(BEGIN, Duration.ofMinutes(10), 40);

    @Test
    void aPersonTalksToTheModuleAndTheUnitTakesItBack() throws Exception {
        try (ServiceVisit visit = ServiceVisit.at(GUSTY)) {
            visit.powerOn();
            visit.runFor(Duration.ofMinutes(5));

            List<String> heard = visit.visit("modem", "> ATI", "> ATE0;+CMEE=0", "> ~.");

            assertThat(String.join("\n", heard))
                    .contains("* the module hears you", "DB800-N2", "? OK")
                    .contains("ok ended by '~.'; the module is the unit's again");
            visit.requireAllDelivered();
        }
    }

    @Test
    void anAlarmTakesTheModuleBackFromAPerson() throws Exception {
        try (ServiceVisit visit = ServiceVisit.at(GUSTY)) {
            visit.powerOn();
            visit.runFor(Duration.ofMinutes(17)); // the third row, after 21 minutes, is a gale

            List<String> heard = visit.visit("modem");

            assertThat(heard)
                    .last()
                    .asString()
                    .startsWith("ok ended by the unit: an alarm has to go out");
            visit.requireAllDelivered();
        }
    }

    @Test
    void aForgottenPassThroughEndsByItself() throws Exception {
        try (ServiceVisit visit = ServiceVisit.at(CALM)) {
            visit.powerOn();
            visit.runFor(Duration.ofMinutes(2));

            assertThat(visit.visit("modem", "> ATI"))
                    .last()
                    .asString()
                    .startsWith("ok ended by itself: nothing was typed for 5 min");
        }
    }

    @Test
    void aWrongPinIsRefusedCostsOneTryAndTheRightOneFillsTheCounterAgain() throws Exception {
        try (ServiceVisit visit = ServiceVisit.at(CALM)) {
            visit.powerOn();
            visit.visit("test mail"); // the SIM is unlocked, and would take no notice of a PIN
            for (String wrong : List.of("9999", "9999", "8888", "7777", "6666")) {
                assertThat(visit.visit("set module.pin " + wrong, "apply"))
                        .last()
                        .asString()
                        .startsWith("error 69 the settings before hold again")
                        .contains("PIN")
                        .doesNotContain(wrong);
                assertThat(visit.world.sim().pinTriesLeft()).as(wrong).isGreaterThanOrEqualTo(2);
            }
            visit.runFor(Duration.ofMinutes(10));

            assertThat(visit.world.sim().pinTriesLeft()).isEqualTo(3);
            assertThat(visit.visit("test mail")).last().asString().startsWith("ok");
            visit.requireAllDelivered();
        }
    }

    @Test
    void aRefusalOfThePinTellsHowManyTriesAreLeft() throws Exception {
        try (ServiceVisit visit = ServiceVisit.at(CALM)) {
            visit.powerOn();

            assertThat(visit.visit("set module.pin 9999", "apply"))
                    .last()
                    .asString()
                    .contains("expected the SIM to accept the configured PIN", "tries left: 2");
        }
    }

    @Test
    void thePinOfAnExchangedSimIsTaken() throws Exception {
        try (ServiceVisit visit = ServiceVisit.at(CALM)) {
            visit.powerOn();
            visit.visit("test mail");
            visit.world.sim().changePin(Secret.of("4321"));

            assertThat(visit.visit("set module.pin 4321", "apply", "confirm"))
                    .endsWith("ok the settings hold");
            visit.requireAllDelivered();
        }
    }

    @Test
    void aTerminalThatNeverFallsSilentGivesTheModuleBackAfterAnHour() throws Exception {
        String[] words = new String[1200];
        Arrays.fill(words, "> ATI");
        words[0] = "modem";
        try (ServiceVisit visit = ServiceVisit.at(CALM)) {
            visit.powerOn();
            visit.runFor(Duration.ofMinutes(2));
            visit.typesEvery(Duration.ofSeconds(30));

            List<String> heard = visit.visit(words);

            assertThat(heard)
                    .contains(
                            "ok ended by itself: the module was away for 60 min;"
                                    + " the module is the unit's again");
            visit.requireAllDelivered();
        }
    }
}
