package org.kadec21.modem.dialect;

import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.hal.at.AtPort;

/// Telit's socket commands (IP Easy guide), command mode.
public final class TelitDialect extends VendorDialect {

    public TelitDialect() {
        super(DialectPack.read("telit"));
    }

    @Override
    public PacketService packetService(AtPort port, Time time, Tasks tasks) {
        return new TelitPacketService(pack(), port, time, tasks);
    }
}
