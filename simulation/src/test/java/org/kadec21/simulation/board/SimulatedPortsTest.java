package org.kadec21.simulation.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.SerialLink;
import org.kadec21.simulation.link.VirtualSerial;
import org.kadec21.simulation.time.World;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class SimulatedPortsTest {

    private static final int SPEED = 115_200;

    private final World world = new World(1, Instant.EPOCH, line -> {});
    private final SimulatedPorts ports = new SimulatedPorts();
    private final VirtualSerial line =
            new VirtualSerial("uart", SPEED, world.tasks("w"), world.time());

    @BeforeEach
    void plugIn() {
        ports.plugIn("tty0", "module", "usb:1", line);
    }

    @AfterEach
    void closeWorld() {
        world.close();
    }

    @Test
    void aHeldPortIsRefusedToTheNext() throws LinkException {
        ports.open("tty0", SPEED);

        assertThatThrownBy(() -> ports.open("tty0", SPEED))
                .hasMessageContaining("held by another user");
    }

    @Test
    void aClosedPortCanBeOpenedAgain() throws LinkException {
        ports.open("tty0", SPEED).close();

        SerialLink again = ports.open("tty0", SPEED);
        line.module().write(new byte[] {7}, Deadline.never());

        assertThat(again.read(new byte[1], 0, 1, Deadline.never())).isEqualTo(1);
    }

    @Test
    void closingEndsAReadThatWaits() throws LinkException {
        SerialLink link = ports.open("tty0", SPEED);
        List<Integer> got = new ArrayList<>();
        world.tasks("reader").start("read", () -> got.add(read(link)));
        world.runFor(Duration.ofSeconds(1));

        link.close();
        world.runFor(Duration.ofSeconds(1));

        assertThat(got).containsExactly(-1);
    }

    @Test
    void closingDropsDtr() throws LinkException {
        List<Boolean> dtr = new ArrayList<>();
        line.onDtr(dtr::add);

        ports.open("tty0", SPEED).close();

        assertThat(dtr).containsExactly(true, false);
    }

    @Test
    void whatAVanishedLifeHeldIsFreeAndItsLateCloseHurtsNobody() throws LinkException {
        SerialLink old = ports.open("tty0", SPEED);
        ports.releaseAll();
        ports.open("tty0", SPEED);

        old.close();

        assertThatThrownBy(() -> ports.open("tty0", SPEED))
                .hasMessageContaining("held by another user");
    }

    @Test
    void aPulledDeviceIsGoneFromTheListAndDeadForItsHolder() throws LinkException {
        SerialLink link = ports.open("tty0", SPEED);

        ports.pull("tty0");

        assertThat(ports.list()).isEmpty();
        assertThatThrownBy(() -> link.read(new byte[1], 0, 1, Deadline.never()))
                .isInstanceOf(LinkException.class);
    }

    @Test
    void aPortThatFellSilentSeemsOpenUntilItIsOpenedAnew() throws LinkException {
        SerialLink link = ports.open("tty0", SPEED);
        line.fallSilent(Runnable::run);
        link.write(new byte[] {1}, Deadline.never());
        line.module().write(new byte[] {2}, Deadline.never());
        world.runFor(Duration.ofSeconds(1));

        assertThat(link.read(new byte[1], 0, 1, world.time().after(Duration.ZERO))).isZero();
        assertThat(heardByTheModule()).isZero();

        link.close();
        SerialLink again = ports.open("tty0", SPEED);
        again.write(new byte[] {3}, Deadline.never());
        world.runFor(Duration.ofSeconds(1));

        assertThat(heardByTheModule()).isOne();
    }

    @Test
    void aClosingThatHangsKeepsThePort() throws LinkException {
        List<Runnable> closings = new ArrayList<>();
        SerialLink link = ports.open("tty0", SPEED);
        line.fallSilent(closings::add);

        link.close();

        assertThatThrownBy(() -> ports.open("tty0", SPEED))
                .hasMessageContaining("held by another user");
        closings.getFirst().run();
        ports.open("tty0", SPEED);
    }

    private int heardByTheModule() throws LinkException {
        return line.module().read(new byte[9], 0, 9, world.time().after(Duration.ZERO));
    }

    private static int read(SerialLink link) {
        try {
            return link.read(new byte[1], 0, 1, Deadline.never());
        } catch (LinkException e) {
            throw new AssertionError(e);
        }
    }
}
