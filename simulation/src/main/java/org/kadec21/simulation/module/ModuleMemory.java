package org.kadec21.simulation.module;

/// What a module keeps without power: the settings stored by `&W`, the speed, and its card.
public final class ModuleMemory {

    /// Speed a module is shipped with.
    public static final int DEFAULT_BITS_PER_SECOND = 115_200;

    private final SimCard sim;
    private LineSettings saved = LineSettings.FACTORY;
    private int bitsPerSecond = DEFAULT_BITS_PER_SECOND;

    public ModuleMemory(SimCard sim) {
        this.sim = sim;
    }

    public SimCard sim() {
        return sim;
    }

    public int bitsPerSecond() {
        return bitsPerSecond;
    }

    void setBitsPerSecond(int newBitsPerSecond) {
        bitsPerSecond = newBitsPerSecond;
    }

    LineSettings saved() {
        return saved;
    }

    void save(LineSettings settings) {
        saved = settings;
    }
}
