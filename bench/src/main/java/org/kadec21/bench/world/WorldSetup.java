package org.kadec21.bench.world;

import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.hal.at.Trace;
import org.kadec21.simulation.carrier.CarrierPolicy;
import org.kadec21.simulation.module.device.ModuleDialect;
import org.kadec21.simulation.module.device.ModuleProfile;
import org.kadec21.simulation.module.fault.FaultKind;
import org.kadec21.simulation.provider.behaviour.BehaviourPlan;
import org.kadec21.simulation.provider.policy.ProviderPolicy;
import org.kadec21.simulation.provider.policy.Rules;
import org.kadec21.simulation.provider.tls.KeyKind;
import org.kadec21.simulation.weather.Gust;
import org.kadec21.simulation.weather.Trouble;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What a [UnitWorld] is made of.
///
/// @param seed decides everything that chance decides
/// @param start what the world's clock shows at the beginning
/// @param unit the unit's configuration; its servers become the provider's host names
/// @param module what is plugged into the unit, whatever the unit's file says
/// @param provider the policy of every server that has none of its own, whatever its name
/// @param providers policies of their own, by the host name of their server
/// @param behaviour the provider's faults
/// @param keys of the provider's servers
/// @param weather what goes wrong besides, from the beginning on
/// @param journal receives the journal, a line at a time
/// @param trace receives the dialogue between unit and module
public record WorldSetup(
        long seed,
        Instant start,
        UnitConfig unit,
        ModuleProfile module,
        CarrierPolicy carrier,
        ProviderPolicy provider,
        Map<String, ProviderPolicy> providers,
        BehaviourPlan behaviour,
        KeyKind keys,
        List<Gust> weather,
        Consumer<String> journal,
        Trace trace) {

    private static final String PROVIDER_NAME = "mail.provider.test";

    public WorldSetup {
        weather = List.copyOf(weather);
        providers = Collections.unmodifiableMap(new LinkedHashMap<>(providers));
    }

    /// The default world: the module that the unit's file names, au.NET without blocked ports, a
    /// generic provider without faults.
    public static WorldSetup standard(long seed, Instant start, UnitConfig unit) {
        return new WorldSetup(
                seed,
                start,
                unit,
                moduleOf(unit),
                CarrierPolicy.auNet(List.of()).withBlocks(List.of()),
                ProviderPolicy.always(PROVIDER_NAME, Rules.generic()),
                new LinkedHashMap<>(),
                BehaviourPlan.regular(),
                KeyKind.RSA_2048,
                List.of(),
                line -> {},
                Trace.none());
    }

    /// The module that a unit's file says is in it.
    public static ModuleProfile moduleOf(UnitConfig unit) {
        ModuleProfile module = ModuleProfile.named(unit.module().variant().variant());
        return switch (unit.module().dialect()) {
            case AUTO -> module;
            case QUECTEL -> module.withDialect(ModuleDialect.QUECTEL);
            case SIMCOM -> module.withDialect(ModuleDialect.SIMCOM);
            case UBLOX -> module.withDialect(ModuleDialect.UBLOX);
            case TELIT -> module.withDialect(ModuleDialect.TELIT);
        };
    }

    public WorldSetup withUnit(UnitConfig other) {
        return new WorldSetup(
                seed, start, other, module, carrier, provider, providers, behaviour, keys, weather,
                journal, trace);
    }

    public WorldSetup withCarrier(CarrierPolicy other) {
        return new WorldSetup(
                seed, start, unit, module, other, provider, providers, behaviour, keys, weather,
                journal, trace);
    }

    /// With servers whose rules never change.
    public WorldSetup withProvider(Rules other) {
        return withProvider(ProviderPolicy.always(PROVIDER_NAME, other));
    }

    public WorldSetup withProvider(ProviderPolicy other) {
        return new WorldSetup(
                seed, start, unit, module, carrier, other, providers, behaviour, keys, weather,
                journal, trace);
    }

    /// With a provider of its own behind the server of that name.
    public WorldSetup withProviderAt(String host, ProviderPolicy policy) {
        Map<String, ProviderPolicy> others = new LinkedHashMap<>(providers);
        others.put(host, policy);
        return new WorldSetup(
                seed, start, unit, module, carrier, provider, others, behaviour, keys, weather,
                journal, trace);
    }

    /// Who answers under a host name.
    ProviderPolicy providerAt(String host) {
        return providers.getOrDefault(host, provider).named(host);
    }

    public WorldSetup withBehaviour(BehaviourPlan other) {
        return new WorldSetup(
                seed, start, unit, module, carrier, provider, providers, other, keys, weather,
                journal, trace);
    }

    public WorldSetup withModule(ModuleProfile other) {
        return new WorldSetup(
                seed, start, unit, other, carrier, provider, providers, behaviour, keys, weather,
                journal, trace);
    }

    public WorldSetup withKeys(KeyKind other) {
        return new WorldSetup(
                seed, start, unit, module, carrier, provider, providers, behaviour, other, weather,
                journal, trace);
    }

    /// With this weather. Where a fault may look into payloads, the servers have Ed25519 keys: with
    /// others no two runs have the same ciphertext.
    public WorldSetup withWeather(List<Gust> other) {
        KeyKind fit =
                other.stream().anyMatch(WorldSetup::looksIntoPayloads) ? KeyKind.ED25519 : keys;
        return new WorldSetup(
                seed, start, unit, module, carrier, provider, providers, behaviour, fit, other,
                journal, trace);
    }

    private static boolean looksIntoPayloads(Gust gust) {
        return gust.trouble() instanceof Trouble.ModuleMisbehaves misbehaving
                && misbehaving.faults().mayHold(FaultKind.PAYLOAD_TRAPS);
    }

    public WorldSetup withListeners(Consumer<String> journalLines, Trace atTrace) {
        return new WorldSetup(
                seed,
                start,
                unit,
                module,
                carrier,
                provider,
                providers,
                behaviour,
                keys,
                weather,
                journalLines,
                atTrace);
    }
}
