package org.kadec21.simulation.carrier;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A subscriber's preferred roaming list (PRL, 3GPP2 C.S0016), as far as bands go: which classes
/// may be used, in which order. It decides; what the module would like counts only between classes
/// that the list holds equal.
///
/// @param ranks the most preferred first; classes of one rank are equal
public record RoamingList(List<List<BandClass>> ranks) {

    public RoamingList {
        ranks = ranks.stream().map(List::copyOf).toList();
        List<BandClass> all = ranks.stream().flatMap(List::stream).toList();
        if (all.stream().distinct().count() < all.size()) {
            throw new IllegalArgumentException(
                    "a roaming list names each band class once, not " + ranks);
        }
    }

    /// Strictly in this order, the preferred class first.
    public static RoamingList inOrder(List<BandClass> bands) {
        return new RoamingList(bands.stream().map(List::of).toList());
    }

    boolean allows(BandClass band) {
        return ranks.stream().anyMatch(rank -> rank.contains(band));
    }

    /// The classes in the order in which a module tries them.
    List<BandClass> order(Optional<BandClass> preferred) {
        List<BandClass> order = new ArrayList<>();
        for (List<BandClass> rank : ranks) {
            Stream.concat(preferred.stream().filter(rank::contains), rank.stream())
                    .filter(band -> !order.contains(band))
                    .forEach(order::add);
        }
        return List.copyOf(order);
    }
}
