package org.kadec21.firmware.service.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

class Crc16Test {

    @Test
    void isThatOfTheCatalogue() {
        byte[] check = "123456789".getBytes(StandardCharsets.US_ASCII);

        assertThat(Crc16.of(check)).isEqualTo(0x31c3);
    }
}
