package org.kadec21.simulation.module.device;

import org.kadec21.simulation.carrier.BandClass;

import java.util.List;

/// What a module is, as far as it can say so itself. There are four, by the maker's notice on the
/// E-mail model, and a USB modem for LTE; that their sockets are Quectel's, what they call
/// themselves and how they answer `+CSS?` are assumptions.
///
/// @param name as on the command line and in unit files
/// @param serialNumber answer to `+CGSN`: fourteen digits of a MEID
/// @param bands the band classes its radio knows
/// @param servingSystem how much it tells of what serves it; none tells the band
/// @param dialect whose socket commands it has
public record ModuleProfile(
        String name,
        String manufacturer,
        String model,
        String revision,
        String serialNumber,
        List<BandClass> bands,
        ServingSystem servingSystem,
        ModuleDialect dialect) {

    private static final String MAKER = "KADEC21 LAB";
    private static final List<BandClass> OLD = List.of(BandClass.BC3);

    /// LTE band 18 lies inside of new 800 MHz (815-830 and 860-875 MHz, public record). The air has
    /// no cells of LTE: such a modem is served where new 800 MHz is.
    private static final List<BandClass> NEW = List.of(BandClass.BC0);

    private static final List<BandClass> BOTH = List.of(BandClass.BC0, BandClass.BC3);

    private static final List<ModuleProfile> KNOWN =
            List.of(
                    new ModuleProfile(
                            "rapira",
                            MAKER,
                            "RAPIRA-C800",
                            "RPC800R01A00",
                            "A1000001C04D27",
                            OLD,
                            ServingSystem.SHORT,
                            ModuleDialect.QUECTEL),
                    new ModuleProfile(
                            "win",
                            MAKER,
                            "WIN-C800",
                            "WNC800R02A01",
                            "A1000002D9137B",
                            OLD,
                            ServingSystem.SHORT,
                            ModuleDialect.QUECTEL),
                    new ModuleProfile(
                            "n2-old",
                            MAKER,
                            "OB800-N2",
                            "OB800N2R01A02",
                            "A1000004B2F19E",
                            OLD,
                            ServingSystem.LONG,
                            ModuleDialect.QUECTEL),
                    new ModuleProfile(
                            "n2-dual",
                            MAKER,
                            "DB800-N2",
                            "DB800N2R01A05",
                            "A1000017E5C0D3",
                            BOTH,
                            ServingSystem.LONG,
                            ModuleDialect.QUECTEL),
                    new ModuleProfile(
                            "usb-lte",
                            MAKER,
                            "LTE-USB",
                            "LTEUSBR01A01",
                            "35824005111110",
                            NEW,
                            ServingSystem.NONE,
                            ModuleDialect.QUECTEL));

    public ModuleProfile {
        bands = List.copyOf(bands);
    }

    /// The profile of this name: `rapira` and `win`, the cards of an N1; `n2-old`, the built-in
    /// module of the first N2 units; `n2-dual`, that of newly shipped and converted ones;
    /// `usb-lte`, a present-day USB modem, which says nothing of CDMA.
    ///
    /// @throws IllegalArgumentException for another name; its message lists the names
    public static ModuleProfile named(String name) {
        return KNOWN.stream()
                .filter(profile -> profile.name.equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "expected a module profile, one of "
                                        + String.join(", ", names())
                                        + ", but came '"
                                        + name
                                        + "'"));
    }

    /// The names of the profiles.
    public static List<String> names() {
        return KNOWN.stream().map(ModuleProfile::name).toList();
    }

    /// The built-in module of newly shipped and converted N2 units: old and new 800 MHz.
    public static ModuleProfile dualBand() {
        return named("n2-dual");
    }

    /// The built-in module of the first N2 units: old 800 MHz only.
    public static ModuleProfile oldBand() {
        return named("n2-old");
    }

    /// The number that networks older than the MEID know it by.
    public String esn() {
        return PseudoEsn.of(serialNumber);
    }

    /// The same module with another vendor's socket commands.
    public ModuleProfile withDialect(ModuleDialect other) {
        return new ModuleProfile(
                name, manufacturer, model, revision, serialNumber, bands, servingSystem, other);
    }
}
