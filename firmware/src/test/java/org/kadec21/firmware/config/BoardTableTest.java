package org.kadec21.firmware.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

class BoardTableTest {

    private static final Path CONFIG = Path.of(System.getProperty("kadec21.home"), "config");

    @ParameterizedTest
    @CsvSource({
        "n1-card.yaml, n1-card",
        "n1-win.yaml, n1-card",
        "n2-legacy.yaml, n2-legacy",
        "n2-old-band.yaml, n2-submission",
        "n2-dual-band.yaml, n2-dual",
        "usb-lte.yaml, usb-lte"
    })
    void knowsWhatEachUnitOfTheCheckoutIs(String file, String combination) throws IOException {
        BoardTable table = table();

        UnitConfig unit = unit(table, file(file));

        assertThat(
                        table.of(
                                unit.hardware().orElseThrow(),
                                unit.module().variant(),
                                unit.firmware()))
                .map(BoardCombination::name)
                .hasValue(combination);
    }

    @Test
    void refusesTheDualBandModuleOnFirmwareOfTheOldOneAndSaysWhatFits() throws IOException {
        String text = file("n2-old-band.yaml").replace("variant: n2-old", "variant: n2-dual");

        assertThatThrownBy(() -> unit(table(), text))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(
                        "expected boards, module and images that work together, but came"
                                + " communication/B, cpu/B, module n2-dual, firmware 2.0.0, CPU"
                                + " image 1.1.0; what fits: n2-submission (N2 with the first"
                                + " built-in module, updated for port 587) with variant: n2-old");
    }

    @ParameterizedTest
    @CsvSource({
        "communication-board: B, communication-board: A",
        "cpu-board: B, cpu-board: A",
        "cpu-image: 2.0.0, cpu-image: 1.1.0",
        "firmware: dual-band-2, firmware: submission-2"
    })
    void refusesAnyPartThatDoesNotFitTheOthers(String right, String wrong) throws IOException {
        String text = file("n2-dual-band.yaml").replace(right, wrong);

        assertThatThrownBy(() -> unit(table(), text))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("what fits: ");
    }

    @Test
    void takesAnyPatchOfAnImagesSeriesAndNotTheNextSeries() throws IOException {
        String text = file("n2-dual-band.yaml");

        assertThat(unit(table(), text.replace("cpu-image: 2.0.0", "cpu-image: 2.0.17")).hardware())
                .map(Hardware::cpuImage)
                .hasValue("2.0.17");
        assertThatThrownBy(
                        () -> unit(table(), text.replace("cpu-image: 2.0.0", "cpu-image: 2.10.0")))
                .hasMessageContaining("with cpu-image: 2.0.x");
    }

    @Test
    void checksNothingOfAUnitThatDoesNotNameItsBoards() throws IOException {
        String text = file("n2-dual-band.yaml");

        UnitConfig unit = unit(table(), text.substring(0, text.indexOf("hardware:")));

        assertThat(unit.hardware()).isEmpty();
    }

    @Test
    void knowsWhatTheMakersNoticeSaysEachUnitNeeds() throws IOException {
        BoardTable table = table();
        BoardCombination dual = table.named("n2-dual").orElseThrow();

        assertThat(table.conversion(table.named("n1-card").orElseThrow(), dual))
                .map(BoardConversion::exchange)
                .hasValueSatisfying(exchange ->
                        assertThat(exchange)
                                .containsExactly(
                                        "communication board",
                                        "CPU board",
                                        "module (bought anew)"));
        assertThat(table.conversionsOf(table.named("n2-legacy").orElseThrow()))
                .containsExactly("n2-submission", "n2-dual");
        assertThat(table.conversion(dual, table.named("n1-card").orElseThrow())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpu-board: b", "cpu-board: AB", "cpu-image: 2", "cpu-imag: 2.0.0"})
    void refusesWhatIsNoBoardOrVersion(String wrong) throws IOException {
        String key = wrong.startsWith("cpu-board") ? "cpu-board: B" : "cpu-image: 2.0.0";
        String text = file("n2-dual-band.yaml").replace(key, wrong);

        assertThatThrownBy(() -> unit(table(), text)).isInstanceOf(ConfigException.class);
    }

    @Test
    void refusesAConversionOfWhatIsNotInTheTable() throws IOException {
        String text = file("../boards.yaml").replaceFirst("to: n2-dual", "to: n3");

        assertThatThrownBy(() -> read(text))
                .hasMessageContaining("expected the name of a combination, one of n1-card,");
    }

    @Test
    void refusesACombinationTwice() throws IOException {
        String text = file("../boards.yaml").replaceFirst("name: n2-legacy", "name: n1-card");

        assertThatThrownBy(() -> read(text)).hasMessageContaining("each combination once");
    }

    private static BoardTable table() throws IOException {
        return read(file("../boards.yaml"));
    }

    private static BoardTable read(String text) {
        return BoardTable.reader().read("boards.yaml", text, NamedFiles.none());
    }

    private static String file(String name) throws IOException {
        return Files.readString(CONFIG.resolve("units").resolve(name), StandardCharsets.UTF_8);
    }

    private static UnitConfig unit(BoardTable table, String text) {
        return UnitBinder.reader(table).read("unit.yaml", text, NamedFiles.none());
    }
}
