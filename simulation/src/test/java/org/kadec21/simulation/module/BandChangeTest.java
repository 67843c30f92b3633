package org.kadec21.simulation.module;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.simulation.carrier.BandClass;
import org.kadec21.simulation.carrier.BandWish;
import org.kadec21.simulation.carrier.Cell;
import org.kadec21.simulation.carrier.Service;
import org.kadec21.simulation.module.core.ModuleAction;
import org.kadec21.simulation.module.core.ModuleEvent;

import java.time.Duration;
import java.util.Optional;

/// What moving from cell to cell and from band to band does to the module.
class BandChangeTest {

    private static final Cell NEXT = new Cell(BandClass.BC0, 0, 1175, 12305, 9, 212, 19, -88);
    private static final Cell OLD = new Cell(BandClass.BC3, 0, 76, 12304, 9, 320, 14, -71);

    @Test
    void aHandOverWithinTheBandKeepsSocketAndContext() {
        CoreRig rig = CoreRig.connected();

        moveTo(rig, NEXT);

        assertThat(rig.heard()).isEmpty();
        assertThat(rig.actions(ModuleAction.Disconnect.class)).isEmpty();
        assertThat(rig.ask("AT$BSINFO?")).contains("$BSINFO: 0,0,1175,12305,9,212,19,2");
    }

    @Test
    void anotherBandClassEndsPacketServiceAndHasToBeSearchedFor() {
        CoreRig rig = CoreRig.connected();
        rig.ask("AT+CREG=1");

        moveTo(rig, OLD);

        assertThat(rig.heard()).contains("+CREG: 2").contains("+QIURC: \"pdpdeact\",1");
        assertThat(rig.actions(ModuleAction.Disconnect.class)).hasSize(1);
        assertThat(rig.ask("AT$BSINFO?")).contains("$BSINFO: 255,0,0,0,0,0,63,0");
        rig.passes(Duration.ofSeconds(9));
        assertThat(rig.heard()).contains("+CREG: 1");
        assertThat(rig.ask("AT$BSINFO?")).contains("$BSINFO: 3,0,76,12304,9,320,14,1");
    }

    @Test
    void aModuleThatReportsItsCellTellsTheNextOne() {
        CoreRig rig = CoreRig.connected();
        rig.ask("AT+CREG=2");

        moveTo(rig, NEXT);

        assertThat(rig.heard()).contains("+CREG: 1,\"3011\",\"0009\"");
    }

    @Test
    void theServingSystemIsTheSameOnBothBandsAndOnlyTheVendorsQueryTellsThem() {
        CoreRig rig = CoreRig.booted(CoreRig.openCard());
        rig.passes(Duration.ofSeconds(10));
        String onNew = rig.ask("AT+CSS?");

        moveTo(rig, OLD);
        rig.passes(Duration.ofSeconds(9));
        rig.heard();

        assertThat(onNew).contains("+CSS: 1, CA, 12304");
        assertThat(rig.ask("AT+CSS?")).contains("+CSS: 1, CA, 12304");
        assertThat(rig.ask("AT$BSINFO?")).contains("$BSINFO: 3,");
    }

    @Test
    void thePreferenceIsKeptAndHandedToTheNetworkWithTheBandThatTrafficHolds() {
        CoreRig rig = CoreRig.connected();

        assertThat(rig.ask("AT$BANDPREF=?")).contains("$BANDPREF: (0,3,255)");
        assertThat(rig.ask("AT$BANDPREF?")).contains("$BANDPREF: 255");
        assertThat(rig.ask("AT$BANDPREF=3")).contains("OK");
        assertThat(rig.ask("AT$BANDPREF?")).contains("$BANDPREF: 3");
        assertThat(rig.air().wished())
                .isEqualTo(new BandWish(Optional.of(BandClass.BC3), Optional.of(BandClass.BC0)));
    }

    @Test
    void anIdleModuleHoldsNoBand() {
        CoreRig rig = CoreRig.online();

        rig.happens(new ModuleEvent.RadioChanged());

        assertThat(rig.air().wished()).isEqualTo(BandWish.NONE);
    }

    @Test
    void aPreferenceForABandTheModuleDoesNotKnowIsRefused() {
        CoreRig rig = CoreRig.online();

        assertThat(rig.ask("AT$BANDPREF=1")).contains("ERROR");
        assertThat(rig.ask("AT$BANDPREF?")).contains("$BANDPREF: 255");
    }

    private static void moveTo(CoreRig rig, Cell cell) {
        rig.heard();
        rig.air().becomes(new Service.Home(cell));
        rig.happens(new ModuleEvent.RadioChanged());
    }
}
