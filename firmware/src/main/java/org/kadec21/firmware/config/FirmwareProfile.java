package org.kadec21.firmware.config;

/// What an image's manifest says about its behaviour. Whoever needs to know what a unit's firmware
/// can do asks here; nothing else in a unit asks for its version.
///
/// The three generations come from the maker's notices on the KADEC21 E-mail model (2008 to 2012):
/// communication firmware that submits to port 25 without authentication; its update to port 587
/// with SMTP AUTH, offered when the units' provider began to block port 25 in September 2008; and
/// firmware matched to the dual-band module, which the move of the 800 MHz band until July 2012
/// required. The notices give no version numbers: those here are ours.
///
/// @param name as in a unit's configuration
/// @param version of the image
/// @param defaultPort where it submits unless the server's configuration names another port
/// @param auth whether it can authenticate (SMTP AUTH)
/// @param startTls whether it can secure a connection
/// @param module the module variant it was built for
public record FirmwareProfile(
        String name,
        String version,
        int defaultPort,
        boolean auth,
        boolean startTls,
        ModuleVariant module) {

    /// Port 25 without authentication, on the built-in module of the old band.
    public static final FirmwareProfile LEGACY_1 =
            new FirmwareProfile("legacy-1", "1.4.0", 25, false, false, ModuleVariant.OLD_BAND);

    /// Port 587 with SMTP AUTH, still on the module of the old band.
    public static final FirmwareProfile SUBMISSION_2 =
            new FirmwareProfile("submission-2", "2.0.0", 587, true, true, ModuleVariant.OLD_BAND);

    /// As [#SUBMISSION_2], matched to the dual-band module.
    public static final FirmwareProfile DUAL_BAND_2 =
            new FirmwareProfile("dual-band-2", "2.1.0", 587, true, true, ModuleVariant.DUAL_BAND);

    /// The profiles by the names that configurations use.
    public static final Words<FirmwareProfile> BY_NAME =
            Words.of(LEGACY_1.name(), LEGACY_1)
                    .or(SUBMISSION_2.name(), SUBMISSION_2)
                    .or(DUAL_BAND_2.name(), DUAL_BAND_2);

    /// Built-in modules of the N2.
    public enum ModuleVariant {
        OLD_BAND,
        DUAL_BAND
    }
}
