package org.kadec21.simulation.module.core;

import org.kadec21.simulation.module.core.CommandRegistry.CommandFamily;
import org.kadec21.simulation.module.line.ErrorCause;

import java.util.Optional;

/// One vendor's socket commands, and how its modules tell what happens to sockets and contexts, and
/// that they go. An instance belongs to one module.
public interface SocketDialect extends CommandFamily {

    /// A connection came about.
    void opened(DualBandModule module, ModuleSocket socket);

    /// Why a connection that nobody answered did not come about, as this vendor numbers it.
    ErrorCause connectFailure();

    /// A connection did not come about; the socket is gone.
    void refused(DualBandModule module, ModuleSocket socket);

    /// Bytes came into an empty buffer.
    void received(DualBandModule module, ModuleSocket socket);

    /// A read left bytes in the buffer.
    default void unreadRemains(DualBandModule module, ModuleSocket socket) {}

    /// The peer has closed and everything was read.
    void closed(DualBandModule module, ModuleSocket socket);

    /// The network took a context away; its sockets are closing.
    void contextLost(DualBandModule module, int context);

    /// The last words of a module that powers down in good order; empty for one that just goes.
    Optional<String> farewell();

    /// Every socket is gone.
    default void forget() {}
}
