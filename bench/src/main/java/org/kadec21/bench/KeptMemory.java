package org.kadec21.bench;

import org.kadec21.bench.memory.MemoryFile;
import org.kadec21.hal.Secret;
import org.kadec21.simulation.module.device.ModuleMemory;
import org.kadec21.simulation.module.device.ModuleProfile;
import org.kadec21.simulation.module.device.SimCard;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// The memory of a simulated module, and the file that keeps it beyond the program, if there is
/// one.
final class KeptMemory {

    private final ModuleMemory memory;
    private final Optional<Keeping> keeping;

    private record Keeping(Path path, MemoryFile file, boolean found) {}

    private KeptMemory(ModuleMemory memory, Optional<Keeping> keeping) {
        this.memory = memory;
        this.keeping = keeping;
    }

    /// A new module with a new card; both live as long as the program.
    static KeptMemory forgetful(Secret pin) {
        return new KeptMemory(new ModuleMemory(SimulatedSetup.card(pin)), Optional.empty());
    }

    /// What `path` kept, or a new module where there is no such file.
    ///
    /// @param pin of a new module's card
    /// @throws org.kadec21.firmware.config.ConfigException when the file is damaged
    static KeptMemory in(Path path, ModuleProfile profile, Secret pin) {
        MemoryFile file = new MemoryFile(path, profile.name());
        Optional<ModuleMemory> found = file.read().map(KeptMemory::remembered);
        return new KeptMemory(
                found.orElseGet(() -> new ModuleMemory(SimulatedSetup.card(pin))),
                Optional.of(new Keeping(path, file, found.isPresent())));
    }

    private static ModuleMemory remembered(ModuleMemory.Kept kept) {
        return ModuleMemory.of(
                kept, new SimCard(SimulatedSetup.IMSI, SimulatedSetup.PUK, kept.card()));
    }

    ModuleMemory memory() {
        return memory;
    }

    /// Makes a new file, or says what is remembered.
    ///
    /// @throws IOException when the file cannot be made
    void begin(Consumer<String> notice) throws IOException {
        if (keeping.isEmpty()) {
            return;
        }
        Path path = keeping.get().path();
        if (keeping.get().found()) {
            notice.accept(
                    "* remembered from %s: %d PIN tries left, %d PUK tries left"
                            .formatted(
                                    path,
                                    memory.sim().pinTriesLeft(),
                                    memory.sim().pukTriesLeft()));
            return;
        }
        try {
            keeping.get().file().keep(memory.kept());
        } catch (IOException refused) {
            throw new IOException(
                    "--memory: expected a file that can be written, but "
                            + path
                            + " cannot be ("
                            + Unwritable.reason(path, refused)
                            + "); choose one in a folder you may write to",
                    refused);
        }
    }

    /// Makes the last change durable. Where that fails, the module goes on and `notice` hears why.
    void keep(Consumer<String> notice) {
        if (keeping.isEmpty()) {
            return;
        }
        Path path = keeping.get().path();
        try {
            keeping.get().file().keep(memory.kept());
        } catch (IOException refused) {
            notice.accept(
                    "! the module's memory cannot be written to "
                            + path
                            + " ("
                            + Unwritable.reason(path, refused)
                            + "); what changed is lost with the program unless a later write"
                            + " works");
        }
    }
}
