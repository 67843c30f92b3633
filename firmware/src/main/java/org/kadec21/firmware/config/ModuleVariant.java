package org.kadec21.firmware.config;

import java.util.List;
import java.util.Optional;

/// The modules a unit may have. By the maker's notice on the E-mail model: the two cards of an N1,
/// the two built-in modules of an N2. Besides, for a present-day unit, a USB modem for LTE, of
/// whatever make. The names of the models are the lab's own.
public enum ModuleVariant {
    RAPIRA("rapira", "RAPIRA-C800", Bands.OLD),
    WIN("win", "WIN-C800", Bands.OLD),
    N2_OLD("n2-old", "OB800-N2", Bands.OLD),
    N2_DUAL("n2-dual", "DB800-N2", Bands.BOTH),
    USB_LTE("usb-lte", "LTE-USB", Bands.LTE);

    /// The variants by the names that configurations use.
    public static final Words<ModuleVariant> BY_NAME =
            Words.of(RAPIRA.variant, RAPIRA)
                    .or(WIN.variant, WIN)
                    .or(N2_OLD.variant, N2_OLD)
                    .or(N2_DUAL.variant, N2_DUAL)
                    .or(USB_LTE.variant, USB_LTE);

    private final String variant;
    private final String model;
    private final Bands bands;

    private enum Bands {
        OLD,
        BOTH,
        LTE
    }

    ModuleVariant(String variant, String model, Bands bands) {
        this.variant = variant;
        this.model = model;
        this.bands = bands;
    }

    /// Which variant a module is that calls itself `model` (`+CGMM`).
    public static Optional<ModuleVariant> ofModel(String model) {
        return List.of(values()).stream().filter(known -> known.model.equals(model)).findFirst();
    }

    /// As in a unit's configuration.
    public String variant() {
        return variant;
    }

    /// What the module calls itself.
    public String model() {
        return model;
    }

    /// Whether it knows no band but the old 800 MHz.
    public boolean isOldBandOnly() {
        return bands == Bands.OLD;
    }

    @Override
    public String toString() {
        return variant + " (" + model + ")";
    }
}
