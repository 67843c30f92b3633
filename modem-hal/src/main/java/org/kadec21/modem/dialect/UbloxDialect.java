package org.kadec21.modem.dialect;

import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.hal.at.AtPort;
import org.kadec21.hal.at.UrcTable;

import java.util.List;

/// u-blox's socket commands as the SARA-R4 has them, binary syntax.
public final class UbloxDialect implements Dialect {

    @Override
    public String name() {
        return "ublox";
    }

    @Override
    public UrcTable urcs() {
        return UrcTable.of(List.of("+UUSORD:", "+UUSOCL:", "+UUSOCO:", "+UUPSDD:"));
    }

    @Override
    public String powerOff() {
        return "AT+CPWROFF";
    }

    @Override
    public PacketService packetService(AtPort port, Time time, Tasks tasks) {
        return new UbloxPacketService(port, time, tasks);
    }
}
