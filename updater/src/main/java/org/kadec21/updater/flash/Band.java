package org.kadec21.updater.flash;

/// Frequencies a module is made for. Cards and the first built-in module know only the 800 MHz band
/// that ended in July 2012.
enum Band {
    OLD_800("the old 800 MHz band"),
    OLD_AND_NEW_800("the old and the new 800 MHz band"),
    LTE("LTE"),
    UNKNOWN("a band that this updater does not know");

    private final String words;

    Band(String words) {
        this.words = words;
    }

    /// The band of a module's word.
    static Band of(String module) {
        return switch (module) {
            case "rapira-card", "win-card", "old-band" -> OLD_800;
            case "dual-band" -> OLD_AND_NEW_800;
            case "usb-lte" -> LTE;
            default -> UNKNOWN;
        };
    }

    /// Whether whoever knows this band knows the other one as well.
    boolean includes(Band other) {
        return this == other || (this == OLD_AND_NEW_800 && other == OLD_800);
    }

    /// For sentences.
    String words() {
        return words;
    }
}
