package org.kadec21.simulation.module.device;

import org.kadec21.simulation.carrier.BandClass;
import org.kadec21.simulation.module.line.LineSettings;
import org.kadec21.simulation.module.line.SerialSettings;
import org.kadec21.simulation.module.sms.MessageStore;

import java.util.List;
import java.util.Optional;

/// What a module keeps without power: the settings stored by `&W` in two profiles, the band
/// preference, short messages, and its card.
public final class ModuleMemory {

    /// Speed a module is shipped with.
    public static final int DEFAULT_BITS_PER_SECOND = SerialSettings.FACTORY.bitsPerSecond();

    /// Profiles of `&W`.
    public static final int PROFILES = 2;

    private final LineSettings[] profiles = {LineSettings.FACTORY, LineSettings.FACTORY};
    private final MessageStore messages = new MessageStore();
    private SimCard sim;
    private boolean cardIn = true;
    private Optional<BandClass> preferredBand = Optional.empty();

    /// What outlives the program too, where somebody keeps it.
    ///
    /// @param profiles as many as there are
    public record Kept(
            SimCard.Kept card,
            boolean cardIn,
            List<LineSettings> profiles,
            Optional<BandClass> preferredBand,
            MessageStore.Kept messages) {}

    public ModuleMemory(SimCard sim) {
        this.sim = sim;
    }

    /// Everything at one moment; two of the same content are equal.
    public Kept kept() {
        return new Kept(sim.kept(), cardIn, List.of(profiles), preferredBand, messages.kept());
    }

    /// A memory with everything that was kept, and a card in it.
    ///
    /// @param card as [Kept#card()] has it
    public static ModuleMemory of(Kept kept, SimCard card) {
        ModuleMemory memory = new ModuleMemory(card);
        memory.cardIn = kept.cardIn();
        for (int profile = 0; profile < PROFILES; profile++) {
            memory.save(profile, kept.profiles().get(profile));
        }
        memory.preferredBand = kept.preferredBand();
        memory.messages.restore(kept.messages());
        return memory;
    }

    /// The card that is in, or was the last one.
    public SimCard sim() {
        return sim;
    }

    public boolean hasCard() {
        return cardIn;
    }

    public void insert(SimCard card) {
        sim = card;
        cardIn = true;
    }

    public void removeCard() {
        cardIn = false;
    }

    /// The band class its host would like; empty for whichever the network prefers.
    public Optional<BandClass> preferredBand() {
        return preferredBand;
    }

    public void preferBand(Optional<BandClass> band) {
        preferredBand = band;
    }

    public static boolean hasProfile(int number) {
        return number >= 0 && number < PROFILES;
    }

    /// The settings of a profile; the module starts with those of 0.
    public LineSettings saved(int profile) {
        return profiles[profile];
    }

    public void save(int profile, LineSettings settings) {
        profiles[profile] = settings;
    }

    public MessageStore messages() {
        return messages;
    }
}
