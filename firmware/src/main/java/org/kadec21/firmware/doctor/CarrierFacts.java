package org.kadec21.firmware.doctor;

import org.kadec21.firmware.config.CarrierForm;
import org.kadec21.firmware.config.ConfigReader;
import org.kadec21.firmware.config.Section;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a file of role `carrier` tells of the dates that matter to a unit. Everything else in it is
/// for the simulated carrier: its keys must be right, its values are not looked at.
///
/// @param operator as the network calls itself
/// @param bandEnds band classes that go off the air, and when
/// @param blocks ports that are blocked towards foreign servers
public record CarrierFacts(
        String operator, SortedMap<Integer, Instant> bandEnds, List<Block> blocks) {

    /// Nothing is known.
    public static final CarrierFacts UNKNOWN =
            new CarrierFacts("", Collections.unmodifiableSortedMap(new TreeMap<>()), List.of());

    /// A port that the carrier blocks, or one step of that.
    ///
    /// @param ownServers hosts towards which it stays open, in lower case
    public record Block(int port, Instant from, List<String> ownServers) {}

    /// The reader of carrier files.
    public static ConfigReader<CarrierFacts> reader() {
        return new ConfigReader<>("carrier", CarrierFacts::read);
    }

    /// When `bandClass` ends; empty when it stays, or when that is not known.
    Optional<Instant> endOf(int bandClass) {
        return Optional.ofNullable(bandEnds.get(bandClass));
    }

    /// The bands that have ended by `now`.
    List<Integer> endedBy(Instant now) {
        return bandEnds.entrySet().stream()
                .filter(band -> !now.isBefore(band.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// From when what stands against connections to `host` and `port` counts, now or later: the
    /// steps of a block, earliest first. Which of them is the unit's is not known here.
    List<Instant> blocked(String host, int port) {
        return blocks.stream()
                .filter(block -> block.port() == port)
                .filter(block -> !block.ownServers().contains(host.toLowerCase(Locale.ROOT)))
                .map(Block::from)
                .sorted()
                .toList();
    }

    /// From when what stands against connections to all of these hosts counts; empty as long as one
    /// of them stays open.
    public Optional<Instant> blocked(Collection<String> hosts, int port) {
        List<Optional<Instant>> each =
                hosts.stream().map(host -> blocked(host, port).stream().findFirst()).toList();
        return each.stream().allMatch(Optional::isPresent)
                ? each.stream().flatMap(Optional::stream).max(Comparator.naturalOrder())
                : Optional.empty();
    }

    private static CarrierFacts read(Section top) {
        CarrierForm.knowsEveryKey(top);
        SortedMap<Integer, Instant> ends = new TreeMap<>();
        for (Section band : top.sections("band-ends")) {
            ends.merge(
                    CarrierForm.bandClass(band),
                    band.value("at").moment(),
                    (one, other) -> one.isBefore(other) ? one : other);
        }
        return new CarrierFacts(
                CarrierForm.operator(top),
                Collections.unmodifiableSortedMap(ends),
                top.sections("blocked-ports").stream().map(CarrierFacts::block).toList());
    }

    private static Block block(Section block) {
        return new Block(
                CarrierForm.port(block), CarrierForm.from(block), CarrierForm.ownServers(block));
    }
}
