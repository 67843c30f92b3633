package org.kadec21.modem.dialect;

import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.hal.at.AtPort;
import org.kadec21.hal.at.UrcTable;

import java.util.List;

/// Telit's socket commands (IP Easy guide), command mode.
public final class TelitDialect implements Dialect {

    @Override
    public String name() {
        return "telit";
    }

    @Override
    public UrcTable urcs() {
        return UrcTable.of(List.of("SRING:", "NO CARRIER"));
    }

    @Override
    public String powerOff() {
        return "AT#SHDN";
    }

    @Override
    public PacketService packetService(AtPort port, Time time, Tasks tasks) {
        return new TelitPacketService(port, time, tasks);
    }
}
