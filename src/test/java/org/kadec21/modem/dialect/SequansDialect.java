package org.kadec21.modem.dialect;

import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.hal.at.AtPort;

/// The example of a fifth dialect in `docs/dialects.md`.
public final class SequansDialect extends VendorDialect {

    public SequansDialect() {
        super(DialectPack.read("sequans"));
    }

    @Override
    public PacketService packetService(AtPort port, Time time, Tasks tasks) {
        return new SequansPacketService(pack(), port, time, tasks);
    }
}
