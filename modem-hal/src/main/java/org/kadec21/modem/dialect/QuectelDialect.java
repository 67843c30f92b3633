package org.kadec21.modem.dialect;

import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.hal.at.AtPort;

/// Quectel's TCP/IP commands (BG95/BG96 TCP/IP application note), buffer access mode: the module
/// keeps what arrives until it is asked for.
public final class QuectelDialect extends VendorDialect {

    public QuectelDialect() {
        super(DialectPack.read("quectel"));
    }

    @Override
    public PacketService packetService(AtPort port, Time time, Tasks tasks) {
        return new QuectelPacketService(pack(), port, time, tasks);
    }
}
