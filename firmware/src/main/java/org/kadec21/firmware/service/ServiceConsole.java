package org.kadec21.firmware.service;

import org.kadec21.firmware.doctor.CarrierFacts;
import org.kadec21.firmware.doctor.Resolver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The orders that every unit knows, put together.
///
/// ```java
/// ServiceConsole console = new ServiceConsole(serviced, log, Optional.of("/dev/ttyUSB0"), names, carrier);
/// console.serve(door, List.of(new FirmwareOrder(slots)));
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

    /// Starts serving on a port.
    ///
    /// @param further orders of others
    public ServicePort serve(ServicePort.Door door, List<Order> further) {
        List<Order> orders = new ArrayList<>(new Downloads(serviced, log).orders());
        orders.addAll(new SettingsDesk(serviced).orders());
        orders.add(new TestOrder(serviced, modulePort, resolver, carrier));
        orders.add(new ModemOrder(serviced, modulePort));
        orders.addAll(further);
        return ServicePort.start(
                new Console(
                        new OrderBook(orders),
                        serviced.config().id(),
                        () -> serviced.config().service()),
                door,
                serviced.board().tasks(),
                serviced.board().time(),
                serviced.board().journal());
    }
}
