package org.kadec21.modem;

import java.util.Optional;

/// The module that was found when it was last woken.
///
/// @param service what it has found of a network since then
public record FoundModule(Identity identity, Service service) {

    /// What a module has found of a network.
    public sealed interface Service {

        /// It is not that far yet.
        record Unasked() implements Service {}

        /// It has looked for one in vain, or was refused.
        record None() implements Service {}

        /// It is registered.
        ///
        /// @param cell what serves it; empty for a module that does not tell
        record Registered(Optional<ServingCell> cell) implements Service {}
    }

    FoundModule with(Service now) {
        return new FoundModule(identity, now);
    }

    /// What served it when it last registered; empty when it did not since it was woken, or when it
    /// does not tell.
    public Optional<ServingCell> cell() {
        return service instanceof Service.Registered(Optional<ServingCell> cell)
                ? cell
                : Optional.empty();
    }
}
