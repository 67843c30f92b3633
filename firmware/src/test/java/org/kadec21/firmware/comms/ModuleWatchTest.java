package org.kadec21.firmware.comms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.firmware.config.ModuleVariant;
import org.kadec21.firmware.config.NamedFiles;
import org.kadec21.firmware.config.UnitBinder;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.notice.Notices;
import org.kadec21.hal.Time;
import org.kadec21.modem.FoundModule;
import org.kadec21.modem.Identity;
import org.kadec21.modem.ServingCell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

class ModuleWatchTest {

    private static final Instant LAST_DAY = Instant.parse("2012-07-21T14:59:59Z");
    private static final Instant FIRST_DAY_WITHOUT = Instant.parse("2012-07-21T15:00:00Z");

    private final List<String> troubles = new ArrayList<>();
    private final List<String> reports = new ArrayList<>();

    @Test
    void theModuleThatTheFirmwareWasBuiltForIsNotWorthAWord() throws IOException {
        watch("submission-2", Instant.parse("2010-01-01T00:00:00Z"))
                .saw(found("OB800-N2", Optional.of(cell(3))));

        assertThat(troubles).isEmpty();
    }

    @Test
    void anotherModuleIsReportedOnce() throws IOException {
        ModuleWatch watch = watch("dual-band-2", LAST_DAY);

        watch.saw(found("OB800-N2", Optional.empty()));
        watch.saw(found("OB800-N2", Optional.empty()));

        assertThat(troubles)
                .containsExactly(
                        "expected a module that firmware dual-band-2 was built for, [n2-dual"
                                + " (DB800-N2)], but found n2-old (OB800-N2); it is used as it is,"
                                + " update the firmware to match or have the module exchanged");
    }

    @Test
    void aForeignModuleIsReportedByItsOwnName() throws IOException {
        watch("dual-band-2", LAST_DAY).saw(found("EC21", Optional.empty()));

        assertThat(troubles).singleElement().asString().contains("but found Maker EC21;");
    }

    @Test
    void aModuleThatDoesNotTellItsNameIsLeftInPeace() throws IOException {
        watch("dual-band-2", LAST_DAY).saw(found("", Optional.empty()));

        assertThat(troubles).isEmpty();
    }

    @Test
    void theLastYearOfTheOldBandIsAnnouncedOnce() throws IOException {
        ModuleWatch watch = watch("submission-2", LAST_DAY);

        watch.saw(found("OB800-N2", Optional.of(cell(3))));
        watch.saw(found("OB800-N2", Optional.of(cell(3))));

        assertThat(troubles)
                .singleElement()
                .asString()
                .contains("served on old 800 MHz", "which ends on 2012-07-22", "module exchanged");
    }

    @Test
    void aDualBandModuleOnTheOldBandWantsCoverageAndNoExchange() throws IOException {
        watch("dual-band-2", LAST_DAY).saw(found("DB800-N2", Optional.of(cell(3))));

        assertThat(troubles)
                .singleElement()
                .asString()
                .contains("no new 800 MHz reaches this place")
                .doesNotContain("exchanged");
    }

    @Test
    void theNewBandHasNoEnd() throws IOException {
        watch("dual-band-2", LAST_DAY).saw(found("DB800-N2", Optional.of(cell(0))));

        assertThat(troubles).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RAPIRA-C800", "WIN-C800", "OB800-N2"})
    void theEndOfTheBandExplainsTheSilenceOfAnOldModule(String model) throws IOException {
        ModuleWatch before = watch("submission-2", LAST_DAY);
        ModuleWatch after = watch("submission-2", FIRST_DAY_WITHOUT);
        before.saw(found(model, Optional.empty()));
        after.saw(found(model, Optional.empty()));

        assertThat(before.note()).isEmpty();
        assertThat(after.note())
                .contains("(" + model + ") knows only old 800 MHz, which ended on 2012-07-22")
                .contains("exchanged for " + ModuleVariant.N2_DUAL);
    }

    @Test
    void theEndOfTheBandExplainsNothingOfADualBandModule() throws IOException {
        ModuleWatch watch = watch("dual-band-2", FIRST_DAY_WITHOUT);
        watch.saw(found("DB800-N2", Optional.empty()));

        assertThat(watch.note()).isEmpty();
    }

    @Test
    void aModuleThatTheFileDoesNotNameIsReportedOnce() throws IOException {
        ModuleWatch watch = watch("dual-band-2", LAST_DAY);

        watch.saw(found("OB800-N2", Optional.empty()));
        watch.saw(found("OB800-N2", Optional.empty()));

        assertThat(reports)
                .containsExactly(
                        "the unit's file says that its module is n2-dual (DB800-N2), but the module"
                                + " says that it is n2-old (OB800-N2); correct 'variant' in the"
                                + " unit's file, or have the module exchanged");
    }

    @Test
    void aModuleThatKeepsSilentAboutItselfIsCaughtByTheBandThatServesIt() throws IOException {
        ModuleWatch watch = watch("submission-2", LAST_DAY);

        watch.saw(found("", Optional.of(cell(3))));
        assertThat(reports).isEmpty();
        watch.saw(found("", Optional.of(cell(0))));
        watch.saw(found("", Optional.of(cell(0))));

        assertThat(reports)
                .singleElement()
                .asString()
                .contains(
                        "n2-old (OB800-N2), which knows only old 800 MHz, but it is served on new");
    }

    @Test
    void aModemForLteIsOfAnyMakeButTheMakers() throws IOException {
        watch("lte-3", LAST_DAY).saw(found("EG25-G", Optional.empty()));
        assertThat(reports).isEmpty();
        assertThat(troubles).isEmpty();

        watch("lte-3", LAST_DAY).saw(found("WIN-C800", Optional.empty()));
        assertThat(reports).singleElement().asString().contains("says that it is win (WIN-C800)");
    }

    @Test
    void theModuleThatTheFileNamesIsNotWorthAReport() throws IOException {
        watch("dual-band-2", LAST_DAY).saw(found("DB800-N2", Optional.of(cell(0))));

        assertThat(reports).isEmpty();
    }

    private ModuleWatch watch(String firmware, Instant now) throws IOException {
        Time time =
                new Time() {
                    @Override
                    public Instant now() {
                        return now;
                    }

                    @Override
                    public long nanos() {
                        return 0;
                    }
                };
        Notices notices =
                new Notices() {
                    @Override
                    public void trouble(String line) {
                        troubles.add(line);
                    }
                };
        return new ModuleWatch(unit(firmware), time, notices, reports::add);
    }

    private static UnitConfig unit(String firmware) throws IOException {
        String text =
                Files.readString(
                        Path.of(System.getProperty("kadec21.home"))
                                .resolve("config/units/n2-dual-band.yaml"));
        return UnitBinder.reader()
                .read(
                        "unit.yaml",
                        text.replace("firmware: dual-band-2", "firmware: " + firmware),
                        NamedFiles.none());
    }

    private static Optional<FoundModule> found(String model, Optional<ServingCell> cell) {
        return Optional.of(
                new FoundModule(
                        new Identity("Maker", model, "R1", "A1"),
                        new FoundModule.Service.Registered(cell)));
    }

    private static ServingCell cell(int bandClass) {
        return new ServingCell(bandClass, 0, 76, 12_304, 8, 168, OptionalDouble.of(-7.0), true);
    }
}
