package org.kadec21.simulation.board;

import org.kadec21.hal.LinkException;
import org.kadec21.hal.Ports;
import org.kadec21.hal.SerialLink;
import org.kadec21.simulation.link.VirtualSerial;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Serial ports of a simulated board. A device is plugged in under a name, can vanish, and can come
/// back under another.
public final class SimulatedPorts implements Ports {

    private static final long NOBODY = 0;

    private final SortedMap<String, Slot> slots = new TreeMap<>();
    private long holders = NOBODY;

    private static final class Slot {
        private final Port port;
        private final VirtualSerial line;
        private long holder;

        Slot(Port port, VirtualSerial line) {
            this.port = port;
            this.line = line;
        }

        private void release(long whose) {
            if (holder == whose) {
                holder = NOBODY;
            }
        }
    }

    /// Plugs a device in.
    ///
    /// @param identity what the system knows of the device, the same under every name
    public void plugIn(String name, String description, String identity, VirtualSerial line) {
        slots.put(name, new Slot(new Port(name, description, identity), line));
    }

    /// Pulls a device: who holds the port sees a dead link.
    public void pull(String name) {
        Slot slot = slots.remove(name);
        if (slot != null) {
            slot.line.unplug("the device behind " + name + " is gone");
        }
    }

    /// Takes a port off the list, and does not tell who holds it.
    void forget(String name) {
        slots.remove(name);
    }

    @Override
    public List<Port> list() {
        return slots.values().stream().map(slot -> slot.port).toList();
    }

    @Override
    public SerialLink open(String name, int bitsPerSecond) throws LinkException {
        Slot slot = slots.get(name);
        if (slot == null) {
            throw new LinkException("no port " + name + ": there are " + slots.keySet());
        }
        if (slot.holder != NOBODY) {
            throw new LinkException(
                    "port " + name + " is held by another user: close it there first");
        }
        long holder = ++holders;
        slot.holder = holder;
        return slot.line.open(bitsPerSecond, () -> slot.release(holder));
    }

    /// All ports are free again: what held them has lost its power.
    public void releaseAll() {
        slots.values().forEach(slot -> slot.holder = NOBODY);
    }
}
