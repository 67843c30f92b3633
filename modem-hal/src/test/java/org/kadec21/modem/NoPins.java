package org.kadec21.modem;

import java.util.Optional;

/// The memory of a unit whose SIM asks for no PIN.
final class NoPins implements PinMemory {

    @Override
    public Optional<Verdict> verdict(String mark) {
        return Optional.empty();
    }

    @Override
    public boolean hasTriedInVain() {
        return false;
    }

    @Override
    public void remember(String mark, Verdict verdict) {}
}
