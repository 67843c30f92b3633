package org.kadec21.simulation.module;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.hal.Secret;
import org.kadec21.simulation.module.core.ModuleEvent;
import org.kadec21.simulation.module.device.SimCard;

import java.time.Duration;

/// What people and networks do to a module past its AT port.
class HandledModuleTest {

    @Test
    void aModuleThatIsFoundOnIsRegisteredWithoutAWord() {
        CoreRig rig = new CoreRig(CoreRig.openCard());

        rig.happens(new ModuleEvent.FoundOn());

        assertThat(rig.heard()).isEmpty();
        assertThat(rig.ask("ATE0+CPIN?;+CREG?"))
                .endsWith("\r\n+CPIN: READY\r\n\r\n+CREG: 0,1\r\n\r\nOK\r\n");
    }

    @Test
    void aLockedModuleThatIsFoundOnWaitsForItsPin() {
        CoreRig rig = new CoreRig(CoreRig.lockedCard());

        rig.happens(new ModuleEvent.FoundOn());

        assertThat(rig.ask("ATE0+CPIN?;+CREG?"))
                .endsWith("\r\n+CPIN: SIM PIN\r\n\r\n+CREG: 0,0\r\n\r\nOK\r\n");
    }

    @Test
    void aCardThatIsTakenOutTakesTheNetworkAlong() {
        CoreRig rig = CoreRig.online();
        rig.ask("AT+CREG=1");

        rig.happens(new ModuleEvent.CardRemoved());

        assertThat(rig.heard())
                .contains("+CREG: 0")
                .contains("+QIURC: \"pdpdeact\",1")
                .contains("+CPIN: NOT INSERTED");
        rig.ask("AT+CMEE=1");
        assertThat(rig.ask("AT+CPIN?")).isEqualTo("\r\n+CME ERROR: 10\r\n");
        assertThat(rig.ask("AT+CPIN=1234")).isEqualTo("\r\n+CME ERROR: 10\r\n");
        assertThat(rig.ask("AT+CIMI")).isEqualTo("\r\n+CME ERROR: 10\r\n");
        assertThat(rig.ask("AT+CLCK=\"SC\",2")).isEqualTo("\r\n+CME ERROR: 10\r\n");
        assertThat(rig.ask("ATD123")).isEqualTo("\r\n+CME ERROR: 10\r\n");
    }

    @Test
    void anotherCardIsReadAndAsksForItsOwnPin() {
        CoreRig rig = CoreRig.online();
        SimCard other = new SimCard(CoreRig.IMSI, Secret.of("4711"), Secret.of("12345678"));

        rig.happens(new ModuleEvent.CardInserted(other));
        rig.passes(Duration.ofSeconds(1));

        assertThat(rig.heard()).endsWith("\r\n+CPIN: SIM PIN\r\n");
        assertThat(rig.ask("AT+CPIN=4711")).contains("OK").contains("+CPIN: READY");
    }

    @Test
    void aCallRingsAndIsAnswered() {
        CoreRig rig = CoreRig.online();
        rig.ask("AT+CLIP=1;+CRC=1");

        rig.happens(new ModuleEvent.Rings("0312345678"));
        rig.passes(Duration.ofSeconds(5));

        assertThat(rig.heard())
                .isEqualTo("\r\n+CRING: VOICE\r\n\r\n+CLIP: \"0312345678\",129\r\n".repeat(2));
        assertThat(rig.ask("ATA")).isEqualTo("\r\nOK\r\n");
        rig.passes(Duration.ofMinutes(1));
        assertThat(rig.heard()).isEmpty();
        rig.happens(new ModuleEvent.FarEndHangsUp());
        assertThat(rig.heard()).isEqualTo("\r\nNO CARRIER\r\n");
    }

    @Test
    void aCallIsAnsweredAfterTheRingsOfS0() {
        CoreRig rig = CoreRig.online();
        rig.ask("ATS0=2");

        rig.happens(new ModuleEvent.Rings("0312345678"));
        rig.passes(Duration.ofMinutes(1));

        assertThat(rig.heard()).isEqualTo("\r\nRING\r\n".repeat(2));
    }

    @Test
    void aCallerWhoGetsNoAnswerGivesUpAndARefusedOneRingsNoMore() {
        CoreRig rig = CoreRig.online();

        rig.happens(new ModuleEvent.Rings("0312345678"));
        rig.passes(Duration.ofMinutes(5));
        assertThat(rig.heard()).isEqualTo("\r\nRING\r\n".repeat(12));

        rig.happens(new ModuleEvent.Rings("0312345678"));
        assertThat(rig.ask("ATH")).isEqualTo("\r\nOK\r\n");
        rig.passes(Duration.ofMinutes(5));
        assertThat(rig.heard()).isEmpty();
    }

    @Test
    void aMessageIsHandedOverDirectlyWhenTheHostWantsThat() {
        CoreRig rig = CoreRig.online();
        rig.ask("AT+CMGF=1;+CNMI=2,2");

        rig.happens(new ModuleEvent.MessageArrived("+819012345678", "gate open"));
        assertThat(rig.heard())
                .startsWith("\r\n+CMT: \"+819012345678\",,\"")
                .endsWith("\"\r\ngate open\r\n");

        rig.ask("AT+CMGF=0");
        rig.happens(new ModuleEvent.MessageArrived("+819012345678", "gate open"));
        assertThat(rig.heard()).matches("\r\n\\+CMT: ,\\d+\r\n07[0-9A-F]+\r\n");
        assertThat(rig.ask("AT+CPMS?")).contains("\"SM\",0,20");
    }

    @Test
    void aCutSupplyIsSilentAndARestoredOneBoots() {
        CoreRig rig = CoreRig.online();

        rig.happens(new ModuleEvent.SupplyRemoved());
        assertThat(rig.ask("AT")).isEmpty();

        rig.happens(new ModuleEvent.SupplyCycled());
        rig.passes(Duration.ofSeconds(6));
        assertThat(rig.heard()).contains("RDY");
    }
}
