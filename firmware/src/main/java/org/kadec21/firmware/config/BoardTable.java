package org.kadec21.firmware.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Which boards, modules and images work together, and how one combination is made of another: a
/// file of role `boards`. Its keys are described in `docs/units.md`.
///
/// ```java
/// BoardTable table = BoardTable.reader().read("boards.yaml", text, NamedFiles.none());
/// UnitConfig unit = UnitBinder.reader(table).read("n2.yaml", yaml, files);
/// ```
public final class BoardTable {

    private static final Words<Boolean> CHARGES = Words.of("yes", true).or("no", false);

    private final List<BoardCombination> combinations;
    private final List<BoardConversion> conversions;

    private BoardTable(List<BoardCombination> combinations, List<BoardConversion> conversions) {
        this.combinations = List.copyOf(combinations);
        this.conversions = List.copyOf(conversions);
    }

    /// The reader of such files.
    public static ConfigReader<BoardTable> reader() {
        return new ConfigReader<>("boards", BoardTable::table);
    }

    public List<BoardCombination> combinations() {
        return combinations;
    }

    /// The combination of that name.
    public Optional<BoardCombination> named(String name) {
        return combinations.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /// The combination that a unit is.
    public Optional<BoardCombination> of(
            Hardware boards, ModuleVariant module, FirmwareProfile firmware) {
        return combinations.stream()
                .filter(one -> one.differences(boards, module, firmware).isEmpty())
                .findFirst();
    }

    /// How to make `to` of `from`, where somebody does that.
    public Optional<BoardConversion> conversion(BoardCombination from, BoardCombination to) {
        return conversions.stream()
                .filter(one -> one.from().equals(from.name()) && one.to().equals(to.name()))
                .findFirst();
    }

    /// What can be made of `from`, by name.
    public List<String> conversionsOf(BoardCombination from) {
        return conversions.stream()
                .filter(one -> one.from().equals(from.name()))
                .map(BoardConversion::to)
                .toList();
    }

    /// What is wrong with a unit that is none of the combinations, and what would fit; empty when
    /// it is one of them.
    Optional<String> objection(Hardware boards, ModuleVariant module, FirmwareProfile firmware) {
        return of(boards, module, firmware).isPresent()
                ? Optional.empty()
                : Optional.of(
                        "expected boards, module and images that work together, but came "
                                + String.join(", ", boards.boards())
                                + ", module "
                                + module.variant()
                                + ", firmware "
                                + firmware.version()
                                + ", CPU image "
                                + boards.cpuImage()
                                + "; what fits: "
                                + nearest(boards, module, firmware));
    }

    private String nearest(Hardware boards, ModuleVariant module, FirmwareProfile firmware) {
        int least =
                combinations.stream()
                        .map(one -> one.differences(boards, module, firmware).size())
                        .min(Comparator.naturalOrder())
                        .orElse(0);
        return combinations.stream()
                .filter(one -> one.differences(boards, module, firmware).size() == least)
                .map(one ->
                        one
                                + " with "
                                + String.join(", ", one.differences(boards, module, firmware)))
                .collect(Collectors.joining("; or "));
    }

    private static BoardTable table(Section top) {
        top.knows("schema", "combinations", "conversions");
        List<BoardCombination> combinations = new ArrayList<>();
        for (Section section : top.sections("combinations")) {
            BoardCombination combination = combination(section);
            if (combinations.stream().anyMatch(one -> one.name().equals(combination.name()))) {
                throw section.value("name").wrong("each combination once");
            }
            combinations.add(combination);
        }
        if (combinations.isEmpty()) {
            throw top.wrong("expected at least one entry under 'combinations', but came none");
        }
        List<String> names = combinations.stream().map(BoardCombination::name).toList();
        return new BoardTable(
                combinations,
                top.sections("conversions").stream()
                        .map(section -> conversion(section, names))
                        .toList());
    }

    private static BoardCombination combination(Section section) {
        section.knows(
                "name",
                "words",
                "communication-board",
                "cpu-board",
                "modules",
                "communication-images",
                "cpu-images");
        return new BoardCombination(
                section.value("name").matching(UnitBinder.IDENTIFIER, UnitBinder.IDENTIFIER_WORDS),
                section.value("words").text(),
                HardwareBinder.revision(section.value("communication-board")),
                HardwareBinder.revision(section.value("cpu-board")),
                filled(section, "modules").stream()
                        .map(module -> module.choice(ModuleVariant.BY_NAME))
                        .toList(),
                filled(section, "communication-images").stream()
                        .map(HardwareBinder::series)
                        .toList(),
                filled(section, "cpu-images").stream().map(HardwareBinder::series).toList());
    }

    private static BoardConversion conversion(Section section, List<String> names) {
        section.knows("from", "to", "exchange", "where", "charged", "source");
        return new BoardConversion(
                combination(section.value("from"), names),
                combination(section.value("to"), names),
                filled(section, "exchange").stream().map(Value::text).toList(),
                section.value("where").text(),
                section.value("charged").choice(CHARGES),
                section.value("source").text());
    }

    private static String combination(Value value, List<String> names) {
        if (!names.contains(value.text())) {
            throw value.wrong("the name of a combination, one of " + String.join(", ", names));
        }
        return value.text();
    }

    private static List<Value> filled(Section section, String key) {
        List<Value> values = section.values(key);
        if (values.isEmpty()) {
            throw section.wrong("expected at least one value under '" + key + "', but came none");
        }
        return values;
    }
}
