package org.kadec21.modem.dialect;

import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.hal.at.AtPort;
import org.kadec21.hal.at.UrcTable;

import java.util.List;
import java.util.Optional;

/// Whatever dialect the module turns out to speak.
public final class IdentifiedDialect implements Dialect {

    /// Radio and SIM off (3GPP TS 27.007 8.2): the most that every vendor knows.
    private static final String QUIET = "AT+CFUN=0";

    private final List<VendorDialect> candidates = Dialects.vendors();
    private Optional<VendorDialect> found = Optional.empty();

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
    public String powerOff() {
        return found.map(Dialect::powerOff).orElse(QUIET);
    }

    @Override
    public PacketService packetService(AtPort port, Time time, Tasks tasks) {
        return new IdentifiedPacketService(() -> find(port, time), port, time, tasks);
    }

    private Optional<VendorDialect> find(AtPort port, Time time) {
        found = new ModuleInquiry(port, time).find(candidates);
        return found;
    }
}
