package org.kadec21.hal.serial;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.hal.PortInspection.Rights;
import org.kadec21.hal.serial.LinuxRights.Caller;
import org.kadec21.hal.serial.LinuxRights.Device;

import java.util.List;

final class LinuxRightsTest {

    private static final long DIALOUT = 20;
    private static final Caller ANNA = new Caller("anna", 1000, List.of(1000L));

    @Test
    void aMemberOfTheGroupMayOpenThePort() {
        Caller member = new Caller("anna", 1000, List.of(1000L, DIALOUT));

        assertThat(LinuxRights.judge(port(0660, List.of()), member))
                .isEqualTo(new Rights.Granted());
    }

    @Test
    void rootMayAlways() {
        assertThat(LinuxRights.judge(port(0600, List.of()), new Caller("root", 0, List.of(0L))))
                .isEqualTo(new Rights.Granted());
    }

    @Test
    void theOwnersBitsCountForTheOwnerAlone() {
        Device own = new Device("/dev/pts/3", 1000, DIALOUT, "tty", 0620, List.of());

        assertThat(LinuxRights.judge(own, ANNA)).isEqualTo(new Rights.Granted());
        assertThat(LinuxRights.judge(own, new Caller("ben", 1001, List.of(DIALOUT))))
                .isInstanceOf(Rights.Missing.class);
    }

    @Test
    void anOutsiderIsToldHowToJoinTheGroup() {
        assertThat(LinuxRights.judge(port(0660, List.of("ben")), ANNA))
                .isEqualTo(
                        new Rights.Missing(
                                "expected the right to read and write /dev/ttyUSB2 (group dialout,"
                                        + " mode 660), user anna has it not",
                                "sudo usermod -aG dialout anna, then log out and in again"));
    }

    @Test
    void aMemberWhoseLoginIsOlderIsToldToLogInAgain() {
        assertThat(LinuxRights.judge(port(0660, List.of("anna")), ANNA))
                .isInstanceOfSatisfying(
                        Rights.Missing.class,
                        missing ->
                                assertThat(missing.advice())
                                        .contains("log out and in again")
                                        .doesNotContain("usermod"));
    }

    @Test
    void wherePortsBelongToNoGroupAnUdevRuleHelps() {
        assertThat(LinuxRights.judge(port(0600, List.of()), ANNA))
                .isInstanceOfSatisfying(
                        Rights.Missing.class,
                        missing -> assertThat(missing.advice()).contains("udev rule"));
    }

    private static Device port(int mode, List<String> members) {
        return new Device("/dev/ttyUSB2", 0, DIALOUT, "dialout", mode, members);
    }
}
