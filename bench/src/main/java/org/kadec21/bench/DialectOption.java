package org.kadec21.bench;

import org.kadec21.simulation.module.device.ModuleDialect;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// A vendor's socket commands, by the vendor's name.
final class DialectOption implements ITypeConverter<ModuleDialect>, Iterable<String> {

    @Override
    public ModuleDialect convert(String value) {
        ModuleDialect dialect = named().get(value.toLowerCase(Locale.ROOT));
        if (dialect == null) {
            throw new TypeConversionException(
                    "expected one of "
                            + String.join(", ", named().keySet())
                            + ", but came '"
                            + value
                            + "'");
        }
        return dialect;
    }

    @Override
    public Iterator<String> iterator() {
        return named().keySet().iterator();
    }

    private static Map<String, ModuleDialect> named() {
        Map<String, ModuleDialect> named = new LinkedHashMap<>();
        named.put("quectel", ModuleDialect.QUECTEL);
        named.put("simcom", ModuleDialect.SIMCOM);
        named.put("ublox", ModuleDialect.UBLOX);
        named.put("telit", ModuleDialect.TELIT);
        return named;
    }
}
