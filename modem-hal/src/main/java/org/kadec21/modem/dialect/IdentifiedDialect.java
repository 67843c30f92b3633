package org.kadec21.modem.dialect;

import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.hal.at.AtPort;
import org.kadec21.hal.at.UrcTable;

import java.util.List;

/// Whatever dialect the module turns out to speak.
public final class IdentifiedDialect implements Dialect {

    private final List<VendorDialect> candidates = Dialects.vendors();

    @Override
    public String name() {
        return "auto";
    }

    /// Those of all vendors: the port is opened before the module is known.
    @Override
    public UrcTable urcs() {
        return candidates.stream()
                .map(Dialect::urcs)
                .reduce(UrcTable.of(List.of()), UrcTable::plus);
    }

    @Override
    public List<String> powerOff() {
        return candidates.stream().flatMap(vendor -> vendor.powerOff().stream()).toList();
    }

    @Override
    public PacketService packetService(AtPort port, Time time, Tasks tasks) {
        return new IdentifiedPacketService(candidates, port, time, tasks);
    }
}
