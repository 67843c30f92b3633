package org.kadec21.modem.dialect;

import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.hal.at.AtPort;
import org.kadec21.hal.at.UrcTable;

/// One vendor's commands for packet service and TCP.
public interface Dialect {

    String name();

    /// The URCs these commands bring with them.
    UrcTable urcs();

    /// The command that switches the module off in good order, without its line end.
    String powerOff();

    /// Packet service through `port`. Must be told of every URC the port hears.
    PacketService packetService(AtPort port, Time time, Tasks tasks);
}
