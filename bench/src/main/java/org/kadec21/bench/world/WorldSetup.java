package org.kadec21.bench.world;

import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.hal.at.Trace;
import org.kadec21.simulation.carrier.CarrierPolicy;
import org.kadec21.simulation.module.device.ModuleProfile;
import org.kadec21.simulation.provider.behaviour.BehaviourPlan;
import org.kadec21.simulation.provider.policy.Rules;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// What a [UnitWorld] is made of.
///
/// @param seed decides everything that chance decides
/// @param start what the world's clock shows at the beginning
/// @param unit the unit's configuration; its servers become the provider's host names
/// @param provider the rules of every server
/// @param behaviour the provider's faults
/// @param journal receives the journal, a line at a time
/// @param trace receives the dialogue between unit and module
public record WorldSetup(
        long seed,
        Instant start,
        UnitConfig unit,
        ModuleProfile module,
        CarrierPolicy carrier,
        Rules provider,
        BehaviourPlan behaviour,
        Consumer<String> journal,
        Trace trace) {

    /// The default world: dual-band module, au.NET without blocked ports, a generic provider
    /// without faults.
    public static WorldSetup standard(long seed, Instant start, UnitConfig unit) {
        return new WorldSetup(
                seed,
                start,
                unit,
                ModuleProfile.dualBand(),
                CarrierPolicy.auNet(List.of()).withBlocks(List.of()),
                Rules.generic(),
                BehaviourPlan.regular(),
                line -> {},
                Trace.none());
    }

    public WorldSetup withCarrier(CarrierPolicy other) {
        return new WorldSetup(
                seed, start, unit, module, other, provider, behaviour, journal, trace);
    }

    public WorldSetup withProvider(Rules other) {
        return new WorldSetup(seed, start, unit, module, carrier, other, behaviour, journal, trace);
    }

    public WorldSetup withBehaviour(BehaviourPlan other) {
        return new WorldSetup(seed, start, unit, module, carrier, provider, other, journal, trace);
    }

    public WorldSetup withListeners(Consumer<String> journalLines, Trace atTrace) {
        return new WorldSetup(
                seed, start, unit, module, carrier, provider, behaviour, journalLines, atTrace);
    }
}
