package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.bench.config.CarrierFile;
import org.kadec21.bench.config.ProviderFile;
import org.kadec21.bench.world.WorldSetup;
import org.kadec21.firmware.record.MeasurementRecord;
import org.kadec21.firmware.record.RecordListing;
import org.kadec21.simulation.provider.tls.KeyKind;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Somebody looks after a unit at its service port while it goes on sampling and delivering.
class ServiceVisitTest {

    private static final String PROMPT = "n2-0001> ";
    private static final Path CONFIG = Units.HOME.resolve("config");
    private static final Instant BEGIN = Instant.parse("2013-05-01T00:00:00Z");
    private static final Station CALM = Station.calm(BEGIN, Duration.ofMinutes(10), 60);
    private static final Station GUSTY = Station.gusty(BEGIN, Duration.ofMinutes(10), 40);

    @Test
    void theServerIsChangedOnSiteAndEverythingThatWaitedArrives() throws Exception {
        try (ServiceVisit visit = beforeABlockedPort()) {
            visit.powerOn();
            visit.runFor(Duration.ofHours(3));
            assertThat(visit.unit().unit().status().openMails()).isPositive();

            List<String> heard =
                    visit.visit(
                            "set servers.1.host ep.wakwak.ne.jp",
                            "set servers.1.port 587",
                            "set servers.1.tls required",
                            "set servers.1.auth password",
                            "set servers.1.user n2-0005",
                            "set servers.1.password lab-password-n2-0005",
                            "set servers.1.envelope-from n2-0005@ep.wakwak.ne.jp",
                            "validate",
                            "apply",
                            "confirm");

            assertThat(heard)
                    .contains(
                            "ok what waits is valid; 'apply' tries it out",
                            "ok the server was reached; 'confirm' within 15 min keeps the settings",
                            "ok the settings hold")
                    .noneMatch(line -> line.contains("lab-password"));
            visit.requireAllDelivered();
        }
    }

    @Test
    void settingsThatReachNoServerAreRevertedAndNothingIsLost() throws Exception {
        try (ServiceVisit visit = ServiceVisit.at(GUSTY)) {
            visit.powerOn();
            visit.runFor(Duration.ofMinutes(30));

            List<String> heard = visit.visit("set servers.1.host nowhere.test", "apply", "confirm");

            assertThat(heard)
                    .anyMatch(line ->
                            line.startsWith("error 69 the settings before hold again")
                                    && line.contains("nowhere.test"))
                    .anyMatch(line -> line.startsWith("error 75 nothing is on trial"));
            assertThat(visit.unit().settings().trial()).isEmpty();
            visit.requireAllDelivered();
        }
    }

    @Test
    void settingsThatNobodyConfirmsAreReverted() throws Exception {
        try (ServiceVisit visit = ServiceVisit.at(CALM)) {
            visit.powerOn();
            visit.runFor(Duration.ofMinutes(2));

            visit.visit("set alarms.high-wind.onset 18", "apply 5");
            assertThat(visit.unit().config().alarms().getFirst().definition()).contains("18");
            visit.runFor(Duration.ofMinutes(6));

            assertThat(visit.unit().config().alarms().getFirst().definition()).contains("15");
            assertThat(visit.visit("show changes")).contains("ok 0 changes of the unit's file");
            assertThat(visit.troubles).anyMatch(line -> line.contains("nobody has confirmed them"));
        }
    }

    @Test
    void showSaysWhatItTakesAndWhatIsThere() throws Exception {
        try (ServiceVisit visit = ServiceVisit.at(CALM)) {
            visit.powerOn();

            assertThat(visit.visit("show a b", "show servers.1.prot"))
                    .contains(
                            "error 64 expected show, show changes, show draft, or show PLACE with a"
                                + " place in the configuration such as module.apn, servers.1.host"
                                + " or alarms.high-wind.onset",
                            "error 64 there is no 'prot'; did you mean 'port'?");
        }
    }

    @Test
    void aModuleThatHasNotRegisteredYetIsNotCalledOneWithoutANetwork() throws Exception {
        try (ServiceVisit visit = ServiceVisit.at(GUSTY)) {
            visit.powerOn();
            List<String> onAir = new ArrayList<>();

            for (int look = 0; look < 7200 && onAir.size() < 600; look++) {
                visit.runFor(Duration.ofSeconds(1));
                if (visit.unit().unit().status().comms().onAir()) {
                    onAir.addAll(visit.visit("status"));
                }
            }

            assertThat(onAir)
                    .filteredOn(line -> line.startsWith("module"))
                    .anyMatch(line -> line.endsWith(", not registered yet in this call"))
                    .anyMatch(line -> line.contains(" channel "))
                    .noneMatch(line -> line.contains("not served"));
        }
    }

    @Test
    void aPowerCutEndsNoTrialAndForgetsNoRevert() throws Exception {
        try (ServiceVisit visit = ServiceVisit.at(CALM)) {
            visit.powerOn();
            visit.runFor(Duration.ofMinutes(2));
            visit.visit("set name \"pier 3\"", "apply 5");

            visit.world.cutPower("test");
            visit.runFor(Duration.ofMinutes(10));
            visit.powerOn();

            assertThat(visit.unit().config().name()).isEqualTo("pier 3");
            visit.runFor(Duration.ofMinutes(6));
            assertThat(visit.unit().config().name()).isEqualTo("N2 dual-band (lab)");
        }
    }

