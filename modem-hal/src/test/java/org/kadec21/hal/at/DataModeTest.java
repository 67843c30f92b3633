package org.kadec21.hal.at;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Arrays;

class DataModeTest {

    private static final String CONNECT = "\\r\\nCONNECT 115200\\r\\n";
    private static final String FRAMES = "~\\xff\\x03\\xc0!\\x01OK\\r\\n~\\r\\nERROR\\r\\n";

    /// The first frame may come with the CONNECT line, or in pieces.
    @Test
    void takesEveryByteBehindConnectForData() {
        byte[] all = Escapes.bytes(CONNECT + FRAMES);
        for (int split = 0; split <= all.length; split++) {
            ProtocolRig rig = dialling();

            rig.hear(Arrays.copyOf(all, split));
            rig.hear(Arrays.copyOfRange(all, split, all.length));

            assertThat(rig.outcome()).isEqualTo("CONNECT 115200");
            assertThat(Escapes.bytes(rig.data.toString())).isEqualTo(Escapes.bytes(FRAMES));
            assertThat(rig.urcs).isEmpty();
        }
    }

    @Test
    void writesNoCommandIntoACall() {
        ProtocolRig rig = dialling();
        rig.hear(CONNECT);
        rig.written.clear();

        rig.start(Command.of("AT+CSQ"), Duration.ofSeconds(5));

        assertThat(rig.outcome()).isEqualTo("DataMode");
        assertThat(rig.written).isEmpty();
    }

    @Test
    void bringsTheLineIntoStepBehindACall() {
        ProtocolRig rig = dialling();
        rig.hear(CONNECT);
        rig.on(new AtProtocol.Event.DataEnded());
        rig.written.clear();

        rig.start(Command.of("AT+CSQ"), Duration.ofSeconds(60));
        rig.hear("\\r\\nNO CARRIER\\r\\n");

        assertThat(rig.protocol.isInStep()).isFalse();
        assertThat(rig.written).doesNotContain("AT+CSQ\\r");
    }

    private static ProtocolRig dialling() {
        ProtocolRig rig = ProtocolRig.inStep();
        rig.start(Command.of("ATD*99***1#").dialling(), Duration.ofMinutes(2));
        return rig;
    }
}
