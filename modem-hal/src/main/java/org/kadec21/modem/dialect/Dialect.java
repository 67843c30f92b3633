package org.kadec21.modem.dialect;

import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.hal.at.AtPort;
import org.kadec21.hal.at.UrcTable;

import java.util.List;

/// One vendor's commands for packet service and TCP.
public interface Dialect {

    String name();

    /// The URCs these commands bring with them.
    UrcTable urcs();

    /// Commands that switch the module off in good order, without their line end; the first that it
    /// accepts counts.
    List<String> powerOff();

    /// Packet service through `port`. Must be told of every URC the port hears.
    PacketService packetService(AtPort port, Time time, Tasks tasks);
}