    @Test
    void whatIsConfirmedOutlivesThePower() throws Exception {
        try (ServiceVisit visit = ServiceVisit.at(CALM)) {
            visit.powerOn();
            visit.runFor(Duration.ofMinutes(2));
            visit.visit(
                    "set service.password another-one-8",
                    "apply",
                    "login another-one-8",
                    "confirm");

            visit.world.cutPower("test");
            visit.runFor(Duration.ofMinutes(1));
            visit.powerOn();

            assertThat(visit.visit("status")).first().asString().startsWith("error 78");
        }
    }

    @Test
    void pullingThePlugEarnsNoMoreGuesses() throws Exception {
        try (ServiceVisit visit = ServiceVisit.at(CALM)) {
            visit.powerOn();
            assertThat(visit.knock("login one", "login two", "login three"))
                    .allMatch(line -> line.startsWith("error 78 this is not the password"));

            for (int cut = 0; cut < 3; cut++) {
                visit.world.cutPower("the plug");
                visit.runFor(Duration.ofMinutes(1));
                visit.powerOn();
                assertThat(visit.knock("login " + ServiceVisit.PASSWORD))
                        .as("not even the right one")
                        .singleElement()
                        .asString()
                        .matches("error 75 too many wrong passwords; .* in (10|9) s");
            }
            visit.runFor(Duration.ofSeconds(10));
            assertThat(visit.visit("status")).first().asString().startsWith("ok");
            visit.world.cutPower("the plug");
            visit.runFor(Duration.ofMinutes(1));
            visit.powerOn();
            assertThat(visit.knock("login wrong", "login " + ServiceVisit.PASSWORD))
                    .as("the right one has let the others be forgotten")
                    .last()
                    .isEqualTo("ok logged in to n2-0001");
        }
    }

    @Test
    void whoeverLogsInIsToldOnceThatADraftWentWithThePower() throws Exception {
        try (ServiceVisit visit = ServiceVisit.at(CALM)) {
            visit.powerOn();
            visit.visit("set name \"pier 3\"");
            visit.world.cutPower("test");
            visit.runFor(Duration.ofMinutes(1));
            visit.powerOn();

            assertThat(visit.visit("show draft", "logout"))
                    .startsWith(
                            "ok logged in to n2-0001; a draft that waited for 'apply' went with the"
                                    + " power, set it again",
                            "ok 0 changes of the unit's file");
            assertThat(visit.visit("status")).first().isEqualTo("ok logged in to n2-0001");
        }
    }

    @Test
    void aDraftThatWasAppliedIsNotMissedAfterAPowerCut() throws Exception {
        try (ServiceVisit visit = ServiceVisit.at(CALM)) {
            visit.powerOn();
            visit.runFor(Duration.ofMinutes(2));
            visit.visit("set name \"pier 3\"", "apply", "confirm");
            visit.world.cutPower("test");
            visit.runFor(Duration.ofMinutes(1));
            visit.powerOn();

            assertThat(visit.visit("status")).first().isEqualTo("ok logged in to n2-0001");
        }
    }

    @Test
    void theLivePageGoesOnUntilAKeyIsTyped() throws Exception {
        try (ServiceVisit visit = ServiceVisit.at(CALM)) {
            visit.powerOn();
            visit.runFor(Duration.ofMinutes(2));
            visit.typesEvery(Duration.ofSeconds(7));

            List<String> heard = visit.visit("status live", "> x", "status");

            List<String> clocks =
                    heard.stream().filter(line -> line.startsWith("clock ")).distinct().toList();
            assertThat(clocks).as("one every two seconds, and the last page").hasSizeBetween(4, 6);
        }
    }

    @Test
    void aLivePageThatNobodyLooksAtEndsAfterHalfAnHour() throws Exception {
        try (ServiceVisit visit = ServiceVisit.at(CALM)) {
            visit.powerOn();
            Instant before = visit.world.world().time().now();

            assertThat(visit.visit("status live")).last().isEqualTo("ok");

            assertThat(Duration.between(before, visit.world.world().time().now()))
                    .isBetween(Duration.ofMinutes(30), Duration.ofMinutes(31));
        }
    }

    @Test
    void theNewestEventsAreReadAlone() throws Exception {
        try (ServiceVisit visit = ServiceVisit.at(CALM)) {
            visit.powerOn();
            visit.log().event("rain.began");
            visit.log().event("rain.ended", "after", "an hour");

            assertThat(visit.visit("log 1", "log", "log all"))
                    .containsSubsequence(
                            "2013-04-30T23:59:00Z rain.ended after=\"an hour\"",
                            "ok 1 events",
                            "ok 2 events")
                    .last()
                    .asString()
                    .startsWith("error 64 expected log, or log with how many");
        }
    }

