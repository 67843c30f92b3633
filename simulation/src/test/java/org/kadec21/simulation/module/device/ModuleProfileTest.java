package org.kadec21.simulation.module.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.kadec21.simulation.carrier.BandClass;
import org.kadec21.simulation.carrier.Cell;

import java.util.List;

class ModuleProfileTest {

    private static final Cell CELL = new Cell(BandClass.BC3, 0, 76, 12304, 8, 168, 14, -71);

    @Test
    void cardsAndTheFirstBuiltInModuleKnowTheOldBandOnly() {
        assertThat(ModuleProfile.names())
                .containsExactly("rapira", "win", "n2-old", "n2-dual", "usb-lte");
        assertThat(ModuleProfile.names())
                .filteredOn(name -> !List.of("n2-dual", "usb-lte").contains(name))
                .allSatisfy(name ->
                        assertThat(ModuleProfile.named(name).bands())
                                .containsExactly(BandClass.BC3));
        assertThat(ModuleProfile.named("n2-dual").bands())
                .containsExactly(BandClass.BC0, BandClass.BC3);
    }

    @Test
    void eachIsAnotherDevice() {
        assertThat(ModuleProfile.names().stream().map(ModuleProfile::named))
                .extracting(ModuleProfile::model, ModuleProfile::serialNumber)
                .doesNotHaveDuplicates();
    }

    @Test
    void aModemForLteSaysNothingOfCdma() {
        assertThat(ModuleProfile.named("usb-lte").servingSystem().answer(CELL)).isEmpty();
    }

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> ModuleProfile.named("n2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "expected a module profile, one of rapira, win, n2-old, n2-dual, usb-lte,"
                                + " but came 'n2'");
    }

    @Test
    void aCardTellsLessOfItsServingSystemAndNoneTellsTheBand() {
        assertThat(ModuleProfile.named("win").servingSystem().answer(CELL))
                .isEqualTo("+CSS: 1, CA, 12304");
        assertThat(ModuleProfile.named("n2-old").servingSystem().answer(CELL))
                .isEqualTo("+CSS: 1, CA, 12304, 6, 76");
    }
}
