package org.kadec21.hal.at;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// The unsolicited result codes a module is known to send. Patterns that end in a colon are
/// prefixes, others are whole lines. What matches none of them is counted and passed over.
///
/// @param patterns tried in order
/// @param banners lines that say the module has just restarted or gone down: whatever it knew is
///   gone
public record UrcTable(List<Pattern> patterns, List<String> banners) {

    /// One kind of unsolicited line.
    ///
    /// @param lengthField the parameter, from 0, that announces how many payload bytes follow the
    ///   line, if any does
    public record Pattern(String text, OptionalInt lengthField) {}

    public UrcTable {
        patterns = List.copyOf(patterns);
        banners = List.copyOf(banners);
    }

    public static UrcTable of(List<String> patterns) {
        return new UrcTable(
                patterns.stream().map(text -> new Pattern(text, OptionalInt.empty())).toList(),
                List.of());
    }

    /// This table with restart banners.
    public UrcTable withBanners(List<String> lines) {
        return new UrcTable(patterns, lines);
    }

    /// This table with a pattern whose parameter `lengthField` may announce a payload.
    public UrcTable withPayload(String pattern, int lengthField) {
        return plus(
                new UrcTable(
                        List.of(new Pattern(pattern, OptionalInt.of(lengthField))), List.of()));
    }

    public UrcTable plus(UrcTable other) {
        return new UrcTable(
                Stream.concat(patterns.stream(), other.patterns.stream()).toList(),
                Stream.concat(banners.stream(), other.banners.stream()).toList());
    }

    boolean knows(String line) {
        return isBanner(line) || pattern(line).isPresent();
    }

    boolean isBanner(String line) {
        return banners.stream().anyMatch(banner -> Urc.matches(line, banner));
    }

    /// How many payload bytes `line` announces.
    int payloadLength(String line) {
        OptionalInt field = pattern(line).map(Pattern::lengthField).orElse(OptionalInt.empty());
        return field.isPresent() ? Fields.of(line).number(field.getAsInt()).orElse(0) : 0;
    }

    private Optional<Pattern> pattern(String line) {
        return patterns.stream().filter(pattern -> Urc.matches(line, pattern.text())).findFirst();
    }
}