    @Test
    void aTestMailShowsEachStageAndArrives() throws Exception {
        try (ServiceVisit visit = ServiceVisit.at(CALM)) {
            visit.powerOn();
            visit.runFor(Duration.ofMinutes(2));

            List<String> heard = visit.visit("test mail");

            assertThat(String.join("\n", heard))
                    .containsSubsequence(
                            "ok    module",
                            "ok    registration",
                            "ok    bearer",
                            "dns          not checked: the module looks names up by itself",
                            "ok    port_587",
                            "ok    tls",
                            "ok    auth",
                            "connect      mail.provider.test:587 (",
                            "greeting     220 mail.provider.test",
                            "ehlo         250 ",
                            "starttls     220 ",
                            "tls          TLSv1.3 ",
                            "auth         235",
                            "ok    login",
                            "mail         250 ",
                            "rcpt         250 ",
                            "final reply  250 ",
                            "ok    submission",
                            "quit         221 ",
                            "ok the mail is on its way to watch@provider.test");
            assertThat(visit.world.readMailbox("watch@provider.test"))
                    .anyMatch(
                            mail -> mail.header("Subject").orElse("").contains("test of the way"));
        }
    }

    @Test
    void whatAPersonDoesDelaysNoSample() throws Exception {
        List<Instant> alone;
        try (ServiceVisit nobody = ServiceVisit.at(GUSTY)) {
            nobody.powerOn();
            nobody.runFor(Duration.ofHours(2));
            alone = sampled(nobody);
        }
        try (ServiceVisit somebody = ServiceVisit.at(GUSTY)) {
            somebody.powerOn();
            somebody.runFor(Duration.ofMinutes(5));
            somebody.visit(
                    "status", "records", "log", "show", "test mail", "modem", "> ATI", "> ~.");
            somebody.visit("set name \"pier 3\"", "apply", "confirm");
            somebody.runFor(
                    Duration.between(
                            somebody.world.world().time().now(),
                            GUSTY.start().plus(Duration.ofHours(2))));

            assertThat(sampled(somebody)).isEqualTo(alone).hasSize(12);
        }
    }

    @Test
    void recordsAreDownloadedAsTheyAreInTheMails() throws Exception {
        try (ServiceVisit visit = ServiceVisit.at(CALM)) {
            visit.powerOn();
            visit.runFor(Duration.ofMinutes(45));

            assertThat(visit.visit("records 2..3"))
                    .containsSubsequence(
                            "record,time_utc,wind_speed_mps,wind_gust_mps,wind_direction_deg,"
                                + "temperature_c,humidity_pct,pressure_hpa,precipitation_mm,mark",
                            "2,2013-05-01T00:10:00Z,4.2,,90,11.5,61.0,1009.2,0.0,",
                            "3,2013-05-01T00:20:00Z,4.2,,90,11.5,61.0,1009.2,0.0,",
                            "ok 2 records");
        }
    }

    @Test
    void theSessionInTheDocumentationIsWhatAUnitSays() throws Exception {
        List<String> session = session();
        try (ServiceVisit visit = ServiceVisit.at(CALM)) {
            visit.powerOn();
            visit.runFor(Duration.ofMinutes(45));

            List<String> heard = new ArrayList<>();
            for (String line : session) {
                if (line.startsWith(PROMPT)) {
                    heard.add(line);
                    List<String> said = visit.visit(line.substring(PROMPT.length()));
                    said.remove("ok logged in to n2-0001");
                    heard.addAll(said);
                }
            }

            assertThat(heard).isEqualTo(session).hasSizeGreaterThan(20);
        }
    }

    /// The lines of the session in docs/service-port.md.
    private static List<String> session() throws Exception {
        List<String> lines = Files.readAllLines(Units.HOME.resolve("docs/service-port.md"));
        int begin = lines.indexOf("```session") + 1;
        return lines.subList(begin, begin + lines.subList(begin, lines.size()).indexOf("```"));
    }

    private static List<Instant> sampled(ServiceVisit visit) {
        return RecordListing.of(visit.world.flash()).records().stream()
                .map(MeasurementRecord::sample)
                .map(sample -> sample.sampledAt())
                .toList();
    }

    /// A unit that knows only kona.co.jp, a day after its network has blocked port 25.
    private static ServiceVisit beforeABlockedPort() throws Exception {
        Station station =
                Station.gusty(Instant.parse("2008-10-02T00:00:00Z"), Duration.ofMinutes(20), 30);
        String file =
                Files.readString(CONFIG.resolve("units/n2-moving.yaml"))
                                .replaceFirst(
                                        "(?s)    until: 2008-10-03.*?\\nfailover:", "\nfailover:")
                        + "\nservice: {password: "
                        + ServiceVisit.PASSWORD
                        + "}\n";
        WorldSetup setup =
                WorldSetup.standard(5, station.start(), Units.moving())
                        .withCarrier(CarrierFile.read(CONFIG.resolve("carriers/au-net.yaml")))
                        .withProviderAt(
                                "kona.co.jp",
                                ProviderFile.read(CONFIG.resolve("providers/kona.yaml")))
                        .withKeys(KeyKind.ED25519);
        return new ServiceVisit(setup, station, file, ServiceVisit.PASSWORD);
    }
}
