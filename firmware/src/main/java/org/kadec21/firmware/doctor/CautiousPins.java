package org.kadec21.firmware.doctor;

import org.kadec21.modem.PinMemory;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What became of PINs during one checkup, when there is no unit's flash to ask: nothing is known
/// of the time before.
public final class CautiousPins implements PinMemory {

    private final Map<String, Verdict> verdicts = new TreeMap<>();

    @Override
    public Optional<Verdict> verdict(String mark) {
        return Optional.ofNullable(verdicts.get(mark));
    }

    @Override
    public boolean hasTriedInVain() {
        return verdicts.values().stream().anyMatch(verdict -> !verdict.isProven());
    }

    @Override
    public void remember(String mark, Verdict verdict) {
        verdicts.put(mark, verdict);
    }
}
