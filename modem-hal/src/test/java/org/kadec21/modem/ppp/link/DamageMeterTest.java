package org.kadec21.modem.ppp.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DamageMeterTest {

    private final DamageMeter meter = new DamageMeter();

    @Test
    void concludesNothingFromOneDamagedFrame() {
        meter.came(40, true);

        assertThat(meter.perByte()).isZero();
    }

    @Test
    void tellsThePartOfTheBytesThatIsDamaged() {
        for (int frame = 0; frame < 100; frame++) {
            meter.came(100, frame % 2 == 0);
        }

        assertThat(meter.perByte()).isCloseTo(0.005, within(0.0002));
    }

    @Test
    void forgetsABadLineThatHasBecomeGood() {
        for (int frame = 0; frame < 20; frame++) {
            meter.came(100, true);
        }
        for (int call = 0; call < 10; call++) {
            meter.fade();
        }

        assertThat(meter.perByte()).isZero();
    }

    @Test
    void followsALineWithinOneLongCall() {
        for (int frame = 0; frame < 100; frame++) {
            meter.came(100, true);
        }
        for (int frame = 0; frame < 200; frame++) {
            meter.came(1500, false);
        }

        assertThat(meter.perByte()).isLessThan(0.0005);
    }
}
