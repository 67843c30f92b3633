package org.kadec21.firmware.service;

import org.kadec21.firmware.doctor.CarrierFacts;
import org.kadec21.firmware.doctor.Resolver;
import org.kadec21.hal.Board;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The orders that every unit knows, put together.
///
/// ```java
/// ServiceConsole console = new ServiceConsole(serviced, log, Optional.of("/dev/ttyUSB0"), resolver, carrier);
/// console.serve(door, List.of(new FirmwareOrder(desk)));
/// ```
///
/// @param log what the unit's journal goes through
/// @param modulePort name of the module's port; empty for the host's own network
/// @param resolver of the host's network; a module looks names up by itself
/// @param carrier what is known of the network, for the test mail's findings
public record ServiceConsole(
        ServicedUnit serviced,
        ServiceLog log,
        Optional<String> modulePort,
        Resolver resolver,
        CarrierFacts carrier) {

    private static final String DRAFT_LOST =
            "a draft that waited for 'apply' went with the power, set it again";

    /// Starts serving on a port.
    ///
    /// @param further orders of others
    public ServicePort serve(ServicePort.Door door, List<Order> further) {
        Board board = serviced.board();
        ServiceMemory memory = ServiceMemory.open(board.flash(), board.journal());
        Visit visit = new Visit(() -> serviced.config().service());
        SettingsDesk desk = new SettingsDesk(serviced, memory, visit);
        List<Order> orders = new ArrayList<>(new Downloads(serviced, log).orders());
        orders.addAll(desk.orders());
        orders.add(new ClockOrder(serviced));
        orders.add(new TestOrder(serviced, modulePort, resolver, carrier));
        orders.add(new ModemOrder(serviced, modulePort));
        orders.addAll(further);
        return ServicePort.start(
                new Console(
                        new OrderBook(orders),
                        serviced.config().id(),
                        () -> serviced.config().service(),
                        () -> memory.isDraftLost() ? Optional.of(DRAFT_LOST) : desk.welcome()),
                door,
                memory,
                visit,
                board);
    }
}
