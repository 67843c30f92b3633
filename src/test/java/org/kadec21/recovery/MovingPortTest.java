package org.kadec21.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kadec21.hal.LinkException;
import org.kadec21.modem.Attachment.Cause;
import org.kadec21.modem.Identity;
import org.kadec21.modem.ModemState;
import org.kadec21.modem.Step;
import org.kadec21.simulation.module.ModuleDialect;

import java.time.Duration;

/// Ports that vanish, come back under another name, or belong to somebody else.
class MovingPortTest {

    private static final String POSITION = "$GPGGA,123519,3541.00,N,13946.00,E,1,08,0.9,40.0,M,,*47";
    private static final String USB = "2c7c:0125:A1";

    private SerialLab lab;

    @BeforeEach
    void makeALab() throws LinkException {
        lab = new SerialLab(ModuleDialect.QUECTEL, 1);
    }

    @AfterEach
    void closeLab() {
        lab.close();
    }

    @Test
    void findsTheUsbDeviceAgainUnderAnotherName() throws LinkException {
        lab.plugIn("ttyUSB0", USB);
        UnitLife life = lab.boot("ttyUSB0");
        life.connect();

        replug("ttyUSB0", "ttyUSB3", USB);

        assertThat(life.echo(life.connect(), "again")).isEqualTo("again");
    }

    @Test
    void findsTheModuleAgainByItsSerialNumberWhereTheUnitFileAllows() throws LinkException {
        lab.plugIn("ttyUSB0", "");
        UnitLife life = lab.boot("ttyUSB0", "ttyUSB*");
        UnitLife.done(life.wake());

        replug("ttyUSB0", "ttyUSB7", "");

        assertThat(life.wake()).isInstanceOf(Step.Done.class);
    }

    @Test
    void doesNotTouchPortsThatTheUnitFileDoesNotAllow() throws LinkException {
        lab.plugIn("ttyUSB0", "");
        ForeignDevice controller = lab.plugInForeign("ttyS1", "", "");
        UnitLife life = lab.boot("ttyUSB0", "ttyUSB*");
        UnitLife.done(life.wake());
        lab.ports().pull("ttyUSB0");
        lab.world().runFor(Duration.ofSeconds(1));

        Step<Identity> lost = life.wake();

        assertThat(lost).isInstanceOfSatisfying(Step.Failed.class, failed ->
                assertThat(failed.cause()).isEqualTo(Cause.PORT));
        assertThat(life.modem().state()).isEqualTo(ModemState.OFF);
        assertThat(controller.told()).isEmpty();
    }

    @Test
    void writesNothingToAReceiverOfPositions() throws LinkException {
        lab.plugIn("ttyUSB0", "");
        ForeignDevice receiver = lab.plugInForeign("ttyUSB1", "", POSITION);
        UnitLife life = lab.boot("ttyUSB0", "ttyUSB*");
        UnitLife.done(life.wake());

        replug("ttyUSB0", "ttyUSB2", "");

        assertThat(life.wake()).isInstanceOf(Step.Done.class);
        assertThat(receiver.told()).isEmpty();
    }

    @Test
    void writesNothingButAProbeToADeviceThatIsSilent() throws LinkException {
        lab.plugIn("ttyUSB0", "");
        ForeignDevice controller = lab.plugInForeign("ttyUSB1", "", "");
        UnitLife life = lab.boot("ttyUSB0", "ttyUSB*");
        UnitLife.done(life.wake());

        replug("ttyUSB0", "ttyUSB2", "");

        assertThat(life.wake()).isInstanceOf(Step.Done.class);
        assertThat(controller.told()).isEqualTo("AT\rAT\r");
    }

    @Test
    void writesNothingToAReceiverThatHasTakenTheModulesName() throws LinkException {
        ForeignDevice receiver = lab.plugInForeign("ttyUSB0", "", POSITION);
        lab.plugIn("ttyUSB1", "");
        UnitLife life = lab.boot("ttyUSB0", "ttyUSB1");
        lab.module().power().pressPowerKey();
        lab.world().runFor(Duration.ofSeconds(10));

        assertThat(life.wake()).isInstanceOf(Step.Done.class);
        assertThat(receiver.told()).isEmpty();
    }

    @Test
    void writesNothingToAnotherUsbDeviceThatHasTakenTheModulesName() throws LinkException {
        lab.plugIn("ttyUSB0", USB);
        UnitLife life = lab.boot("ttyUSB0");
        UnitLife.done(life.wake());
        lab.ports().pull("ttyUSB0");
        ForeignDevice printer = lab.plugInForeign("ttyUSB0", "0403:6001:P9", "");
        lab.plugIn("ttyUSB1", USB);
        lab.world().runFor(Duration.ofSeconds(1));

        assertThat(life.wake()).isInstanceOf(Step.Done.class);
        assertThat(printer.told()).isEmpty();
    }

    @Test
    void comesBackToThePortItWasConfiguredFor() throws LinkException {
        lab.plugIn("ttyUSB0", USB);
        UnitLife life = lab.boot("ttyUSB0");
        UnitLife.done(life.wake());

        replug("ttyUSB0", "ttyUSB3", USB);
        UnitLife.done(life.wake());
        replug("ttyUSB3", "ttyUSB0", USB);

        assertThat(life.wake()).isInstanceOf(Step.Done.class);
    }

    private void replug(String from, String to, String identity) {
        lab.ports().pull(from);
        lab.world().runFor(Duration.ofSeconds(2));
        lab.plugIn(to, identity);
        lab.world().runFor(Duration.ofSeconds(2));
    }
}
