package org.kadec21.simulation.module.core;

import org.kadec21.simulation.module.line.AtCommand;
import org.kadec21.simulation.module.line.CmeError;
import org.kadec21.simulation.module.line.Reply;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The commands a module knows, by name. Families add theirs; nothing else needs to change for a
/// new command.
public final class CommandRegistry {

    private final Map<String, AtHandler> handlers = new TreeMap<>();

    public CommandRegistry(List<CommandFamily> families) {
        families.forEach(family -> family.addTo(this));
    }

    /// Adds a command; twice the same name is a bug.
    public AtHandler command(String name) {
        AtHandler handler = new AtHandler();
        if (handlers.put(name, handler) != null) {
            throw new IllegalStateException("two handlers for AT" + name);
        }
        return handler;
    }

    /// Every name, in order.
    public List<String> names() {
        return List.copyOf(handlers.keySet());
    }

    public Reply answer(DualBandModule module, AtCommand command) {
        AtHandler handler = handlers.get(command.name());
        return handler == null
                ? Reply.failed(CmeError.NOT_SUPPORTED)
                : handler.answer(module, command);
    }

    /// Commands that belong together.
    @FunctionalInterface
    public interface CommandFamily {
        void addTo(CommandRegistry registry);
    }
}
