package org.kadec21.simulation.module;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.simulation.module.core.ModuleAction;
import org.kadec21.simulation.module.core.ModuleAction.Disconnect;
import org.kadec21.simulation.module.core.ModuleAction.Note;
import org.kadec21.simulation.module.core.ModuleAction.Send;
import org.kadec21.simulation.module.core.ModuleEvent;
import org.kadec21.simulation.module.core.ModuleSocket;
import org.kadec21.simulation.module.device.ModuleMemory;
import org.kadec21.simulation.module.device.ModuleMeter;
import org.kadec21.simulation.module.device.SimCard;
import org.kadec21.simulation.module.line.CommandInterpreter;
import org.kadec21.simulation.module.line.LineEditor;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

class DualBandModuleTest {

    /// Bytes of one `+QISEND`.
    private static final int MOST_SENT = 1460;

    private static final String OK = "\r\nOK\r\n";

    @Test
    void sendsEveryByteValueUnchanged() {
        CoreRig rig = CoreRig.connected();
        byte[] every = everyByte();

        rig.type("AT+QISEND=0,256\r");
        rig.type(every);

        assertThat(rig.heard()).isEqualTo("\r\n> \r\nSEND OK\r\n");
        assertThat(rig.actions(Send.class)).hasSize(1);
        assertThat(rig.actions(Send.class).getFirst().bytes()).isEqualTo(every);
    }

    @Test
    void deliversEveryByteValueUnchanged() {
        CoreRig rig = CoreRig.connected();
        String every = new String(everyByte(), StandardCharsets.ISO_8859_1);

        rig.received(1, every);

        assertThat(rig.heard()).isEqualTo("\r\n+QIURC: \"recv\",0\r\n");
        assertThat(rig.ask("AT+QIRD=0,1500")).isEqualTo("\r\n+QIRD: 256\r\n" + every + "\r\n" + OK);
    }

    @Test
    void refusesBytesThatItsSendBufferCannotHold() {
        CoreRig rig = CoreRig.connected();
        String full = "x".repeat(MOST_SENT);
        for (int i = 0; i < ModuleSocket.SEND_BUFFER / MOST_SENT; i++) {
            rig.type("AT+QISEND=0,1460\r" + full);
        }
        rig.heard();

        rig.type("AT+QISEND=0,1\rx");
        String whenFull = rig.heard();
        rig.happens(new ModuleEvent.Delivered(1, 1));
        rig.type("AT+QISEND=0,1\rx");

        assertThat(whenFull).isEqualTo("\r\n> \r\nSEND FAIL\r\n");
        assertThat(rig.heard()).isEqualTo("\r\n> \r\nSEND OK\r\n");
    }

    @Test
    void hasNoRoomForMoreThanItsReceiveBuffer() {
        CoreRig rig = CoreRig.connected();

        rig.received(1, "x".repeat(ModuleSocket.RECEIVE_BUFFER));
        int roomWhenFull = rig.module().receiveRoom(1);
        rig.type("AT+QIRD=0,100\r");

        assertThat(roomWhenFull).isZero();
        assertThat(rig.module().receiveRoom(1)).isEqualTo(100);
        assertThat(rig.actions(ModuleAction.Resume.class)).hasSize(1);
    }

    @Test
    void newsOfAnOldConnectionDoNotReachTheNextUserOfItsId() {
        CoreRig rig = CoreRig.connected();
        rig.type("AT+QICLOSE=0\r");
        rig.passes(Duration.ofSeconds(1));
        rig.type("AT+QIOPEN=1,0,\"TCP\",\"mail.example.jp\",587,0,0\r");
        rig.happens(new ModuleEvent.Connected(2));
        rig.heard();

        rig.received(1, "late");
        rig.happens(new ModuleEvent.PeerClosed(1));

        assertThat(rig.heard()).isEmpty();
        assertThat(rig.ask("AT+QIRD=0,0")).isEqualTo("\r\n+QIRD: 0,0,0\r\n" + OK);
    }

    @Test
    void losesItsSocketsWhenItRestarts() {
        CoreRig rig = CoreRig.connected();

        rig.happens(new ModuleEvent.ResetPulse());
        rig.passes(Duration.ofSeconds(6));

        assertThat(rig.actions(Disconnect.class)).containsExactly(new Disconnect(1, true));
        assertThat(rig.ask("ATE0+QISTATE?")).endsWith(OK).doesNotContain("QISTATE:");
    }

    @Test
    void poweringDownClosesItsSocketsAndAnnouncesNothingElse() {
        CoreRig rig = CoreRig.connected();

        String answer = rig.ask("AT+QPOWD");
        rig.passes(Duration.ofSeconds(3));

        assertThat(answer).isEqualTo(OK);
        assertThat(rig.heard()).isEqualTo("\r\nPOWERED DOWN\r\n");
        assertThat(rig.actions(Disconnect.class)).containsExactly(new Disconnect(1, true));
    }

