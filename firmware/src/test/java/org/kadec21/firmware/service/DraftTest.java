package org.kadec21.firmware.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kadec21.firmware.config.NamedFiles;
import org.kadec21.firmware.config.UnitBinder;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.settings.SettingPath;
import org.kadec21.firmware.settings.Settings;
import org.kadec21.firmware.settings.UnitDocument;
import org.kadec21.firmware.store.Flashes;
import org.kadec21.firmware.store.RecordedJournal;
import org.kadec21.hal.host.HostRandomness;
import org.kadec21.submission.SubmissionPolicy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What may be typed at the service port, one change after the other.
class DraftTest {

    private static final String TAKEN = "it waits for 'apply'";
    private static final String MISSING =
            "servers.1: expected user and password (or password-file)";

    private final Visit visit = new Visit(Optional::empty);
    private final Draft draft = draft(UnaryOperator.identity());

    @BeforeEach
    void somebodyLogsIn() {
        visit.begins();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    module.pin             | 12         | module.pin: expected 4 to 8 digits, but came something else
                    module.password        | ä          | module.password: expected at most 99 printable
                    module.dial            | ATD123     | module.dial: expected what is dialled, without the ATD
                    module.dial            | ATDT123    | module.dial: expected what is dialled
                    servers.1.port         | 70000      | servers.1.port: expected a whole number from 1 to 65535
                    servers.1.port         | 0587       | servers.1.port: expected a whole number from 1 to 65535
                    servers.1.port         | +587       | servers.1.port: expected a whole number from 1 to 65535
                    servers.2.port         | 70000      | servers.2.port: expected a whole number from 1 to 65535
                    servers.1.mechanisms   | [PLIAN]    | servers.1.mechanisms.1: expected one of
                    servers.1.tls          | maybe      | servers.1.tls: expected one of
                    time-zone              | Mars/Olympus | time-zone: expected a time zone
                    monitoring.daily-at    | 25:00      | monitoring.daily-at: expected a time of day
                    monitoring.airtime-cap | 1000 d     | monitoring.airtime-cap: expected a duration of at most 60 min
                    alarms.high-wind.onset | NaN        | alarms.1.onset: expected a number such as 12.5
                    alarms.high-wind.onset | 1e400      | alarms.1.onset: expected a number such as 12.5
                    mail.from              | nobody     | mail.from: expected a mail address
                    service.verifier       | x          | service.verifier: expected what
                    service.password       | short      | service.password: expected 8 to 100 characters, but came 5
                    ring-records           | 1          | ring-records: expected at least 9600 on site, but came 1
                    """)
    void aBadValueIsRefusedWhateverElseWaitsToBePutRight(
            String place, String value, String complaint) {
        assertThat(set("retry.alarm.longest", "1 s"))
                .contains("not valid yet: retry.alarm: expected 'longest' to be at least 'first'");
        assertThat(unset("servers.1.password"))
                .as("the reader of configurations comes to it before the one above")
                .contains("not valid yet: " + MISSING);

        assertThat(set(place, value)).startsWith("error 65 " + complaint);
        assertThat(draft.settings().changes())
                .noneMatch(change -> change.path().text().equals(place));
    }

    @Test
    void aRightValueIsTakenWhateverElseWaitsToBePutRight() {
        unset("servers.1.password");

        assertThat(set("servers.1.port", "2587")).startsWith("ok ").contains(MISSING);
        assertThat(set("module.pin", "4321")).startsWith("ok ").contains(MISSING);
        assertThat(set("ring-records", "20000")).startsWith("ok ").contains(MISSING);
        assertThat(set("servers.1.password", "another")).isEqualTo(taken("servers.1.password"));
    }

    @Test
    void whatFitsItsNewNeighboursOnlyIsTakenBeforeTheyAreComplete() {
        assertThat(set("servers.1.auth", "token")).contains("not valid yet: servers.1: ");
        assertThat(set("servers.1.mechanisms", "[OAUTHBEARER]")).contains("not valid yet");
        assertThat(unset("servers.1.password")).contains("not valid yet");
        assertThat(set("servers.1.token", "ya29")).isEqualTo(taken("servers.1.token"));
    }

    @Test
    void anElementOfAListMayBeBegunInAnyOrder() {
        assertThat(set("servers.2.port", "2587")).contains("not valid yet: servers");
        assertThat(set("servers.2.host", "mail.example.net")).contains("not valid yet: servers.2");
        assertThat(set("servers.2.auth", "none")).isEqualTo(taken("servers.2.auth"));
    }

    @Test
    void aThresholdAndItsEndMayBeRaisedInTheirOrderWhileAnotherPlaceIsWrong() {
        unset("servers.1.password");
        assertThat(set("alarms.high-wind.onset", "30")).startsWith("ok");

        assertThat(set("alarms.1.clear", "20")).as("by its number").startsWith("ok");
    }

    @ParameterizedTest
    @CsvSource({"service", "service.password"})
    void thePasswordOfThePortIsNotTakenAwayWithoutAnother(String place) {
        unset("servers.1.password"); // nothing else has to be right for that

        assertThat(unset(place))
                .isEqualTo(
                        "error 65 service: expected the password of this port to stay, since nobody"
                            + " could log in without one; 'set service.password ...' puts another"
                            + " in its place");
        assertThat(draft.settings().changes()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"servers,servers.1", "servers.1,servers.1", "mail.from,mail.from"})
    void whatWasTakenAwayIsNotLookedForAmongOtherNames(String first, String then) {
        unset(first);

        assertThat(unset(then))
                .isEqualTo(
                        "error 65 "
                                + then
                                + " is taken away already; 'show draft' shows all changes");
    }

    @Test
    void whatWasTakenAwayAndPutBackMayBeTakenAwayAgain() {
        unset("mail.envelope-from");
        set("mail.envelope-from", "n2-0001@provider.test");

        assertThat(unset("mail.envelope-from")).startsWith("ok mail.envelope-from is taken away");
    }

    @Test
    void whatReplacesThePasswordOfThePortIsNotTakenAwayEither() {
        assertThat(set("service.password", "another-one-8")).startsWith("ok the password");

        assertThat(unset("service.verifier")).startsWith("error 65 service: expected the password");
    }

    @Test
    void aDraftBelongsToTheSessionThatHasTypedOrSeenIt() {
        set("name", "pier 3");
        set("module.pin", "4321");
        assertThat(draft.isLeft()).isFalse();

        visit.begins();
        assertThat(draft.isLeft()).isTrue();
        assertThat(draft.remark().orElse("")).startsWith("2 changes of an earlier session");

        draft.takeOver();
        assertThat(draft.isLeft()).isFalse();
    }

    @Test
    void whatTheCommandLineOrdersOtherwiseIsTold() {
        List<SubmissionPolicy> others = document(UnaryOperator.identity()).asDelivered().servers();
        Draft overruled = draft(unit -> unit.withServers(others));

        assertThat(set(overruled, "servers.1.host", "mail.example.net"))
                .isEqualTo(
                        "ok servers.1.host is set, but the command line that the unit was started"
                                + " with goes before it; it waits for 'apply'");
        assertThat(set(overruled, "module.pin", "4321")).isEqualTo(taken("module.pin"));
    }

    private String set(String place, String value) {
        return set(draft, place, value);
    }

    private static String set(Draft draft, String place, String value) {
        return draft.set(new SettingPath(place), value).line();
    }

    private String unset(String place) {
        return draft.unset(new SettingPath(place)).line();
    }

    private static String taken(String place) {
        return "ok " + place + " is set; " + TAKEN;
    }

    private Draft draft(UnaryOperator<UnitConfig> ordered) {
        UnitDocument document = document(ordered);
        return new Draft(
                new SiteRules(document, document::asDelivered),
                () -> Settings.NONE,
                new HostRandomness(),
                ServiceMemory.open(Flashes.empty(), new RecordedJournal()),
                visit);
    }

    private static UnitDocument document(UnaryOperator<UnitConfig> ordered) {
        try (InputStream file =
                Objects.requireNonNull(
                        DraftTest.class.getResourceAsStream("/unit-in-a-world.yaml"))) {
            return new UnitDocument(
                    "unit.yaml",
                    new String(file.readAllBytes(), StandardCharsets.UTF_8)
                            + "service: {password: lab-service-1}\n",
                    NamedFiles.none(),
                    UnitBinder.reader(),
                    ordered);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
