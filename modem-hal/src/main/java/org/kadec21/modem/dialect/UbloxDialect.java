package org.kadec21.modem.dialect;

import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.hal.at.AtPort;

/// u-blox's socket commands as the SARA-R4 has them, binary syntax.
public final class UbloxDialect extends VendorDialect {

    public UbloxDialect() {
        super(DialectPack.read("ublox"));
    }

    @Override
    public PacketService packetService(AtPort port, Time time, Tasks tasks) {
        return new UbloxPacketService(pack(), port, time, tasks);
    }
}