    @Test
    void pinCounterSurvivesSupplyAndANewModuleAroundTheSameMemory() {
        ModuleMemory memory = CoreRig.lockedCard();
        CoreRig rig = CoreRig.booted(memory);
        rig.ask("AT+CPIN=0000");
        rig.happens(new ModuleEvent.SupplyCycled());
        rig.passes(Duration.ofSeconds(6));
        rig.ask("ATE0");
        rig.ask("AT+CPIN=0000");

        CoreRig other = CoreRig.booted(memory);

        assertThat(other.ask("AT+CPINR=\"SIM PIN\"")).isEqualTo("\r\n+CPINR: SIM PIN,1,3\r\n" + OK);
    }

    @Test
    void aCardIsDeadAfterTenWrongPuks() {
        CoreRig rig = CoreRig.booted(CoreRig.lockedCard());
        rig.ask("AT+CMEE=1");
        for (int i = 0; i < SimCard.PIN_TRIES; i++) {
            rig.ask("AT+CPIN=0000");
        }
        for (int i = 0; i < SimCard.PUK_TRIES; i++) {
            assertThat(rig.ask("AT+CPIN=\"00000000\",\"4321\"")).contains("+CME ERROR: 16");
        }

        assertThat(rig.ask("AT+CPIN=\"12345678\",\"4321\"")).contains("+CME ERROR: 13");
        assertThat(rig.ask("AT+CPIN?")).contains("+CME ERROR: 13");
        assertThat(rig.ask("AT+CPINR=\"SIM PUK\"")).contains("+CPINR: SIM PUK,0,10");
    }

    @Test
    void neverJournalsACode() {
        CoreRig rig = CoreRig.booted(CoreRig.lockedCard());

        rig.ask("AT+CPIN=9876");

        assertThat(rig.actions(Note.class))
                .contains(new Note("sim.refused", List.of("code", "PIN", "left", 2)));
        assertThat(rig.actions(Note.class).toString()).doesNotContain("9876");
    }

    @Test
    void savedSettingsSurviveARestartAndOthersDoNot() {
        CoreRig rig = CoreRig.booted(CoreRig.openCard());
        rig.ask("AT+CMEE=2&W+CMEE=1");
        rig.ask("AT+CMEE=2;&W");
        rig.ask("AT+CMEE=1");
        rig.happens(new ModuleEvent.ResetPulse());
        rig.passes(Duration.ofSeconds(6));

        assertThat(rig.ask("AT+CMEE?")).isEqualTo("\r\n+CMEE: 2\r\n" + OK);
    }

    @Test
    void anEndlessLineIsRefusedAtItsEnd() {
        CoreRig rig = CoreRig.booted(CoreRig.openCard());

        rig.type("AT" + "+".repeat(LineEditor.MAX_BODY + 1));
        String before = rig.heard();

        assertThat(before).isEmpty();
        assertThat(rig.ask("")).isEqualTo("\r\nERROR\r\n");
        assertThat(rig.ask("AT")).isEqualTo(OK);
    }

    @Test
    void keepsNoMoreTypedAheadThanItsLimit() {
        CoreRig rig = CoreRig.connected();
        rig.type("AT+QICLOSE=0\r");

        rig.type("AT\r".repeat(CommandInterpreter.MAX_TYPED_AHEAD));
        rig.passes(Duration.ofSeconds(1));

        assertThat(rig.heard().split("OK", -1).length - 1)
                .isEqualTo(1 + CommandInterpreter.MAX_TYPED_AHEAD / 3);
    }

    @Test
    void holdsNoMoreNewsThanItsLimit() {
        CoreRig rig = CoreRig.online();
        rig.type("AT+QIOPEN=1,0,\"TCP\",\"mail.example.jp\",587,0,1\r");
        rig.happens(new ModuleEvent.Connected(1));
        rig.type("AT+QISEND=0,1\r");
        rig.heard();

        for (int i = 0; i < CommandInterpreter.MAX_HELD_URCS + 10; i++) {
            rig.received(1, "x");
        }
        rig.type("y");

        assertThat(rig.heard().split("recv", -1).length - 1)
                .isEqualTo(CommandInterpreter.MAX_HELD_URCS);
    }

    @Test
    void metersBytesAndTheTimeItsRadioIsOn() {
        CoreRig rig = CoreRig.connected();
        rig.received(1, "hello");
        rig.type("AT+QISEND=0,3\rabc");
        Duration before = rig.module().meter(rig.now()).radioOn();

        rig.passes(Duration.ofSeconds(10));
        rig.type("AT+CFUN=0\r");
        rig.passes(Duration.ofSeconds(100));

        ModuleMeter meter = rig.module().meter(rig.now());
        assertThat(meter.radioOn()).isEqualTo(before.plusSeconds(10));
        assertThat(meter.bytesUp()).isEqualTo(3);
        assertThat(meter.bytesDown()).isEqualTo(5);
        assertThat(meter.connections()).isEqualTo(1);
    }

    private static byte[] everyByte() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }
}
