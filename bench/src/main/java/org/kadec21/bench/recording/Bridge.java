package org.kadec21.bench.recording;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.SerialLink;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Puts a real modem's port behind another line: bytes go through both ways as they come, the
/// host's speed is the port's speed, and a host that closes its line drops the port's DTR.
public final class Bridge {

    private static final int PIECE = 512;

    /// How long DTR stays down; S25 of modems that have it lies below.
    private static final Duration DTR_DROP = Duration.ofMillis(500);

    private final SerialLink port;
    private final Supplier<OptionalInt> hostSpeed;
    private final Tasks tasks;
    private final Time time;
    private final Consumer<LinkException> broken;
    private int speed;

    private Bridge(
            SerialLink port,
            Supplier<OptionalInt> hostSpeed,
            int speed,
            Tasks tasks,
            Time time,
            Consumer<LinkException> broken) {
        this.port = port;
        this.hostSpeed = hostSpeed;
        this.speed = speed;
        this.tasks = tasks;
        this.time = time;
        this.broken = broken;
    }

    /// Begins to carry.
    ///
    /// @param hostSpeed the speed the host has set on its line, in bit/s
    /// @param speed of the port, in bit/s, until the host sets another
    /// @param broken is told once for each direction that one of the lines is dead
    public static Bridge start(
            SerialLink port,
            ByteLink host,
            Supplier<OptionalInt> hostSpeed,
            int speed,
            Tasks tasks,
            Time time,
            Consumer<LinkException> broken) {
        Bridge bridge = new Bridge(port, hostSpeed, speed, tasks, time, broken);
        tasks.start("bridge to the modem", () -> bridge.carry(host, port, true));
        tasks.start("bridge to the host", () -> bridge.carry(port, host, false));
        return bridge;
    }

    /// The last program has closed the host's line.
    public void closed() throws LinkException {
        port.setDtr(false);
        tasks.sleepUntil(time.after(DTR_DROP));
        port.setDtr(true);
    }

    private void carry(ByteLink from, ByteLink to, boolean towardsModem) {
        byte[] buffer = new byte[PIECE];
        try {
            int count = from.read(buffer, 0, PIECE, Deadline.never());
            while (count >= 0) {
                if (towardsModem) {
                    followSpeed();
                }
                to.write(buffer, 0, count, Deadline.never());
                count = from.read(buffer, 0, PIECE, Deadline.never());
            }
        } catch (LinkException dead) {
            broken.accept(dead);
        }
    }

    private void followSpeed() throws LinkException {
        Optional<Integer> wanted =
                hostSpeed.get().stream().boxed().filter(set -> set != speed).findFirst();
        if (wanted.isPresent()) {
            port.setBaudRate(wanted.get());
            speed = wanted.get();
        }
    }
}
