package org.kadec21.dialects;

import org.kadec21.bench.throughput.ModemRig;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Tasks;
import org.kadec21.modem.dialect.Dialect;
import org.kadec21.simulation.module.SimulatedModule;
import org.kadec21.simulation.module.core.SocketDialect;
import org.kadec21.simulation.module.device.ModuleMemory;
import org.kadec21.simulation.module.device.ModuleProfile;

import java.util.ArrayList;
import java.util.List;

/// Says back what it hears.
final class EchoServer {

    private EchoServer() {}

    /// A modem before an echo server.
    static ModemRig rig(ModuleProfile profile, Dialect dialect, long seed) throws LinkException {
        return rig(profile, SimulatedModule.sockets(profile.dialect()), dialect, seed);
    }

    /// The same with a module of any vendor.
    static ModemRig rig(SocketDialect sockets, Dialect dialect) throws LinkException {
        return rig(ModuleProfile.dualBand(), sockets, dialect, 1);
    }

    private static ModemRig rig(
            ModuleProfile profile, SocketDialect sockets, Dialect dialect, long seed)
            throws LinkException {
        List<Tasks> tasks = new ArrayList<>();
        ModemRig rig =
                new ModemRig(
                        profile,
                        sockets,
                        dialect,
                        ModuleMemory.DEFAULT_BITS_PER_SECOND,
                        seed,
                        (link, peer) -> tasks.getFirst().start("echo", () -> echo(link)));
        tasks.add(rig.world().tasks("server"));
        return rig;
    }

    private static void echo(ByteLink link) {
        byte[] buffer = new byte[512];
        try {
            for (int n = 0; n >= 0; n = link.read(buffer, 0, buffer.length, Deadline.never())) {
                link.write(buffer, 0, n, Deadline.never());
            }
        } catch (LinkException e) {
            // the module is gone
        }
        link.close();
    }
}
