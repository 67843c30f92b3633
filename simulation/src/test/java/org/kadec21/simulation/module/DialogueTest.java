package org.kadec21.simulation.module;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.simulation.module.Dialogue.Cutter;
import org.kadec21.simulation.module.Dialogue.Exchange;

import java.util.List;

class DialogueTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "line-discipline",
                "identity",
                "pin",
                "registration",
                "packet",
                "sockets",
                "sockets-simcom",
                "sockets-ublox",
                "sockets-telit",
                "direct-quectel",
                "direct-telit",
                "power",
                "power-simcom",
                "power-ublox",
                "power-telit",
                "calls",
                "data-mode",
                "messages-text",
                "messages-pdu",
                "messages-details",
                "operator",
                "cdma",
                "card-lock",
                "profiles",
                "speed",
                "autobaud",
                "clock",
                "test-forms"
            })
    void goesAsWrittenHoweverTheBytesArrive(String name) {
        Dialogue dialogue = Dialogue.load(name);

        assertAsWritten(dialogue, "whole", dialogue.play(Cutter.whole()));
        assertAsWritten(dialogue, "byte by byte", dialogue.play(Cutter.bytes()));
        for (int offset = 1; offset < dialogue.longestLine(); offset++) {
            assertAsWritten(
                    dialogue, "every line cut at " + offset, dialogue.play(Cutter.at(offset)));
        }
    }

    private static void assertAsWritten(Dialogue dialogue, String how, List<Exchange> exchanges) {
        assertThat(exchanges).isNotEmpty();
        List<Exchange> wrong =
                exchanges.stream()
                        .filter(exchange -> !exchange.said().equals(exchange.expected()))
                        .toList();
        if (!wrong.isEmpty()) {
            Exchange first = wrong.getFirst();
            assertThat(first.said())
                    .as("%s, %s, step %d", dialogue.name(), how, first.step())
                    .isEqualTo(first.expected());
        }
    }
}
