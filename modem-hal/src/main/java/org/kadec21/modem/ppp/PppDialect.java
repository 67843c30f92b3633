package org.kadec21.modem.ppp;

import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.hal.at.AtPort;
import org.kadec21.hal.at.UrcTable;
import org.kadec21.modem.dialect.AlternativePacketService;
import org.kadec21.modem.dialect.Dialect;
import org.kadec21.modem.dialect.PacketService;

import java.util.List;

/// A module with two ways to the network, its own sockets and PPP over a call, of which one or both
/// are used.
///
/// @param module the module's commands
/// @param ways which are used, the most wanted first
public record PppDialect(Dialect module, List<Way> ways, PppSetup setup) implements Dialect {

    public PppDialect {
        ways = List.copyOf(ways);
        if (ways.isEmpty()) {
            throw new IllegalArgumentException("expected at least one way to the network");
        }
    }

    /// A way to the network through a module.
    public enum Way {
        /// The module's own TCP/IP, by its dialect's commands.
        SOCKETS,
        /// A call, and TCP/IP on our side.
        PPP
    }

    @Override
    public String name() {
        return module.name();
    }

    @Override
    public UrcTable urcs() {
        return module.urcs();
    }

    @Override
    public List<String> powerOff() {
        return module.powerOff();
    }

    @Override
    public PacketService packetService(AtPort port, Time time, Tasks tasks) {
        List<PacketService> services =
                ways.stream().map(way -> service(way, port, time, tasks)).toList();
        return services.size() == 1 ? services.getFirst() : new AlternativePacketService(services);
    }

    private PacketService service(Way way, AtPort port, Time time, Tasks tasks) {
        return switch (way) {
            case SOCKETS -> module.packetService(port, time, tasks);
            case PPP -> new PppService(port, time, tasks, setup);
        };
    }
}
