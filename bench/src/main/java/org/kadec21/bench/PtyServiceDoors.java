package org.kadec21.bench;

import org.kadec21.firmware.ServiceDoors;
import org.kadec21.firmware.service.ServicePort;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Ports;
import org.kadec21.hal.host.HostTasks;
import org.kadec21.simulation.realtime.Pty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// A serial port where there is one, and a pseudo-terminal where nothing is yet, or only the link
/// that a killed unit has left behind.
final class PtyServiceDoors implements ServiceDoors {

    private static final String TERMINALS = "/dev/pts";

    @Override
    public ServicePort.Door door(String name, HostTasks tasks, Ports ports, Runnable hungUp)
            throws LinkException {
        if (!isForPty(name)) {
            return ServiceDoors.serialPorts().door(name, tasks, ports, hungUp);
        }
        Pty first = Pty.open(Path.of(name), hungUp);
        return new PtyDoor(tasks, first, () -> Pty.open(Path.of(name), hungUp));
    }

    /// Makes a pseudo-terminal anew when one is gone.
    @FunctionalInterface
    private interface Maker {

        Pty make() throws LinkException;
    }

    private static final class PtyDoor implements ServicePort.Door {

        private final HostTasks tasks;
        private final Maker maker;
        private volatile Pty pty;
        private boolean opened;

        PtyDoor(HostTasks tasks, Pty first, Maker maker) {
            this.tasks = tasks;
            this.maker = maker;
            pty = first;
        }

        @Override
        public ByteLink open() throws LinkException {
            if (opened) {
                pty = maker.make();
            }
            opened = true;
            return tasks.pump("service", pty);
        }

        @Override
        public void remove() {
            try {
                pty.close();
            } catch (IOException gone) {
                // the link is removed first, and the kernel takes the rest away with the process
            }
        }
    }

    private static boolean isForPty(String name) {
        try {
            Path path = Path.of(name);
            boolean nothing = !Files.exists(path, LinkOption.NOFOLLOW_LINKS);
            boolean port = nothing && name.matches("COM\\d+");
            return !port
                    && (nothing
                            || (Files.isSymbolicLink(path)
                                    && Files.readSymbolicLink(path).startsWith(TERMINALS)));
        } catch (InvalidPathException | IOException noPath) {
            return false;
        }
    }
}
