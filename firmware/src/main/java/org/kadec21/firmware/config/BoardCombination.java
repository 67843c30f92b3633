package org.kadec21.firmware.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// One line of the table of boards: hardware and images that work together.
///
/// @param name what conversions call it, `n2-dual`
/// @param words what people call it
/// @param communicationBoard revision
/// @param cpuBoard revision
/// @param modules that its slot or socket takes
/// @param communicationImages series of versions, `2.0` for all of 2.0.x
/// @param cpuImages the same for the CPU board
public record BoardCombination(
        String name,
        String words,
        String communicationBoard,
        String cpuBoard,
        List<ModuleVariant> modules,
        List<String> communicationImages,
        List<String> cpuImages) {

    public BoardCombination {
        modules = List.copyOf(modules);
        communicationImages = List.copyOf(communicationImages);
        cpuImages = List.copyOf(cpuImages);
    }

    /// Whether its communication board runs this firmware.
    public boolean runs(FirmwareProfile firmware) {
        return isOneOf(communicationImages, firmware.version());
    }

    /// What of a unit is not as this line has it, in words; empty when it fits.
    List<String> differences(Hardware boards, ModuleVariant module, FirmwareProfile firmware) {
        List<String> different = new ArrayList<>();
        if (!boards.communicationBoard().equals(communicationBoard)) {
            different.add("communication-board: " + communicationBoard);
        }
        if (!boards.cpuBoard().equals(cpuBoard)) {
            different.add("cpu-board: " + cpuBoard);
        }
        if (!modules.contains(module)) {
            different.add(
                    "variant: "
                            + modules.stream()
                                    .map(ModuleVariant::variant)
                                    .collect(Collectors.joining(" or ")));
        }
        if (!runs(firmware)) {
            different.add("firmware: version " + String.join(" or ", communicationImages) + ".x");
        }
        if (!isOneOf(cpuImages, boards.cpuImage())) {
            different.add("cpu-image: " + String.join(" or ", cpuImages) + ".x");
        }
        return List.copyOf(different);
    }

    /// Whether a version belongs to one of the series: `2.1.0` to `2.1`, and not to `2`.
    private static boolean isOneOf(List<String> series, String version) {
        return series.contains(version.substring(0, Math.max(0, version.lastIndexOf('.'))));
    }

    @Override
    public String toString() {
        return name + " (" + words + ")";
    }
}
