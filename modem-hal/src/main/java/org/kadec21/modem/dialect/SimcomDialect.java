package org.kadec21.modem.dialect;

import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.hal.at.AtPort;

/// SIMCom's TCP/IP commands as the SIM7600 has them, manual receive.
public final class SimcomDialect extends VendorDialect {

    public SimcomDialect() {
        super(DialectPack.read("simcom"));
    }

    @Override
    public PacketService packetService(AtPort port, Time time, Tasks tasks) {
        return new SimcomPacketService(pack(), port, time, tasks);
    }
}
