package org.kadec21.bench;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A TCP port to listen on; 0 for a free one.
final class PortOption implements ITypeConverter<Integer> {

    private static final int HIGHEST = 65_535;

    @Override
    public Integer convert(String value) {
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > HIGHEST) {
            throw new TypeConversionException(
                    "expected a TCP port from 0 to "
                            + HIGHEST
                            + " (0 takes a free one), but came '"
                            + value
                            + "'");
        }
        return Integer.valueOf(value);
    }
}
