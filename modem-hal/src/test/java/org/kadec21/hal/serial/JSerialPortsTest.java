package org.kadec21.hal.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Ports.Port;
import org.kadec21.hal.host.HostTasks;
import org.kadec21.hal.host.HostTime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/// What needs no serial port; the rest is tried on a pseudo-terminal, next to that.
class JSerialPortsTest {

    private final HostTime time = new HostTime();
    private final HostTasks tasks = new HostTasks(time);
    private final JSerialPorts ports = new JSerialPorts(tasks, tasks, time);

    @Test
    void listsPortsByName() {
        assertThat(ports.list()).isSortedAccordingTo(Comparator.comparing(Port::name));
    }

    @Test
    void saysThatThereIsNoSuchPort() {
        assertThatThrownBy(() -> tasks.call(() -> ports.open("/dev/no-such-port", 9600)))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("there is no serial port /dev/no-such-port");
    }

    @Test
    void saysThatAFileIsNoSerialPort(@TempDir Path directory) throws Exception {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> tasks.call(() -> ports.open(file.toString(), 9600)))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("is not a serial port");
    }

    @Test
    void namesThePortsThereAre() {
        List<Port> there =
                List.of(new Port("/dev/ttyS0", "", ""), new Port("/dev/ttyUSB0", "", ""));

        assertThat(OpenFailure.noSuchPort("x", there, new IllegalStateException()))
                .hasMessage("there is no serial port x; there are /dev/ttyS0, /dev/ttyUSB0");
        assertThat(OpenFailure.noSuchPort("x", List.of(), new IllegalStateException()))
                .hasMessageContaining("shows none at all");
    }

    @Test
    void tellsMissingRightsFromAHeldPort() {
        assertThat(OpenFailure.of("/dev/ttyUSB0", 13, 0)).hasMessageContaining("dialout");
        assertThat(OpenFailure.of("/dev/ttyUSB0", 11, 0))
                .hasMessageContaining("held by another program");
        assertThat(OpenFailure.of("/dev/ttyUSB0", 16, 0))
                .hasMessageContaining("held by another program");
        assertThat(OpenFailure.of("/dev/ttyUSB0", 99, 7)).hasMessageContaining("error 99 at 7");
    }
}
