package org.kadec21.firmware;

import org.kadec21.firmware.doctor.CarrierFacts;
import org.kadec21.firmware.service.Order;
import org.kadec21.firmware.service.ServiceConsole;
import org.kadec21.firmware.service.ServiceLog;
import org.kadec21.firmware.service.ServicePort;
import org.kadec21.firmware.service.ServicedUnit;
import org.kadec21.hal.Board;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Signal;
import org.kadec21.hal.host.HostResolver;
import org.kadec21.hal.host.HostTasks;

import java.util.List;
import java.util.Optional;

/// The service port of a real unit.
///
/// @param name of the port
/// @param doors what it can be
/// @param carrier for the test mail's findings
record ServiceDesk(String name, ServiceDoors doors, CarrierFacts carrier) {

    /// Starts serving.
    ///
    /// @param modulePort empty for the host's own network
    /// @param further orders beside those that every unit knows
    /// @return the port, to be removed when the program ends
    /// @throws LinkException when there is no such port
    ServicePort.Door serve(
            ServicedUnit serviced,
            ServiceLog log,
            Optional<String> modulePort,
            HostTasks tasks,
            List<Order> further)
            throws LinkException {
        Board board = serviced.board();
        Signal hungUp = tasks.signal("service port closed");
        ServicePort.Door door = doors.door(name, tasks, board.ports(), hungUp::raise);
        ServicePort port =
                new ServiceConsole(
                                serviced,
                                log,
                                modulePort,
                                new HostResolver(tasks)::addresses,
                                carrier)
                        .serve(door, further);
        tasks.start(
                "service line",
                () -> {
                    while (hungUp.await(Deadline.never())) {
                        port.hungUp();
                    }
                });
        return door;
    }
}
