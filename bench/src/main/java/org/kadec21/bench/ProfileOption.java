package org.kadec21.bench;

import org.kadec21.simulation.module.device.ModuleProfile;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.util.Iterator;

/// A module by its name.
final class ProfileOption implements ITypeConverter<ModuleProfile>, Iterable<String> {

    @Override
    public ModuleProfile convert(String value) {
        try {
            return ModuleProfile.named(value);
        } catch (IllegalArgumentException unknown) {
            throw new TypeConversionException(String.valueOf(unknown.getMessage()));
        }
    }

    @Override
    public Iterator<String> iterator() {
        return ModuleProfile.names().iterator();
    }
}
