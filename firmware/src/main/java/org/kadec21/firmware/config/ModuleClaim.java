package org.kadec21.firmware.config;

import java.util.Optional;

/// What a unit's file says of its module, held against what the module says of itself and against
/// what serves it.
///
/// @param variant what the file says
public record ModuleClaim(ModuleVariant variant) {

    private static final int NEW_BAND_CLASS = 0;

    /// Why a module of that model cannot be the one that the file names; empty when it can. A USB
    /// modem for LTE is of whatever make, so that any model is one but those of the maker.
    ///
    /// @param model what the module calls itself; empty when it does not say
    public Optional<String> contradiction(String model) {
        Optional<ModuleVariant> found = ModuleVariant.ofModel(model);
        boolean fits =
                model.isEmpty()
                        || found.equals(Optional.of(variant))
                        || (variant == ModuleVariant.USB_LTE && found.isEmpty());
        return fits
                ? Optional.empty()
                : Optional.of(
                        "the unit's file says that its module is "
                                + variant
                                + ", but the module says that it is "
                                + found.map(ModuleVariant::toString).orElse(model)
                                + "; correct 'variant' in the unit's file, or have the module"
                                + " exchanged");
    }

    /// Why the module cannot be the one that the file names, since it is served on this band class;
    /// empty when it can.
    public Optional<String> contradiction(int bandClass) {
        return variant.isOldBandOnly() && bandClass == NEW_BAND_CLASS
                ? Optional.of(
                        "the unit's file says that its module is "
                                + variant
                                + ", which knows only old 800 MHz, but it is served on new 800"
                                + " MHz; correct 'variant' in the unit's file")
                : Optional.empty();
    }
}
