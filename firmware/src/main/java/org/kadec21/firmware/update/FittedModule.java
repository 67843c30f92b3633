package org.kadec21.firmware.update;

import org.kadec21.firmware.config.ModuleVariant;

import java.util.Optional;
import java.util.stream.Stream;

/// The module in a unit, and the frequencies it can use. Cards and the first built-in module know
/// only the 800 MHz band that ended in July 2012, says the maker's notice on the E-mail model.
public enum FittedModule {
    RAPIRA_CARD("rapira-card", Band.OLD_800),
    WIN_CARD("win-card", Band.OLD_800),
    OLD_BAND("old-band", Band.OLD_800),
    DUAL_BAND("dual-band", Band.OLD_AND_NEW_800),
    USB_LTE("usb-lte", Band.LTE);

    private final String word;
    private final Band band;

    FittedModule(String word, Band band) {
        this.word = word;
        this.band = band;
    }

    /// As in manifests and on command lines.
    public String word() {
        return word;
    }

    /// Where it can register.
    public Band band() {
        return band;
    }

    /// The module of that word.
    public static Optional<FittedModule> of(String word) {
        return Stream.of(values()).filter(module -> module.word.equals(word)).findFirst();
    }

    /// The module that a unit's configuration calls by another name.
    public static FittedModule of(ModuleVariant variant) {
        return switch (variant) {
            case RAPIRA -> RAPIRA_CARD;
            case WIN -> WIN_CARD;
            case N2_OLD -> OLD_BAND;
            case N2_DUAL -> DUAL_BAND;
            case USB_LTE -> FittedModule.USB_LTE;
        };
    }

    /// The same in the words of configurations.
    public ModuleVariant variant() {
        return switch (this) {
            case RAPIRA_CARD -> ModuleVariant.RAPIRA;
            case WIN_CARD -> ModuleVariant.WIN;
            case OLD_BAND -> ModuleVariant.N2_OLD;
            case DUAL_BAND -> ModuleVariant.N2_DUAL;
            case USB_LTE -> ModuleVariant.USB_LTE;
        };
    }

    /// Frequencies a module is made for.
    public enum Band {
        OLD_800("the old 800 MHz band"),
        OLD_AND_NEW_800("the old and the new 800 MHz band"),
        LTE("LTE");

        private final String words;

        Band(String words) {
            this.words = words;
        }

        /// Whether whoever knows this band knows the other one as well.
        boolean includes(Band other) {
            return this == other || (this == OLD_AND_NEW_800 && other == OLD_800);
        }

        /// For sentences.
        public String words() {
            return words;
        }
    }
}
