package org.kadec21.simulation.module;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The commands a module knows, by name. Families add theirs; nothing else needs to change for a
/// new command.
final class CommandRegistry {

    private final Map<String, AtHandler> handlers = new TreeMap<>();

    CommandRegistry(List<CommandFamily> families) {
        families.forEach(family -> family.addTo(this));
    }

    /// Everything this module answers.
    static CommandRegistry complete(SocketDialect sockets) {
        return new CommandRegistry(
                List.of(
                        new LineCommands(),
                        new IdentityCommands(),
                        new SimCommands(),
                        new NetworkCommands(),
                        new OperatorCommands(),
                        new CdmaCommands(),
                        new CallCommands(),
                        new SmsSettingCommands(),
                        new SmsCommands(),
                        new SmsReadingCommands(),
                        new PowerCommands(),
                        new PacketCommands(),
                        new ContextCommands(),
                        sockets));
    }

    /// Adds a command; twice the same name is a bug.
    AtHandler command(String name) {
        AtHandler handler = new AtHandler();
        if (handlers.put(name, handler) != null) {
            throw new IllegalStateException("two handlers for AT" + name);
        }
        return handler;
    }

    Reply answer(DualBandModule module, AtCommand command) {
        AtHandler handler = handlers.get(command.name());
        return handler == null
                ? Reply.failed(CmeError.NOT_SUPPORTED)
                : handler.answer(module, command);
    }

    /// Commands that belong together.
    @FunctionalInterface
    interface CommandFamily {
        void addTo(CommandRegistry registry);
    }
}
