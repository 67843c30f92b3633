package org.kadec21.bench.config;

import org.kadec21.simulation.provider.behaviour.BehaviourPlan;
import org.kadec21.simulation.provider.behaviour.Catalogue;
import org.kadec21.simulation.provider.smtp.Behaviour;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// Which faults a provider has, by name.
///
/// @param always met by every connection
/// @param connections met by the first, the second connection and so on; [#REGULAR] is none
/// @param drawnPercent connections out of a hundred that meet one of `drawn`
public record BehaviourScript(
        List<String> always, List<String> connections, int drawnPercent, List<String> drawn) {

    /// The name of having no fault.
    public static final String REGULAR = "regular";

    /// The one that is a certificate, not a dialogue: number 17.
    public static final String EXPIRED_CERTIFICATE = "cert-expired";

    private static final int CERTIFICATE_NUMBER = 17;

    public BehaviourScript {
        always = List.copyOf(always);
        connections = List.copyOf(connections);
        drawn = List.copyOf(drawn);
    }

    /// No faults at all.
    public static BehaviourScript none() {
        return new BehaviourScript(List.of(), List.of(), 0, List.of());
    }

    /// The name behind a name or a number of the forty; empty when there is none.
    public static Optional<String> resolve(String nameOrNumber) {
        if (nameOrNumber.matches("\\d{1,2}")) {
            int number = Integer.parseInt(nameOrNumber);
            return number >= 1 && number <= numbered().size()
                    ? Optional.of(numbered().get(number - 1))
                    : Optional.empty();
        }
        return Optional.of(nameOrNumber).filter(names()::contains);
    }

    /// The forty, in the order of their numbers.
    public static List<String> numbered() {
        List<String> forty =
                new ArrayList<>(new Catalogue().names().subList(0, Catalogue.NUMBERED));
        forty.add(CERTIFICATE_NUMBER - 1, EXPIRED_CERTIFICATE);
        return forty;
    }

    /// Every name there is.
    public static List<String> names() {
        return Stream.concat(
                        new Catalogue().names().stream(), Stream.of(EXPIRED_CERTIFICATE, REGULAR))
                .toList();
    }

    /// Whether the provider is to show a certificate that is over.
    public boolean hasExpiredCertificate() {
        return always.contains(EXPIRED_CERTIFICATE);
    }

    /// The plan for a provider.
    ///
    /// @param chance draws, once for each connection
    public BehaviourPlan plan(RandomGenerator chance) {
        Catalogue catalogue = new Catalogue();
        Behaviour everywhere = Behaviour.regular();
        for (String name : always) {
            everywhere = everywhere.or(behaviour(catalogue, name));
        }
        Behaviour common = everywhere;
        BehaviourPlan scripted =
                BehaviourPlan.script(
                        connections.stream().map(name -> behaviour(catalogue, name)).toList());
        BehaviourPlan lot =
                drawn.isEmpty()
                        ? BehaviourPlan.regular()
                        : BehaviourPlan.seeded(
                                chance,
                                drawnPercent,
                                drawn.stream().map(name -> behaviour(catalogue, name)).toList());
        return connection ->
                scripted.forConnection(connection).or(lot.forConnection(connection)).or(common);
    }

    private static Behaviour behaviour(Catalogue catalogue, String name) {
        return catalogue.find(name).orElseGet(Behaviour::regular);
    }
}
