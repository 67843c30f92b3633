package org.kadec21.modem.ppp.ip.packet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.25, 192.0.2.25",
        "::1, ::1",
        "::, ::",
        "2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "fe80:0:0:0:0:0:0:abcd, fe80::abcd",
        "1:0:0:0:0:0:0:0, 1::"
    })
    void writesAddressesInTheOneWayOfRfc5952(String text, String written) {
        assertThat(IpAddress.parse(text).map(IpAddress::text)).contains(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2.3",
                "1.2.3.256",
                "a.b.c.d",
                "mail.example",
                "1:2",
                ":::",
                "fe80::1%eth0"
            })
    void takesNothingElseForAnAddress(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }

    @Test
    void knowsWhoIsOneHost() {
        assertThat(new Ipv4Address(0xe0000001).isUnicast()).isFalse();
        assertThat(new Ipv4Address(-1).isUnicast()).isFalse();
        assertThat(new Ipv4Address(0).isUnicast()).isFalse();
        assertThat(new Ipv4Address(0x0a000001).isUnicast()).isTrue();
        assertThat(Ipv6Address.ALL_NODES.isUnicast()).isFalse();
    }
}
