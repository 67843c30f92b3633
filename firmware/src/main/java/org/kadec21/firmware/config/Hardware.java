package org.kadec21.firmware.config;

import java.util.List;

/// The two boards of a unit, as they are etched, and the image on the CPU board. The image on the
/// communication board is the unit's [FirmwareProfile]. That each board has an image of its own is
/// an assumption: the maker's notices speak of the communication section's firmware and of the
/// E-mail model's firmware.
///
/// @param communicationBoard revision, a letter
/// @param cpuBoard revision, a letter
/// @param cpuImage version, `1.1.0`
public record Hardware(String communicationBoard, String cpuBoard, String cpuImage) {

    /// The boards as updaters and images name them: `communication/B`, `cpu/B`.
    public List<String> boards() {
        return List.of("communication/" + communicationBoard, "cpu/" + cpuBoard);
    }
}
