package org.kadec21.modem;

import java.util.Optional;

/// The module that was found when it was last woken.
///
/// @param cell what served it when it last got online; empty when it did not since it was woken
public record FoundModule(Identity identity, Optional<ServingCell> cell) {}
