package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// One after the other at a unit's service port: what one leaves behind for the next, and how
/// nobody is locked out.
class ServiceSessionTest {

    private static final Station CALM =
            Station.calm(Instant.parse("2013-05-01T00:00:00Z"), Duration.ofMinutes(10), 60);

    @Test
    void aPasswordThatNobodyCanTypeIsNotConfirmedAndTheOneBeforeComesBack() throws Exception {
        try (ServiceVisit visit = ServiceVisit.at(CALM)) {
            visit.powerOn();
            visit.runFor(Duration.ofMinutes(2));

            assertThat(visit.visit("set service.password mistypped-8", "apply 5", "confirm"))
                    .last()
                    .isEqualTo(
                            "error 75 the password of this port is on trial as well: 'login' with"
                                    + " the new one, then 'confirm'");
            assertThat(visit.visit("login mistyped-8", "confirm"))
                    .allMatch(line -> line.startsWith("error 78"));
            visit.runFor(Duration.ofMinutes(8));

            assertThat(visit.visit("status")).first().isEqualTo("ok logged in to n2-0001");
        }
    }

    @Test
    void aTrialIsNotConfirmedBeforeTheUnitHasRestartedIntoItsPassword() throws Exception {
        try (ServiceVisit visit = ServiceVisit.at(CALM)) {
            visit.powerOn();
            visit.runFor(Duration.ofMinutes(2));

            List<String> heard =
                    visit.visit(
                            "set service.password another-one-8",
                            "apply",
                            "> x",
                            "confirm",
                            "login another-one-8",
                            "confirm");

            assertThat(heard).filteredOn(line -> line.startsWith("error 75")).hasSize(1);
            assertThat(heard).endsWith("ok logged in to n2-0001", "ok the settings hold");
        }
    }

    @Test
    void thePasswordOfThePortCannotBeTakenAway() throws Exception {
        try (ServiceVisit visit = ServiceVisit.at(CALM)) {
            visit.powerOn();
            visit.runFor(Duration.ofMinutes(2));

            assertThat(visit.visit("unset service", "unset service.password", "apply"))
                    .filteredOn(line -> line.startsWith("error"))
                    .hasSize(3)
                    .first()
                    .asString()
                    .contains("'set service.password ...' puts another in its place");
        }
    }

    @Test
    void nobodyAppliesUnseenWhatAnEarlierSessionHasLeft() throws Exception {
        String left =
                "1 change of an earlier session not applied: 'show draft' shows and takes over,"
                        + " 'revert' drops";
        try (ServiceVisit visit = ServiceVisit.at(CALM)) {
            visit.powerOn();
            visit.runFor(Duration.ofMinutes(2));
            visit.visit("set module.pin 9999", "logout");

            assertThat(visit.visit("apply", "set name \"pier 3\"", "unset name", "logout"))
                    .containsExactly(
                            "ok logged in to n2-0001; " + left,
                            "error 75 " + left,
                            "error 75 " + left,
                            "error 75 " + left,
                            "ok logged out");
            assertThat(visit.visit("revert", "set name \"pier 3\"", "apply", "confirm"))
                    .endsWith("ok the settings hold");
            assertThat(visit.visit("show changes"))
                    .containsExactly("name = pier 3", "ok 1 changes of the unit's file");
        }
    }

    @Test
    void whoeverHasSeenADraftGoesOnWithIt() throws Exception {
        try (ServiceVisit visit = ServiceVisit.at(CALM)) {
            visit.powerOn();
            visit.runFor(Duration.ofMinutes(2));
            visit.visit("set name \"pier 3\"", "logout");

            assertThat(visit.visit("show draft", "apply", "confirm"))
                    .contains("name = pier 3")
                    .endsWith("ok the settings hold");
        }
    }

    @Test
    void theLogNamesThePlacesThatWereAppliedAndNoValues() throws Exception {
        try (ServiceVisit visit = ServiceVisit.at(CALM)) {
            visit.powerOn();
            visit.runFor(Duration.ofMinutes(2));
            visit.visit("set name \"pier 3\"", "apply", "confirm");
            visit.visit(
                    "set servers.1.client-name pier.example.net",
                    "set alarms.high-wind.onset 18",
                    "apply");

            assertThat(visit.journal)
                    .anyMatch(line -> line.contains("\"places\":\"name\""))
                    .anyMatch(line ->
                            line.contains(
                                    "\"places\":\"servers.1.client-name,alarms.high-wind.onset\""))
                    .noneMatch(line -> line.contains("pier"));
        }
    }

    @Test
    void anOrderThatIsCompleteWithItsNameTakesNothingBehindIt() throws Exception {
        try (ServiceVisit visit = ServiceVisit.at(CALM)) {
            visit.powerOn();

            assertThat(visit.visit("modem x", "confirm now", "records 1234567890123456789"))
                    .filteredOn(line -> line.startsWith("error 64"))
                    .hasSize(3);
            assertThat(visit.visit("records 5..1"))
                    .last()
                    .asString()
                    .startsWith("error 64 expected records, records 100..200 (the lower number");
        }
    }
}
