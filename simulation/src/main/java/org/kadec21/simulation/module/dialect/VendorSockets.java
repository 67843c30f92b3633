package org.kadec21.simulation.module.dialect;

import org.kadec21.simulation.module.command.PowerCommands;
import org.kadec21.simulation.module.core.AtHandler;
import org.kadec21.simulation.module.core.CommandRegistry;
import org.kadec21.simulation.module.core.DualBandModule;
import org.kadec21.simulation.module.core.ModuleSocket;
import org.kadec21.simulation.module.core.SocketDialect;
import org.kadec21.simulation.module.line.Arguments;
import org.kadec21.simulation.module.line.ErrorCause;
import org.kadec21.simulation.module.line.Reply;
import org.kadec21.simulation.module.line.Reply.PayloadEnd;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/// What the socket commands of all vendors have in common: a pack of facts, the command that
/// switches off, and payloads behind a prompt.
abstract class VendorSockets implements SocketDialect {

    final SocketPack pack;

    /// @param vendor name of the pack
    VendorSockets(String vendor) {
        pack = new SocketPack(vendor);
    }

    /// Adds the command that switches the module off.
    final AtHandler addPowerOff(CommandRegistry registry) {
        return pack.add(registry, "power-off").execute(PowerCommands::powerDown);
    }

    @Override
    public Optional<String> farewell() {
        return pack.farewell();
    }

    @Override
    public ErrorCause connectFailure() {
        return pack.error("connect-failed");
    }

    /// Asks for as many bytes as parameter 1, the last one, says, for a connected socket.
    ///
    /// @param socket empty when there is none that is connected: an error
    /// @param taken what is answered to the bytes
    final Reply payload(
            Optional<ModuleSocket> socket, Arguments arguments, Function<byte[], Reply> taken) {
        boolean isLast = arguments.count() == 2;
        if (socket.isEmpty() || !isLast || !arguments.numberIn(1, 1, pack.most("send"))) {
            return pack.failed("not-allowed");
        }
        return new Reply.Prompt(
                new PayloadEnd.Length(arguments.numberOr(1, 1)), pack.prompt(), taken);
    }

    /// Keeps the port busy until the send buffer has room for `bytes`, then answers OK.
    final Reply offer(DualBandModule module, ModuleSocket socket, byte[] bytes) {
        if (socket.state() != ModuleSocket.State.CONNECTED) {
            return pack.failed("not-allowed");
        }
        Duration again = Duration.ofMillis(pack.number("full-buffer.milliseconds"));
        return module.sockets().send(socket, bytes)
                ? Reply.ok()
                : module.pending(again, () -> offer(module, socket, bytes));
    }
}
