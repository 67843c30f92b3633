package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.kadec21.bench.check.MailboxCheck.Verdict;
import org.kadec21.bench.convert.Conversion;
import org.kadec21.bench.convert.ImpossibleConversionException;
import org.kadec21.bench.convert.NewServer;
import org.kadec21.bench.run.BenchJob;
import org.kadec21.bench.run.BenchReport;
import org.kadec21.bench.run.BenchRun;
import org.kadec21.bench.run.Visit;
import org.kadec21.bench.world.WorldSetup;
import org.kadec21.firmware.UnitFile;
import org.kadec21.firmware.config.BoardTable;
import org.kadec21.firmware.config.UnitBinder;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.notice.Notices;
import org.kadec21.simulation.carrier.CarrierPolicy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Units that are converted, and live past the end of old 800 MHz with all they had.
class ConversionTest {

    private static final Path UNITS = Units.HOME.resolve("config").resolve("units");
    private static final Instant VISIT = Instant.parse("2012-07-23T01:00:00Z");
    private static final CarrierPolicy AU_NET = CarrierPolicy.auNet(List.of());
    private static final Station STATION =
            Station.gusty(Instant.parse("2012-07-21T00:00:00Z"), Duration.ofHours(2), 40);

    private final List<String> troubles = new ArrayList<>();

    @Test
    void anN2WithTheOldModuleIsConvertedAndLivesPastJuly2012() throws Exception {
        Conversion conversion = conversion("n2-old-band.yaml", "n2-dual");
        UnitConfig converted = converted("n2-old-band.yaml", conversion, Optional.empty());

        BenchReport report = run(conversion.unit(), converted, AU_NET);

        requireAllArrived(report);
        assertThat(conversion.work().exchange())
                .containsExactly("module", "communication firmware", "CPU firmware");
        assertThat(troubles).anyMatch(line -> line.contains("knows only old 800 MHz"));
        assertThat(troubles).noneMatch(line -> line.contains("the unit's file says"));
    }

    @Test
    void anN1BecomesABuiltInModuleUnitWithANewServerAndLivesPastJuly2012() throws Exception {
        Conversion conversion = conversion("n1-card.yaml", "n2-dual");
        UnitConfig converted =
                converted(
                        "n1-card.yaml",
                        conversion,
                        Optional.of(new NewServer("mail.provider.test", "n1-0001", "password")));

        BenchReport report = run(conversion.unit(), converted, AU_NET.withBlocks(List.of()));

        requireAllArrived(report);
        assertThat(converted.servers().getFirst().port()).isEqualTo(587);
        assertThat(report.logins()).containsKey("PLAIN inside TLS");
        assertThat(conversion.work().exchange())
                .containsExactly("communication board", "CPU board", "module (bought anew)");
    }

    @Test
    void aUnitOnPort25IsNotConvertedWithoutANewServer() throws Exception {
        Conversion conversion = conversion("n2-legacy.yaml", "n2-dual");

        assertThatThrownBy(() -> conversion.rewrite(text("n2-legacy.yaml"), Optional.empty()))
                .isInstanceOf(ImpossibleConversionException.class)
                .hasMessageContaining("give --server, --user and --password-file");
    }

    @Test
    void whatNobodyMakesIsRefusedWithWhatIsMade() {
        assertThatThrownBy(() -> conversion("n1-card.yaml", "n2-legacy"))
                .hasMessageContaining("one of n2-dual, but came 'n2-legacy'");
        assertThatThrownBy(() -> conversion("n2-dual-band.yaml", "n1-card"))
                .hasMessageContaining("which is nothing else");
    }

    @Test
    void theConvertedFileKeepsWhatIsNotAboutHardware() throws Exception {
        Conversion conversion = conversion("n2-old-band.yaml", "n2-dual");

        UnitConfig converted = converted("n2-old-band.yaml", conversion, Optional.empty());

        UnitConfig before = conversion.unit();
        assertThat(converted.id()).isEqualTo(before.id());
        assertThat(converted.channels()).isEqualTo(before.channels());
        assertThat(converted.alarms()).isEqualTo(before.alarms());
        assertThat(converted.mail()).isEqualTo(before.mail());
        assertThat(converted.monitoring()).isEqualTo(before.monitoring());
        assertThat(converted.servers()).hasSameSizeAs(before.servers());
    }

    private static void requireAllArrived(BenchReport report) {
        Verdict verdict = report.verdict();
        assertThat(verdict.problems()).isEmpty();
        assertThat(verdict.lost()).isZero();
        assertThat(verdict.waiting()).isZero();
        assertThat(verdict.duplicatesUnmarked()).isZero();
        assertThat(verdict.alarmsDelivered()).isEqualTo(verdict.alarmsRaised()).isGreaterThan(3);
        assertThat(report.delivered())
                .anyMatch(mail -> mail.arrivedAt().isBefore(CarrierPolicy.OLD_BAND_ENDS))
                .noneMatch(mail ->
                        mail.arrivedAt().isAfter(CarrierPolicy.OLD_BAND_ENDS)
                                && mail.arrivedAt().isBefore(VISIT));
        assertThat(report.module()).isNotEmpty();
    }

    private BenchReport run(UnitConfig before, UnitConfig after, CarrierPolicy carrier)
            throws Exception {
        BenchJob job =
                new BenchJob(
                        WorldSetup.standard(5, STATION.start(), before).withCarrier(carrier),
                        "station.csv",
                        STATION.lines(),
                        Instant.MIN,
                        Instant.MAX,
                        List.of(new Visit(VISIT, after)));
        Notices listener =
                new Notices() {
                    @Override
                    public void trouble(String line) {
                        troubles.add(line);
                    }
                };
        return new BenchRun(job, listener, (now, status) -> {}).run();
    }

    private static Conversion conversion(String file, String target) throws Exception {
        Path unit = UNITS.resolve(file);
        return Conversion.of(table(), UnitFile.read(unit), target);
    }

    private static UnitConfig converted(
            String file, Conversion conversion, Optional<NewServer> server) throws Exception {
        return UnitBinder.reader(table())
                .read(
                        "converted.yaml",
                        conversion.rewrite(text(file), server),
                        name -> "lab-password".getBytes(StandardCharsets.UTF_8));
    }

    private static BoardTable table() throws IOException {
        return UnitFile.boardsFor(UNITS.resolve("n1-card.yaml"));
    }

    private static String text(String file) throws IOException {
        return Files.readString(UNITS.resolve(file));
    }
}
