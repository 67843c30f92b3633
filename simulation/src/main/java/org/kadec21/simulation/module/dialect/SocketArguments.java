package org.kadec21.simulation.module.dialect;

import org.kadec21.simulation.module.core.DualBandModule;
import org.kadec21.simulation.module.core.ModuleSocket;
import org.kadec21.simulation.module.line.Arguments;

import java.util.Optional;

/// What socket commands of every vendor check alike.
public final class SocketArguments {

    private static final int MAX_HOST = 150;

    private SocketArguments() {}

    static boolean isPort(Arguments arguments, int index) {
        return arguments.numberIn(index, 1, 65_535);
    }

    /// A host name or address, when one is given that fits.
    static Optional<String> host(Arguments arguments, int index) {
        return arguments.text(index).filter(host -> host.length() <= MAX_HOST);
    }

    /// The open socket that parameter 0 names.
    static Optional<ModuleSocket> socket(DualBandModule module, Arguments arguments) {
        return arguments.number(0).isPresent()
                ? module.sockets().socket(arguments.numberOr(0, -1))
                : Optional.empty();
    }

    static Optional<ModuleSocket> connected(DualBandModule module, Arguments arguments) {
        return socket(module, arguments)
                .filter(socket -> socket.state() == ModuleSocket.State.CONNECTED);
    }
}
