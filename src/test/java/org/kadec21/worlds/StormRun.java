package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kadec21.worlds.Units.with;

import org.kadec21.bench.check.DeliveredMail;
import org.kadec21.bench.check.MailboxCheck.Verdict;
import org.kadec21.bench.world.Weather;
import org.kadec21.bench.world.WorldSetup;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.simulation.module.device.ModuleDialect;
import org.kadec21.simulation.module.device.ModuleProfile;
import org.kadec21.simulation.provider.behaviour.Catalogue;
import org.kadec21.simulation.provider.tls.KeyKind;
import org.kadec21.simulation.weather.Gust;
import org.kadec21.simulation.weather.Storm;
import org.kadec21.simulation.weather.Trouble;
import org.kadec21.submission.Limits;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/// One unit through the storm of one seed and the calm behind it.
final class StormRun {

    private static final Duration STORM = Duration.ofHours(28);

    /// A refused account is left alone for up to 29 hours, then the next daily mail has to come.
    private static final Duration CALM = Duration.ofDays(4);

    /// What one call costs at most that meets neither network nor answer: 90 s for registration
    /// (the unit's own limit), then the longest silence that RFC 5321 4.5.3.2.6 makes a client
    /// endure.
    private static final Duration LONGEST_CALL =
            Duration.ofSeconds(90).plus(Limits.standard().finalReply());

    private static final List<ModuleDialect> DIALECTS = List.of(ModuleDialect.values());

    /// Even a unit whose clock was ahead at the end of the storm has rows left to take behind it:
    /// supply and clock are looked at with each row.
    private static final Station STATION =
            Station.gusty(Instant.parse("2013-02-01T00:00:00Z"), Duration.ofHours(1), 40);

    /// Refusals for good, and of mailboxes that stay full for more than a day: no unit can survive
    /// them, and none should.
    static final List<String> FATAL =
            List.of(
                    "354-after-550",
                    "452-vs-552",
                    "550-then-rset-stall",
                    "552-mailbox-full",
                    "552-size",
                    "554-virus",
                    "554-virus-once",
                    "multiline-codes",
                    "too-many-errors");

    private static final List<String> SECRETS =
            List.of(
                    "lab-password-n2-0001",
                    base64("lab-password-n2-0001"),
                    base64("\0n2-0001\0lab-password-n2-0001"),
                    "CPIN=\"1234\"",
                    "BEGIN PRIVATE KEY");

    private final long seed;
    private final Storm storm;
    private final StormBearer bearer;

    StormRun(long seed) {
        this.seed = seed;
        bearer = StormBearer.drawn(seed);
        this.storm = Storm.drawn(new SplittableRandom(seed), STORM, survivable());
    }

    /// Lives through it and holds the mailbox against what the station observed.
    ///
    /// @throws AssertionError that names the storm
    StormReport survive() throws Exception {
        try (Lab lab = lab()) {
            Weather.begin(storm, lab.world, setup(bearer).carrier());
            lab.runFor(STORM);
            lab.world.carrier().change(setup(bearer.inCalm()).carrier());
            boolean settled = lab.unit.settle(CALM);
            StormReport report = report(lab);

            assertThat(settled).as("settled; %s", lab.unit.status()).isTrue();
            Verdict verdict = lab.requireWholeStationDelivered();
            assertThat(report.onAir()).as("radio time").isLessThan(mostRadioTime(lab));
            assertThat(lab.journalled("mail.refused")).as("mails refused for good").isZero();
            onlyDoubtfulMailsCameTwice(lab);
            assertThat(String.join("\n", lab.trace)).doesNotContain(SECRETS);
            assertThat(String.join("\n", lab.journal)).doesNotContain(SECRETS);
            return report.with(verdict);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(this + "; again: " + again(), e);
        }
    }

    private StormReport report(Lab lab) {
        return new StormReport(
                seed,
                lab.world.world().journalDigest(),
                lab.journalled("carrier.severed"),
                lab.journalled("power.cut"),
                lab.journalled("comms.failed"),
                lab.journalled("module.misbehaves"),
                0,
                OnAir.of(
                        lab.journal,
                        Duration.between(STATION.start(), lab.world.world().time().now())));
    }

    /// The calls that the policy allows in an outage as long as the storm, none of them answered:
    /// one in each longest wait, and those with shorter waits that each alarm may begin anew with.
    private static Duration mostRadioTime(Lab lab) {
        UnitConfig.BackOff waits = lab.world.config().retry().alarm();
        long shorter =
                (long) Long.SIZE
                        - Long.numberOfLeadingZeros(waits.longest().dividedBy(waits.first()));
        long calls = STORM.dividedBy(waits.longest()) + lab.journalled("mail.accepted") * shorter;
        return LONGEST_CALL.multipliedBy(calls);
    }

    /// Law 4: a mail goes a second time only after it was in doubt.
    private static void onlyDoubtfulMailsCameTwice(Lab lab) throws Exception {
        Set<String> seen = new HashSet<>();
        for (DeliveredMail mail : lab.delivered()) {
            String id = mail.messageId().replaceAll("[<>]|@.*", "");
            if (!seen.add(id)) {
                assertThat(lab.journal)
                        .as("%s came twice, so it must have been in doubt", id)
                        .anyMatch(line -> line.contains("\"mail.in-doubt\"") && line.contains(id));
            }
        }
    }

    /// What to type to see this storm again.
    private String again() {
        return "mvn -o -pl src/test -am verify -Dformat.skip -Dtest=none -Dit.test=StormTest"
                + " -Dkadec21.storms=1 -Dkadec21.storms.from="
                + seed;
    }

    @Override
    public String toString() {
        return "storm of seed "
                + seed
                + ", "
                + storm.gusts().size()
                + " gusts, "
                + dialect()
                + ", "
                + bearer
                + ", "
                + misbehaviours()
                + ", "
                + storm.serverFaultPercent()
                + " % of "
                + storm.serverFaults();
    }

    private static List<String> survivable() {
        return new Catalogue().names().stream().filter(name -> !FATAL.contains(name)).toList();
    }

    private Lab lab() throws Exception {
        return new Lab(
                setup(bearer)
                        .withBehaviour(
                                Weather.servers(
                                        storm, new SplittableRandom(~seed), STATION.start())),
                STATION);
    }

    private WorldSetup setup(StormBearer by) {
        WorldSetup standard = WorldSetup.standard(seed, STATION.start(), unit());
        return standard.withCarrier(by.in(standard.carrier()))
                .withModule(ModuleProfile.dualBand().withDialect(dialect()))
                .withKeys(KeyKind.ED25519);
    }

    private UnitConfig unit() {
        UnaryOperator<String> alarms =
                with(
                        "alarms:\n",
                        "alarms:\n"
                                + "  - {rule: supply, kind: low-supply, onset: 11000, clear:"
                                + " 11500}\n");
        UnaryOperator<String> module =
                with("dialect: quectel", "dialect: " + dialect().name().toLowerCase(Locale.ROOT));
        return Units.dualBand(yaml -> bearer.in(module.apply(alarms.apply(yaml))));
    }

    private ModuleDialect dialect() {
        return DIALECTS.get((int) (seed % DIALECTS.size()));
    }

    private List<String> misbehaviours() {
        return storm.gusts().stream()
                .map(Gust::trouble)
                .filter(Trouble.ModuleMisbehaves.class::isInstance)
                .map(String::valueOf)
                .toList();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
