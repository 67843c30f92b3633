package org.kadec21.bench;

import org.kadec21.simulation.carrier.CarrierPolicy;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A line's rates in bit/s, towards the internet and back: `9600,64000`, or one for both.
record Rates(long up, long down) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(?:,(\\d{1,9}))?");

    /// Reads them.
    static final class Converter implements ITypeConverter<Rates> {

        @Override
        public Rates convert(String value) {
            Matcher matcher = FORM.matcher(value);
            if (matcher.matches()) {
                long up = Long.parseLong(matcher.group(1));
                long down = matcher.group(2) == null ? up : Long.parseLong(matcher.group(2));
                if (Math.min(up, down) >= CarrierPolicy.LOWEST_BITS_PER_SECOND) {
                    return new Rates(up, down);
                }
            }
            throw new TypeConversionException(
                    "expected one or two rates of "
                            + CarrierPolicy.LOWEST_BITS_PER_SECOND
                            + " bit/s or more, such as 9600,64000, but came '"
                            + value
                            + "'");
        }
    }
}
