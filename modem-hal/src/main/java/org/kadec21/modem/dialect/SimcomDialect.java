package org.kadec21.modem.dialect;

import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.hal.at.AtPort;
import org.kadec21.hal.at.UrcTable;

import java.util.List;

/// SIMCom's TCP/IP commands as the SIM7600 has them, manual receive.
public final class SimcomDialect implements Dialect {

    @Override
    public String name() {
        return "simcom";
    }

    @Override
    public UrcTable urcs() {
        return UrcTable.of(
                List.of(
                        "+CIPOPEN:",
                        "+CIPRXGET:",
                        "+IPCLOSE:",
                        "+CIPCLOSE:",
                        "+CIPEVENT:",
                        "+NETOPEN:",
                        "+NETCLOSE:"));
    }

    @Override
    public String powerOff() {
        return "AT+CPOF";
    }

    @Override
    public PacketService packetService(AtPort port, Time time, Tasks tasks) {
        return new SimcomPacketService(port, time, tasks);
    }
}
