package org.kadec21.bench;

import org.kadec21.simulation.module.device.ModuleProfile;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// A module by its name.
final class ProfileOption implements ITypeConverter<ModuleProfile>, Iterable<String> {

    @Override
    public ModuleProfile convert(String value) {
        ModuleProfile profile = named().get(value);
        if (profile == null) {
            throw new TypeConversionException(
                    "expected one of "
                            + String.join(", ", named().keySet())
                            + ", but came '"
                            + value
                            + "'");
        }
        return profile;
    }

    @Override
    public Iterator<String> iterator() {
        return named().keySet().iterator();
    }

    private static Map<String, ModuleProfile> named() {
        Map<String, ModuleProfile> named = new LinkedHashMap<>();
        named.put("dual-band", ModuleProfile.dualBand());
        named.put("old-band", ModuleProfile.oldBand());
        return named;
    }
}
