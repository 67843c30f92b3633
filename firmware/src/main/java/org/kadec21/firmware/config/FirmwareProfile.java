package org.kadec21.firmware.config;

import java.util.List;

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
/// @param modules the module variants it was built for; the first is what a unit has unless its
///   file says otherwise
public record FirmwareProfile(
        String name,
        String version,
        int defaultPort,
        boolean auth,
        boolean startTls,
        List<ModuleVariant> modules) {

    /// The N1: port 25 without authentication, on a card. The notices do not tell how an N1
    /// submits; that it does as the first N2 is an assumption.
    public static final FirmwareProfile CARD_1 =
            new FirmwareProfile(
                    "card-1",
                    "1.2.0",
                    25,
                    false,
                    false,
                    List.of(ModuleVariant.RAPIRA, ModuleVariant.WIN));

    /// Port 25 without authentication, on the built-in module of the old band.
    public static final FirmwareProfile LEGACY_1 =
            new FirmwareProfile(
                    "legacy-1", "1.4.0", 25, false, false, List.of(ModuleVariant.N2_OLD));

    /// Port 587 with SMTP AUTH, still on the module of the old band.
    public static final FirmwareProfile SUBMISSION_2 =
            new FirmwareProfile(
                    "submission-2", "2.0.0", 587, true, true, List.of(ModuleVariant.N2_OLD));

    /// As [#SUBMISSION_2], matched to the dual-band module.
    public static final FirmwareProfile DUAL_BAND_2 =
            new FirmwareProfile(
                    "dual-band-2", "2.1.0", 587, true, true, List.of(ModuleVariant.N2_DUAL));

    /// As [#DUAL_BAND_2], for a present-day unit with a USB modem. Not of the maker's notices.
    public static final FirmwareProfile LTE_3 =
            new FirmwareProfile("lte-3", "3.0.0", 587, true, true, List.of(ModuleVariant.USB_LTE));

    /// The profiles by the names that configurations use.
    public static final Words<FirmwareProfile> BY_NAME =
            Words.of(CARD_1.name(), CARD_1)
                    .or(LEGACY_1.name(), LEGACY_1)
                    .or(SUBMISSION_2.name(), SUBMISSION_2)
                    .or(DUAL_BAND_2.name(), DUAL_BAND_2)
                    .or(LTE_3.name(), LTE_3);

    public FirmwareProfile {
        modules = List.copyOf(modules);
        if (modules.isEmpty()) {
            throw new IllegalArgumentException(
                    "firmware " + name + " must be built for at least one module");
        }
    }
}
