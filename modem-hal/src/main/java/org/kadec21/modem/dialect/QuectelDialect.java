package org.kadec21.modem.dialect;

import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.hal.at.AtPort;
import org.kadec21.hal.at.UrcTable;

import java.util.List;

/// Quectel's TCP/IP commands (BG95/BG96 TCP/IP application note), buffer access mode: the module
/// keeps what arrives until it is asked for.
public final class QuectelDialect implements Dialect {

    @Override
    public String name() {
        return "quectel";
    }

    /// `+QIURC: "recv",id,length` announces a payload; only a module left in direct push mode sends
    /// it.
    @Override
    public UrcTable urcs() {
        return UrcTable.of(List.of("+QIOPEN:")).withPayload("+QIURC:", 2);
    }

    @Override
    public String powerOff() {
        return "AT+QPOWD";
    }

    @Override
    public PacketService packetService(AtPort port, Time time, Tasks tasks) {
        return new QuectelPacketService(port, time, tasks);
    }
}
