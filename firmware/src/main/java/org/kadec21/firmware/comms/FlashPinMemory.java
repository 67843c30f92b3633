package org.kadec21.firmware.comms;

import org.kadec21.firmware.store.StateStore;
import org.kadec21.modem.PinMemory;

import java.util.List;
import java.util.Optional;

/// What became of each PIN, on the unit's flash.
@SuppressWarnings(
        "exports") // org.kadec21.modem is exported to those who put units together, on purpose
public final class FlashPinMemory implements PinMemory {

    private static final String PREFIX = "pin.";

    private final StateStore state;

    public FlashPinMemory(StateStore state) {
        this.state = state;
    }

    @Override
    public Optional<Verdict> verdict(String mark) {
        return state.get(PREFIX + mark).flatMap(FlashPinMemory::named);
    }

    @Override
    public boolean hasTriedInVain() {
        return state.startingWith(PREFIX).values().stream()
                .flatMap(word -> named(word).stream())
                .anyMatch(verdict -> !verdict.isProven());
    }

    @Override
    public void remember(String mark, Verdict verdict) {
        state.put(PREFIX + mark, verdict.name());
    }

    private static Optional<Verdict> named(String word) {
        return List.of(Verdict.values()).stream()
                .filter(verdict -> verdict.name().equals(word))
                .findFirst();
    }
}
