package org.kadec21.simulation.module.device;

import org.kadec21.simulation.carrier.BandClass;

import java.util.List;

/// What a module is, as far as it can say so itself.
///
/// @param serialNumber answer to `+CGSN`: MEID or IMEI digits
/// @param bands the band classes its radio knows
/// @param dialect whose socket commands it has
public record ModuleProfile(
        String manufacturer,
        String model,
        String revision,
        String serialNumber,
        List<BandClass> bands,
        ModuleDialect dialect) {

    public ModuleProfile {
        bands = List.copyOf(bands);
    }

    /// The built-in module of newly shipped and converted N2 units: old and new 800 MHz.
    public static ModuleProfile dualBand() {
        return new ModuleProfile(
                "KADEC21 LAB",
                "DB800-N2",
                "DB800N2R01A05",
                "A1000017E5C0D3",
                List.of(BandClass.BC0, BandClass.BC3),
                ModuleDialect.QUECTEL);
    }

    /// The built-in module of the first N2 units: old 800 MHz only.
    public static ModuleProfile oldBand() {
        return new ModuleProfile(
                "KADEC21 LAB",
                "OB800-N2",
                "OB800N2R01A02",
                "A1000004B2F19E",
                List.of(BandClass.BC3),
                ModuleDialect.QUECTEL);
    }

    /// The same module with another vendor's socket commands.
    public ModuleProfile withDialect(ModuleDialect other) {
        return new ModuleProfile(manufacturer, model, revision, serialNumber, bands, other);
    }
}
