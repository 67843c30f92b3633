package org.kadec21.simulation.module.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PseudoEsnTest {

    @Test
    void isTheEndOfTheDigestBehindTheCodeForNoManufacturer() {
        assertThat(PseudoEsn.of("FF000001123456")).isEqualTo("800737E1");
    }

    @Test
    void differsFromModuleToModule() {
        assertThat(ModuleProfile.names().stream().map(name -> ModuleProfile.named(name).esn()))
                .doesNotHaveDuplicates()
                .allMatch(esn -> esn.matches("80[0-9A-F]{6}"));
    }
}
