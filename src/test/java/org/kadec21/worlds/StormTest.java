package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kadec21.worlds.Units.with;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kadec21.bench.check.MailboxCheck.Verdict;
import org.kadec21.bench.world.Weather;
import org.kadec21.bench.world.WorldSetup;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.simulation.module.device.ModuleDialect;
import org.kadec21.simulation.module.device.ModuleProfile;
import org.kadec21.simulation.provider.behaviour.Repertoire;
import org.kadec21.simulation.weather.Gust;
import org.kadec21.simulation.weather.Storm;
import org.kadec21.simulation.weather.Trouble;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/// Storm, then calm: whatever goes wrong for two days, afterwards everything arrives.
class StormTest {

    private static final Duration STORM = Duration.ofDays(2);

    /// A refused account is left alone for up to 29 hours, then the next daily mail has to come.
    private static final Duration CALM = Duration.ofDays(4);

    private static final List<ModuleDialect> DIALECTS = List.of(ModuleDialect.values());

    private static final Station STATION =
            Station.gusty(Instant.parse("2013-02-01T00:00:00Z"), Duration.ofHours(1), 60);

    /// Refusals for good, which no unit can survive.
    private static final List<String> FATAL =
            List.of("554-virus", "multiline-codes", "552-mailbox-full", "from-rewrite");

    private static final List<String> SECRETS =
            List.of(
                    "lab-password-n2-0001",
                    base64("lab-password-n2-0001"),
                    base64("\0n2-0001\0lab-password-n2-0001"),
                    "CPIN=\"1234\"",
                    "BEGIN PRIVATE KEY");

    @Test
    void everythingArrivesAfterTenStorms() throws Exception {
        Damage damage = new Damage(0, 0, 0, 0, 0);

        for (long seed = 1; seed <= 10; seed++) {
            damage = damage.plus(survives(seed));
        }

        assertThat(damage.severedConnections()).isGreaterThan(10);
        assertThat(damage.powerCuts()).isGreaterThan(20);
        assertThat(damage.failedWindows()).isGreaterThan(100);
        assertThat(damage.misbehaviours()).as("bad times of a module").isGreaterThan(10);
        assertThat(damage.duplicates()).as("mails that came twice, marked").isPositive();
    }

    /// More of them with `-Dkadec21.storms=1000`.
    @Test
    @Tag("full")
    void everythingArrivesAfterTwoHundredStorms() throws Exception {
        for (long seed = 1000; seed < 1000 + Integer.getInteger("kadec21.storms", 200); seed++) {
            survives(seed);
        }
    }

    private static Damage survives(long seed) throws Exception {
        Storm storm = storm(seed);
        try (Lab lab = lab(seed, storm)) {
            Weather.begin(storm, lab.world, setup(seed).carrier());
            lab.runFor(STORM);
            boolean settled = lab.unit.settle(CALM);

            assertThat(settled).as("settled; %s", lab.unit.status()).isTrue();
            Verdict verdict = lab.requireAllDelivered();
            assertThat(String.join("\n", lab.trace)).doesNotContain(SECRETS);
            assertThat(String.join("\n", lab.journal)).doesNotContain(SECRETS);
            return new Damage(
                    lab.journalled("carrier.severed"),
                    lab.journalled("power.cut"),
                    lab.journalled("comms.failed"),
                    verdict.duplicates(),
                    lab.journalled("module.misbehaves"));
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "storm of seed "
                            + seed
                            + ", "
                            + storm.gusts().size()
                            + " gusts, "
                            + dialect(seed)
                            + ", "
                            + misbehaviours(storm)
                            + ", "
                            + storm.serverFaultPercent()
                            + " % of "
                            + storm.serverFaults(),
                    e);
        }
    }

    /// What storms did, so that nobody takes a breeze for one.
    private record Damage(
            long severedConnections,
            long powerCuts,
            long failedWindows,
            long duplicates,
            long misbehaviours) {

        Damage plus(Damage other) {
            return new Damage(
                    severedConnections + other.severedConnections,
                    powerCuts + other.powerCuts,
                    failedWindows + other.failedWindows,
                    duplicates + other.duplicates,
                    misbehaviours + other.misbehaviours);
        }
    }

    private static Storm storm(long seed) {
        List<String> faults =
                new Repertoire().names().stream().filter(name -> !FATAL.contains(name)).toList();
        return Storm.drawn(new SplittableRandom(seed), STORM, faults);
    }

    private static Lab lab(long seed, Storm storm) throws Exception {
        return new Lab(
                setup(seed)
                        .withBehaviour(
                                Weather.servers(
                                        storm, new SplittableRandom(~seed), STATION.start())),
                STATION);
    }

    private static WorldSetup setup(long seed) {
        ModuleDialect dialect = dialect(seed);
        return WorldSetup.standard(seed, STATION.start(), unit(dialect))
                .withModule(ModuleProfile.dualBand().withDialect(dialect));
    }

    private static UnitConfig unit(ModuleDialect dialect) {
        UnaryOperator<String> alarms =
                with(
                        "alarms:\n",
                        "alarms:\n"
                                + "  - {rule: supply, kind: low-supply, onset: 11000, clear:"
                                + " 11500}\n");
        UnaryOperator<String> module =
                with("dialect: quectel", "dialect: " + dialect.name().toLowerCase(Locale.ROOT));
        return Units.dualBand(yaml -> module.apply(alarms.apply(yaml)));
    }

    private static ModuleDialect dialect(long seed) {
        return DIALECTS.get((int) (seed % DIALECTS.size()));
    }

    private static List<String> misbehaviours(Storm storm) {
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
