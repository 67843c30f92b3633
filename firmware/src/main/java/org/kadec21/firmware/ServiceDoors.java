package org.kadec21.firmware;

import org.kadec21.firmware.service.ServicePort;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Ports;
import org.kadec21.hal.host.HostTasks;

/// What `--service` can name. The unit alone knows serial ports; the bench can make
/// pseudo-terminals as well.
@SuppressWarnings("exports") // org.kadec21.hal is exported to those who put units together
@FunctionalInterface
public interface ServiceDoors {

    /// Speed of a service port in bit/s, as that of the module's usual one.
    int BITS_PER_SECOND = 115_200;

    /// The hardware behind a name.
    ///
    /// @param hungUp is to be called, from any thread, when a program has closed its side
    /// @throws LinkException when there is no such port; the message says what to try
    ServicePort.Door door(String name, HostTasks tasks, Ports ports, Runnable hungUp)
            throws LinkException;

    /// Serial ports and nothing else. One that is not there at the start is a mistake; one that
    /// goes away later may come back.
    static ServiceDoors serialPorts() {
        return (name, tasks, ports, hungUp) -> {
            ports.open(name, BITS_PER_SECOND).close();
            return () -> ports.open(name, BITS_PER_SECOND);
        };
    }
}
