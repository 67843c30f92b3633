package org.kadec21.simulation.ip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HexFormat;
import java.util.List;

/// The name server behind a packet call.
class GatewayNamesTest extends GatewayRig {

    /// A query for mail.example.jp, written by hand (RFC 1035 4.1).
    @Test
    void answersAQueryWrittenByHand() {
        String question = "046d61696c" + "076578616d706c65" + "026a70" + "00" + "00010001";
        query("abcd" + "0100" + "0001000000000000" + question);
        GatewayCommand.Resolve asked = (GatewayCommand.Resolve) others.getFirst();

        run(gateway.resolved(asked.ticket(), List.of(SERVER)));

        assertThat(asked.name()).isEqualTo("mail.example.jp");
        assertThat(answer())
                .isEqualTo(
                        "abcd"
                                + "8180"
                                + "0001000100000000"
                                + question
                                + "c00c"
                                + "00010001"
                                + "0000012c"
                                + "0004"
                                + "c0000219");
    }

    @Test
    void saysThatThereIsNoSuchName() {
        query("0001" + "0000" + "0001000000000000" + "0378787800" + "00010001");

        run(gateway.resolved(((GatewayCommand.Resolve) others.getFirst()).ticket(), List.of()));

        assertThat(answer()).startsWith("0001" + "8083" + "0001000000000000");
    }

    @Test
    void hasNoAddressesOfAnotherKind() {
        query("0001" + "0100" + "0001000000000000" + "0378787800" + "001c0001");

        run(
                gateway.resolved(
                        ((GatewayCommand.Resolve) others.getFirst()).ticket(), List.of(SERVER)));

        assertThat(answer()).startsWith("0001" + "8180" + "0001000000000000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0001",
                "0001810000010000000000000378787800" + "00010001",
                "0001010000020000000000000378787800" + "00010001",
                "000101000001000000000000c00c" + "00010001",
                "0001010000010000000000003f78787800" + "00010001",
                "0001010000010000000000000378787800" + "0001"
            })
    void dropsAQueryThatIsNone(String query) {
        query(query);

        assertThat(others).isEmpty();
        assertThat(towardsHost).isEmpty();
    }

    @Test
    void looksUpNoMoreThanSoManyNamesAtATime() {
        for (int i = 0; i < 100; i++) {
            query("0001" + "0000" + "0001000000000000" + "0378787800" + "00010001");
        }

        assertThat(others).hasSize(IpGateway.MOST_LOOKUPS);
    }

    private void query(String hex) {
        UdpDatagram query = new UdpDatagram(5353, 53, HexFormat.of().parseHex(hex));
        run(gateway.arrived(query.within(HOST, DNS).bytes(), now));
    }

    private String answer() {
        Ipv4Packet packet = Ipv4Packet.parse(towardsHost.getLast()).orElseThrow();
        return HexFormat.of().formatHex(UdpDatagram.parse(packet).orElseThrow().data());
    }
}
