package org.kadec21.modem.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The packs of facts that come with the HAL.
class DialectPacksTest {

    @Test
    void everyPackIsComplete() {
        for (VendorDialect dialect : Dialects.vendors()) {
            DialectPack pack = dialect.pack();
            assertThat(pack.bytes("send")).isPositive();
            assertThat(pack.bytes("read")).isPositive();
            assertThat(pack.patience("activate")).isPositive();
            assertThat(pack.patience("deactivate")).isPositive();
            assertThat(pack.patience("open")).isPositive();
            assertThat(pack.announcement("read.payload")).isPresent();
            assertThat(dialect.powerOff()).isNotEmpty();
        }
    }
}
